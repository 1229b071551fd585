"""The judges of explanations: the world's own causes, and the share that an imitation explains."""

import numpy as np
import pytest
from sklearn.metrics import r2_score

from recsys_course.data import load
from recsys_course.explaining import explained, names_cause, true_pulls
from recsys_course.world import harbour


def test_true_pulls_are_what_the_utility_loses_when_a_film_is_hidden_at_its_place():
    chooser, data = harbour().chooser, load()
    histories = [data.interactions.histories()[u][:-1] for u in (3, 50)]
    goals = np.array([data.interactions.histories()[u][-1] for u in (3, 50)])
    pulls = true_pulls(chooser, histories, goals)
    when = np.full(1, harbour().times[3].max())
    for user, past, goal, own in zip((3, 50), histories, goals, pulls, strict=True):
        recent, seen = past[::-1][:6].copy(), np.zeros((1, len(chooser.films)), bool)
        seen[0, past] = True
        with_all = chooser.utility(np.array([user]), when, recent[None], seen)[0, goal]
        for place in range(6):
            hidden, unseen = recent.copy(), seen.copy()
            hidden[place], unseen[0, recent[place]] = -1, False
            without = chooser.utility(np.array([user]), when, hidden[None], unseen)[0, goal]
            assert own[recent[place]] == pytest.approx(with_all - without)
        assert not own[np.setdiff1d(np.arange(len(own)), past)].any()


def test_who_names_the_cause_is_counted_only_where_there_is_one():
    pulls = np.array([[0.0, 2.0, 1.0], [0.0, 1.0, 3.0], [0.2, 0.1, 0.0]])
    said = np.array([[0.1, 0.5, 0.2], [0.9, 0.0, 0.1], [1.0, 0.0, 0.0]])
    np.testing.assert_array_equal(names_cause(said, pulls), [1, 0, np.nan])
    np.testing.assert_array_equal(names_cause(said, pulls, least=0.2), [1, 0, 1])


def test_shapes_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="differ"):
        names_cause(np.ones((1, 2)), np.ones((1, 3)))
    with pytest.raises(ValueError, match="1 histories and 2 items"):
        true_pulls(harbour().chooser, [[1]], [1, 2])


def test_what_is_explained_is_r2_where_the_guess_is_the_mean():
    rng = np.random.default_rng(0)
    scores, like = rng.random(50), rng.random(50)
    assert explained(scores, like, scores.mean()) == pytest.approx(r2_score(scores, like))
    assert explained(scores, scores, 0.3) == 1
    assert explained(scores, np.full(50, 0.3), 0.3) == 0


def test_scores_that_are_all_the_guess_leave_nothing_to_explain():
    with pytest.raises(ValueError, match=r"All 2 scores equal the guess 0\.5"):
        explained([0.5, 0.5], [0.1, 0.2], 0.5)
