"""What is truly so in Harbour: the oracle, people's answers, and whether conclusions hold on MovieLens."""

from itertools import pairwise

import numpy as np
import pytest
from scipy.stats import kendalltau

from recsys_course.data import load
from recsys_course.evaluation import bootstrap_interval
from recsys_course.models.oracle import Oracle
from recsys_course.splits import leave_last_out
from recsys_course.world.choice import MEMORY
from recsys_course.world.films import END
from recsys_course.world.ratings import expected_stars, give_stars
from tests.helpers.datasheet import script


@pytest.fixture(scope="module")
def split(harbour_data):
    return leave_last_out(harbour_data.interactions)


# The truth


def test_expected_stars_are_the_mean_of_given_stars():
    rng = np.random.default_rng(0)
    for like, halves in ((1.0, True), (3.3, False), (4.9, True), (0.2, False)):
        given = give_stars(np.full(200_000, like), np.full(200_000, halves), rng)
        assert given.mean() == pytest.approx(float(expected_stars(np.array(like), np.array(halves))), abs=0.01)


def test_people_pick_and_enjoy_what_they_truly_like(world):
    users = np.arange(1_000)
    liked = np.argsort(-world.preferences(users), axis=1)
    loved, loathed = liked[:, :10], liked[:, -10:]
    mixed = np.hstack([loved[:, :5], loathed[:, :5]])
    picked, stars = world.respond(users, mixed, seed=3)
    took = picked >= 0
    assert (mixed[:, :5] == picked[:, None]).any(axis=1)[took].mean() > 0.95
    assert took.mean() > (world.respond(users, loathed, seed=3)[0] >= 0).mean() + 0.3
    assert np.isnan(stars[~took]).all() and set(stars[took]) <= set(np.arange(0.5, 5.1, 0.5))
    assert world.true_rating(users, loved[:, 0]).mean() > world.true_rating(users, loathed[:, 0]).mean() + 1


def test_the_same_visit_has_the_same_answer_and_empty_slates_none(world):
    users, slates = np.arange(50), np.tile(np.arange(10), (50, 1))
    first, again = world.respond(users, slates, seed=1), world.respond(users, slates, seed=1)
    assert np.array_equal(first[0], again[0]) and np.array_equal(first[1], again[1], equal_nan=True)
    assert not np.array_equal(first[0], world.respond(users, slates, seed=2)[0])
    assert (world.respond(users, np.full((50, 3), -1), seed=1)[0] == -1).all()


def test_a_slate_or_user_that_cannot_be_is_refused(world):
    with pytest.raises(ValueError, match=r"\(n, k\)"):
        world.respond([0, 1], [[1, 2, 3]], seed=0)
    with pytest.raises(ValueError, match="1499"):
        world.respond([0], [[1, 1_500]], seed=0)
    with pytest.raises(ValueError, match=r"outside 0\.\.1039"):
        world.preferences([1_040])


def test_the_oracle_gives_the_chances_that_the_test_events_were_drawn_from(split):
    oracle = Oracle().fit(split.known)
    users, items = split.test.users, split.test.items
    scores = oracle.score(users)
    unseen = oracle.seen[users].toarray() == 0
    assert np.isfinite(scores).all()
    chances = np.exp(scores) * unseen
    assert chances.sum(axis=1) == pytest.approx(np.ones(len(users)))
    # If the chances are right, the mean log-chance of what happened is minus the mean entropy, within chance.
    surprise = scores[np.arange(len(users)), items] - (chances * scores).sum(axis=1)
    assert abs(surprise.mean()) < 4 * surprise.std() / np.sqrt(len(users))


def test_the_oracle_beats_popularity_by_far(split):
    users, hits = split.test.users, split.test.items[:, None]
    oracle = (Oracle().fit(split.known).recommend(users) == hits).any(axis=1).mean()
    scores = np.where(split.known.matrix()[users].toarray() > 0, -1, split.known.counts_by_item())
    popular = (np.argsort(-scores, axis=1, kind="stable")[:, :10] == hits).any(axis=1).mean()
    assert oracle > 3 * popular > 0.1


def test_the_oracles_expected_rating_is_unbiased_and_beats_the_mean(split):
    oracle, test = Oracle().fit(split.known), split.test
    error = oracle.expected_rating(test.users)[np.arange(len(test)), test.items] - test.ratings
    assert abs(error.mean()) < 4 * error.std() / np.sqrt(len(test))
    assert error.std() < 0.93 * test.ratings.std()


def test_the_oracle_refuses_data_that_is_not_harbour(harbour_data):
    with pytest.raises(ValueError, match="knows only harbour"):
        Oracle().fit(load("tiny").interactions)
    events = harbour_data.interactions
    moved = type(events)(events.users, events.items, events.ratings, events.times + 1, events.n_users, events.n_items)
    with pytest.raises(ValueError, match="did nothing at second"):
        Oracle().fit(moved)


# Beside MovieLens


def test_stars_and_lengths_resemble_movielens(harbour_data, movielens):
    ours, theirs = harbour_data.interactions, movielens.interactions
    shares = [np.array([(d.ratings == star).mean() for star in np.arange(0.5, 5.1, 0.5)]) for d in (ours, theirs)]
    assert np.abs(shares[0] - shares[1]).sum() / 2 < 0.12  # share of ratings one would have to move
    medians = [np.median(d.counts_by_user()[d.counts_by_user() > 0]) for d in (ours, theirs)]
    assert 0.8 < medians[0] / medians[1] < 1.25
    top = np.sort(ours.counts_by_item())[::-1]
    assert 0.35 < top[:146].sum() / top.sum() < 0.62


def test_conclusions_transfer_to_movielens(harbour_data, movielens):
    calibrate = script("calibrate")
    ours, theirs = calibrate.measure(harbour_data), calibrate.measure(movielens)
    means = [[result[name].mean() for name in theirs] for result in (ours, theirs)]
    assert kendalltau(*means).statistic >= 0.7
    ladder = ["Popularity", "ItemKNN", "ItemKNN, recent films count more", "Oracle"]
    for lower, higher in pairwise(ladder):  # the difference on harbour is no accident
        assert bootstrap_interval(ours[higher] - ours[lower])[0] > 0, f"{higher} does not beat {lower}"


# Six people, eight films


def test_tiny_is_small_enough_to_follow_by_hand():
    tiny = load("tiny")
    events = tiny.interactions
    assert (events.n_users, events.n_items) == (6, 8) and 26 <= len(events) <= 30
    assert sorted(events.counts_by_item())[0] == 1 and max(events.counts_by_item()) == 6
    assert (events.ratings % 1 == 0).all()
    stars = events.matrix("ratings").toarray()
    cosine = (stars @ stars.T) / np.outer(*[np.linalg.norm(stars, axis=1)] * 2)
    np.fill_diagonal(cosine, 0)
    nearest = dict(zip(tiny.user_ids, tiny.user_ids[cosine.argmax(axis=1)], strict=True))
    assert nearest == {"Ana": "Bo", "Bo": "Ana", "Chidi": "Bo", "Dana": "Fei", "Eli": "Dana", "Fei": "Dana"}


def test_a_film_pulls_by_what_the_utility_loses_when_it_is_hidden_at_its_place(world):
    rng = np.random.default_rng(0)
    items = np.flatnonzero(world.films.previous >= 0)[:40]
    past = np.array([rng.permutation(len(world.films))[:9] for _ in items])
    past[::2, 2], past[1::2, 7] = world.films.previous[items[::2]], world.films.previous[items[1::2]]
    past[0, 5], users, clock = -1, np.arange(len(items)), np.full(len(items), END)

    def utility(past):
        seen = np.zeros((len(past), len(world.films)), dtype=bool)
        seen[np.nonzero(past >= 0)[0], past[past >= 0]] = True
        return world.chooser.utility(users, clock, past[:, :MEMORY], seen)[np.arange(len(items)), items]

    pulls = world.chooser.pulls(past, items)
    for step in range(past.shape[1]):
        hidden = past.copy()
        hidden[:, step] = -1
        np.testing.assert_allclose(pulls[:, step], utility(past) - utility(hidden), atol=1e-9)
    assert pulls[0, 5] == 0 and (pulls[::2, 2] > 2.5).all() and (pulls[1::2, 7] == 2.5).all()


def test_boredom_is_off_by_default_and_makes_lists_of_similar_films_less_attractive(world):
    users = np.arange(500)
    best = np.argsort(-world.preferences(users), axis=1)
    vectors = world.films.taste[best[:, :40]]
    alike = (vectors[:, :1] * vectors).sum(axis=2)  # with the film that fits best
    same = np.take_along_axis(best, np.argsort(-alike, axis=1)[:, :5], axis=1)

    def rate(boredom):
        return np.mean([world.respond(users, same, seed, boredom=boredom)[0] >= 0 for seed in range(5)])

    plain = world.respond(users, same, 1)
    assert np.array_equal(plain[0], world.respond(users, same, 1, boredom=0.0)[0])
    assert rate(0) > rate(2) > rate(6)


def test_boredom_leaves_the_first_place_and_a_list_of_one_film_alone(world):
    users, one = np.arange(500), np.argsort(-world.preferences(np.arange(500)), axis=1)[:, :1]
    for boredom in (0, 9):
        assert np.array_equal(world.respond(users, one, 4)[0], world.respond(users, one, 4, boredom=boredom)[0])
    with pytest.raises(ValueError, match=r"boredom=-1 is below 0"):
        world.respond(users, one, 4, boredom=-1)
