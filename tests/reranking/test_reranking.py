"""Every re-ranker equals a slow one written from its formula, and keeps the laws of all.

A new re-ranker is found by itself: without an oracle in ORACLES the first test is red.
"""

import inspect

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course import beyond, metrics, reranking
from recsys_course.reranking import DPP, MMR, AtLeast, ByRelevance, Calibrated, Pool, Reranker, XQuAD
from tests.helpers.slow import pools

ORACLES = {
    ByRelevance: pools.by_relevance,
    MMR: pools.mmr,
    DPP: pools.dpp,
    XQuAD: pools.xquad,
    Calibrated: pools.calibrated,
}
each = pytest.mark.parametrize("kind", ORACLES, ids=lambda kind: kind.__name__)


def concrete(kind):
    below = [one for sub in kind.__subclasses__() for one in concrete(sub)]
    ours = kind.__module__.startswith("recsys_course.") and not inspect.isabstract(kind)
    return [kind, *below] if ours else below


def test_every_reranker_has_an_oracle_and_is_offered_by_the_room():
    assert set(concrete(Reranker)) == set(ORACLES), "Write the slow form in tests/helpers/pools.py, and name it here."
    assert {kind.__name__ for kind in ORACLES} <= set(reranking.__all__)


@each
@pytest.mark.parametrize("weight", [0.2, 0.7, 1.0])
def test_it_equals_the_slow_form_of_its_formula(kind, weight):
    for seed in range(15):
        pool = pools.random_pool(seed, binary=False)
        np.testing.assert_array_equal(
            kind(weight).pick(pool, 4), pools.slow_pick(ORACLES[kind], pool, 4, weight), err_msg=f"seed {seed}"
        )


@each
@given(seed=st.integers(0, 2**32), weight=st.floats(0, 1), k=st.integers(1, 8))
@settings(max_examples=25, deadline=None)
def test_each_list_is_full_and_holds_each_candidate_at_most_once(kind, seed, weight, k):
    places = kind(weight).pick(pools.random_pool(seed), k)
    assert places.shape == (3, k) and ((places >= 0) & (places < 8)).all()
    assert all(len(set(row)) == k for row in places.tolist())


@each
def test_with_the_whole_weight_on_relevance_the_order_of_the_model_stays(kind):
    places = kind(1.0).pick(pools.random_pool(3), 5)
    np.testing.assert_array_equal(places, np.tile(np.arange(5), (3, 1)))


@each
def test_a_shorter_list_is_the_beginning_of_a_longer_one(kind):
    pool = pools.random_pool(4)
    np.testing.assert_array_equal(kind(0.4).pick(pool, 3), kind(0.4).pick(pool, 7)[:, :3])


@each
def test_people_do_not_change_one_anothers_lists(kind):
    pool = pools.random_pool(5, n=4)
    alone = Pool(pool.items[2:3], pool.relevance[2:3], pool.features, pool.taste[2:3])
    np.testing.assert_array_equal(kind(0.4).pick(pool, 5)[2:3], kind(0.4).pick(alone, 5))


@each
def test_empty_places_of_a_pool_come_last(kind):
    pool = pools.random_pool(6)
    items, relevance = pool.items.copy(), pool.relevance.copy()
    items[0, 3:], relevance[0, 3:] = -1, 0
    places = kind(0.1).pick(Pool(items, relevance, pool.features, pool.taste), 8)
    assert sorted(places[0, :3]) == [0, 1, 2]
    assert sorted(places[0]) == list(range(8))


@each
def test_impossible_settings_are_refused_with_value_limit_and_cure(kind):
    pool = pools.random_pool(0)
    with pytest.raises(ValueError, match=r"weight=1\.5 is outside 0\.\.1.*order of the model"):
        kind(1.5).pick(pool, 3)
    with pytest.raises(ValueError, match=r"k=9 places from a pool of 8.*larger pool"):
        kind().pick(pool, 9)
    with pytest.raises(ValueError, match="k=0"):
        kind().pick(pool, 0)


@pytest.mark.parametrize("kind", [MMR, DPP])
def test_less_weight_on_relevance_makes_lists_more_diverse_on_average(kind):
    pool = pools.random_pool(7, n=200, m=15)

    def diversity(weight):
        lists = np.take_along_axis(pool.items, kind(weight).pick(pool, 5), axis=1)
        return metrics.diversity(lists, pool.features).mean()

    assert diversity(1.0) < diversity(0.7) < diversity(0.2)


def test_less_weight_on_relevance_brings_the_mix_closer_to_the_taste():
    pool = pools.random_pool(8, n=200, m=15)

    def apart(weight):
        lists = np.take_along_axis(pool.items, Calibrated(weight).pick(pool, 5), axis=1)
        return beyond.calibration(lists, pool.features, pool.taste).mean()

    assert apart(1.0) > apart(0.7) > apart(0.2)


def test_a_dpp_that_has_used_up_its_features_goes_on_by_relevance():
    features = np.repeat(np.eye(2), 4, axis=0)  # eight films of two kinds: a third film adds no volume
    items = np.array([[0, 1, 2, 4, 5, 6]])
    pool = Pool(items, np.array([[1, 0.9, 0.8, 0.7, 0.6, 0.5]]), features, np.array([[0.5, 0.5]]))
    assert DPP(0.5).pick(pool, 6)[0].tolist() == [0, 3, 1, 2, 4, 5]


def test_a_rule_holds_for_every_reranker():
    member = np.arange(20) >= 14
    for kind in ORACLES:
        pool = pools.random_pool(9, n=30, m=15)
        lists = np.take_along_axis(pool.items, kind(0.9, [AtLeast(member, 2)]).pick(pool, 5), axis=1)
        enough = member[pool.items].sum(axis=1) >= 2
        assert (member[lists].sum(axis=1) >= 2)[enough].all() and enough.any()
