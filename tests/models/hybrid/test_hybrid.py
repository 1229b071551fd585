"""Hybrids: blends computed by hand, and what they keep of their parts."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Bias, Chance, Popularity
from recsys_course.models.clusters import Personas
from recsys_course.models.hybrid import Cascade, Hybrid, Switching, Weighted, standardise
from recsys_course.models.neighbours import ItemKNN, UserKNN
from recsys_course.models.rules import Rule, Rules
from tests.helpers import worlds
from tests.helpers.contract import Contract


class TestWeighted(Contract):
    make = staticmethod(lambda: Weighted([ItemKNN(k=25), Popularity()], [2, 1]))


class TestSwitching(Contract):
    make = staticmethod(lambda: Switching([Popularity(), ItemKNN(k=25)], at_least=9))


class TestCascade(Contract):
    make = staticmethod(lambda: Cascade([ItemKNN(k=25), Popularity()], candidates=8))


class TestCascadeWithoutACut(Contract):
    make = staticmethod(lambda: Cascade([Popularity(), UserKNN(k=30)]))


class TestHybridOfHybrids(Contract):
    make = staticmethod(
        lambda: Switching([Popularity(), Weighted([UserKNN(k=30), Bias(), Personas(3)], [1, 0.5, 1])], 4)
    )


KNN = ItemKNN(k=25)


def rows(model):
    return model.score(range(model.n_users))


# ---- standardise ----


def test_a_row_is_moved_to_mean_0_and_stretched_to_deviation_1():
    np.testing.assert_allclose(standardise([[1, 2, 3]]), [[-(1.5**0.5), 0, 1.5**0.5]])


@pytest.mark.parametrize("row", [[0, 0, 0], [0.1] * 7, [1e9 + 0.1] * 3, [5.0]], ids=str)
def test_a_row_without_differences_becomes_0(row):
    np.testing.assert_array_equal(standardise([row]), [np.zeros(len(row))])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.integers(-1000, 1000), min_size=2, max_size=9), st.floats(0.01, 100), st.floats(-100, 100))
def test_another_scale_and_origin_change_nothing(row, scale, origin):
    row = np.array([row], float)
    np.testing.assert_allclose(standardise(scale * row + origin), standardise(row), atol=1e-6)


# ---- Weighted ----


def test_a_blend_equals_the_sum_computed_by_hand():
    train = worlds.random_world()
    ours = Weighted([ItemKNN(k=25), Popularity(), Bias()], [3, 0, 0.5]).fit(train)
    parts = [model.fit(train).score(range(30)) for model in (ItemKNN(k=25), Bias())]
    z = [(s - s.mean(axis=1, keepdims=True)) / s.std(axis=1, keepdims=True) for s in parts]
    np.testing.assert_allclose(rows(ours), 3 * z[0] + 0.5 * z[1], atol=1e-9)


@pytest.mark.parametrize("weights", [[1, 0], [0, 1], [0, 7.5]], ids=str)
def test_a_part_with_all_the_weight_keeps_its_order(weights):
    train = worlds.random_world()
    ours = Weighted([ItemKNN(k=25), Bias()], weights).fit(train)
    alone = ours.parts[int(weights[1] > 0)]
    np.testing.assert_array_equal(ours.recommend(range(30), 25), alone.recommend(range(30), 25))


def test_only_the_ratios_of_the_weights_matter_for_the_order():
    train = worlds.random_world()
    lists = [Weighted([ItemKNN(k=25), Bias()], w).fit(train).recommend(range(30)) for w in ([1, 3], [0.25, 0.75])]
    np.testing.assert_array_equal(*lists)


def test_a_model_cannot_win_by_shouting():
    """Ten times the scores are the same opinion."""

    class Loud(Popularity):
        def _score(self, users):
            return 10 * super()._score(users) + 5

    train = worlds.random_world()
    calm, loud = (Weighted([ItemKNN(k=25), part], [1, 1]).fit(train) for part in (Popularity(), Loud()))
    np.testing.assert_allclose(rows(calm), rows(loud), atol=1e-9)


def test_a_part_that_says_nothing_leaves_the_order_to_the_others():
    train = worlds.interactions([(0, 0), (0, 1), (1, 1)], n_users=3, n_items=3)
    ours = Weighted([ItemKNN(), Popularity()], [9, 1]).fit(train)
    np.testing.assert_array_equal(ours.recommend([2]), Popularity().fit(train).recommend([2]))


# ---- Switching ----


def test_each_person_gets_the_scores_of_the_part_that_is_theirs():
    train = worlds.random_world()
    ours = Switching([Popularity(), ItemKNN(k=25)], at_least=10).fit(train)
    new = train.counts_by_user() < 10
    assert 0 < new.sum() < 30
    expected = np.where(new[:, None], rows(ours.parts[0]), rows(ours.parts[1]))
    np.testing.assert_array_equal(rows(ours), expected)


@pytest.mark.parametrize(("at_least", "part"), [(0, 1), (10**6, 0)])
def test_the_ends_of_the_switch_are_the_parts(at_least, part):
    ours = Switching([Popularity(), ItemKNN(k=25)], at_least).fit(worlds.random_world())
    np.testing.assert_array_equal(rows(ours), rows(ours.parts[part]))


def test_a_film_met_twice_counts_once():
    train = worlds.interactions([(0, 0), (0, 0), (1, 0), (1, 1)], n_items=3)
    ours = Switching([Popularity(), ItemKNN()], at_least=2).fit(train)
    np.testing.assert_array_equal(ours.score([0]), [[3, 1, 0]])
    np.testing.assert_array_equal(ours.score_history([0, 0]), [3, 1, 0])


# ---- Cascade ----


def test_the_first_picks_and_the_second_orders():
    train = worlds.random_world(seed=4)
    ours = Cascade([Chance(), Popularity()], candidates=6).fit(train)
    first, second = ours.parts
    for user, ranked in enumerate(ours.recommend(range(30), k=25)):
        order, seen = first.recommend([user], k=25)[0], 25 - (ranked >= 0).sum()
        assert set(ranked[:6]) == set(order[:6])
        assert (np.diff(second.score([user])[0, ranked[:6]]) <= 0).all()
        np.testing.assert_array_equal(ranked[6 : 25 - seen], order[6 : 25 - seen])


def test_one_candidate_leaves_the_first_part_as_it_is():
    train = worlds.random_world()
    ours = Cascade([Chance(), Popularity()], candidates=1).fit(train)
    np.testing.assert_array_equal(ours.recommend(range(30), 25), ours.parts[0].recommend(range(30), 25))


def test_with_more_candidates_than_items_the_second_part_decides_and_the_first_breaks_its_ties():
    train = worlds.interactions([(0, 0), (0, 1), (1, 0), (2, 2)], n_users=20, n_items=4)
    ours = Cascade([Chance(), Popularity()], candidates=99).fit(train)
    for user in range(3, 20):
        ranked, chance = ours.recommend([user], k=4)[0], ours.parts[0].score([user])[0]
        assert ranked[0] == 0 and set(ranked[1:3]) == {1, 2} and chance[ranked[1]] > chance[ranked[2]]


def test_items_that_the_first_part_cannot_tell_apart_at_the_limit_stay_outside():
    # Popularity 3, 2, 2, 1: with 2 candidates, items 1 and 2 share the second place, so item 0 is picked alone.
    pairs = [(0, 0), (1, 0), (2, 0), (0, 1), (1, 1), (0, 2), (1, 2), (0, 3)]
    ours = Cascade([Popularity(), Chance()], candidates=2).fit(worlds.interactions(pairs, n_users=20))
    for user in range(3, 20):
        ranked, chance = ours.recommend([user], k=4)[0], ours.parts[1].score([user])[0]
        assert ranked[0] == 0 and ranked[3] == 3 and chance[ranked[1]] > chance[ranked[2]]


# ---- strangers ----


@pytest.mark.parametrize(
    "model",
    [
        Weighted([KNN, Popularity()], [1, 1]),
        Switching([Popularity(), ItemKNN(k=25, half_life=2)], at_least=9),
        Switching([Popularity(), Weighted([ItemKNN(k=25), Personas(3)], [1, 2])], at_least=9),
    ],
    ids=["Weighted", "Switching", "both"],
)
def test_a_stranger_with_the_history_of_a_known_person_gets_the_scores_of_that_person(model):
    train = worlds.random_world()
    model.fit(train)
    for user, history in enumerate(train.histories()):
        np.testing.assert_allclose(model.score_history(history), model.score([user])[0], atol=1e-9)


def test_a_part_that_cannot_meet_strangers_is_named():
    model = Weighted([Bias(), Popularity()], [1, 1]).fit(worlds.random_world())
    with pytest.raises(TypeError, match="Bias cannot meet a stranger"):
        model.score_history([1])


# ---- bad input ----


@pytest.mark.parametrize(
    ("model", "words"),
    [
        (Weighted([], []), "at least one part"),
        (Weighted([KNN, Popularity()], [1]), "1 weights for 2 parts"),
        (Weighted([KNN, Popularity()], [1, -0.5]), "weights=(1.0, -0.5)"),
        (Weighted([KNN, Popularity()], [1, np.nan]), "weights=(1.0, nan)"),
        (Weighted([KNN, Popularity()], [np.inf, 1]), "weights=(inf, 1.0)"),
        (Weighted([KNN, Popularity()], [0, 0]), "one of them above 0"),
        (Weighted([KNN, KNN], [1, 1]), "Part 1, ItemKNN, is listed twice"),
        (Switching([Popularity()]), "needs exactly 2 parts. Got 1"),
        (Switching([Popularity(), KNN, Bias()]), "needs exactly 2 parts. Got 3"),
        (Switching([Popularity(), KNN], at_least=-1), "at_least=-1 items"),
        (Cascade([KNN]), "needs exactly 2 parts. Got 1"),
        (Cascade([KNN, Popularity()], candidates=0), "candidates=0 leaves nothing"),
        (Weighted([ItemKNN(k=0), Popularity()], [1, 1]), "k=0 neighbours"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_impossible_settings_are_refused_with_their_value(model, words):
    with pytest.raises(ValueError, match=re.escape(words)):
        model.fit(worlds.random_world())


def test_what_is_no_model_is_no_part():
    with pytest.raises(TypeError, match="Part 1 is a str"):
        Weighted([KNN, "Popularity"], [1, 1]).fit(worlds.random_world())
    assert issubclass(Hybrid, Recommender) and Rule and Rules
