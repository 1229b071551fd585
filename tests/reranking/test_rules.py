"""Rules: a list keeps them wherever the pool allows it, and loses no more relevance than it must."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.reranking import AtLeast, AtMost, ByRelevance, Floor, Pool
from tests.helpers.slow.pools import random_pool

MEMBER = np.arange(20) >= 12
GROUP = np.where(np.arange(20) < 16, np.arange(20) // 4, -1)


def listed(pool, rules, k=4):
    return np.take_along_axis(pool.items, ByRelevance(rules=rules).pick(pool, k), axis=1)


def best_of_all(pool, u, rule, k):
    """Brute force: the largest sum of relevance of any k candidates that keep the rule; None where none do."""
    ways = [list(way) for way in permutations(range(pool.items.shape[1]), k) if sorted(way) == list(way)]
    sums = [pool.relevance[u, way].sum() for way in ways if rule.kept(pool.items[u, way][None, :])[0]]
    return max(sums, default=None)


@pytest.mark.parametrize("rule", [AtLeast(MEMBER, 2), AtMost(GROUP, 1)], ids=["at least", "at most"])
@given(seed=st.integers(0, 2**32))
@settings(max_examples=25, deadline=None)
def test_one_rule_is_kept_at_the_smallest_possible_loss_of_relevance(rule, seed):
    pool = random_pool(seed)
    places = ByRelevance(rules=[rule]).pick(pool, 4)
    lists = np.take_along_axis(pool.items, places, axis=1)
    for u, kept in enumerate(rule.kept(lists)):
        best = best_of_all(pool, u, rule, 4)
        assert kept == (best is not None)
        assert best is None or pool.relevance[u, places[u]].sum() == pytest.approx(best)


def test_at_most_counts_items_of_no_group_freely():
    pool = Pool(np.array([[16, 17, 18, 19]]), np.array([[1, 0.9, 0.8, 0.7]]), np.ones((20, 1)), np.ones((1, 1)))
    assert listed(pool, [AtMost(GROUP, 1)]).tolist() == [[16, 17, 18, 19]]
    assert AtMost(GROUP, 1).kept([[16, 17, 18, 19], [0, 1, 5, 9]]).tolist() == [True, False]


def test_a_floor_keeps_out_what_is_far_below_the_best_until_nothing_else_is_left():
    pool = Pool(np.array([[3, 1, 2]]), np.array([[1, 0.3, 0.2]]), np.ones((4, 1)), np.ones((1, 1)))
    rules = [AtLeast(np.arange(4) == 2, 1), Floor(0.25)]
    assert listed(pool, rules, k=2).tolist() == [[3, 1]]  # the only member lies below the floor
    assert listed(pool, [Floor(0.25)], k=3).tolist() == [[3, 1, 2]]
    assert Floor(0.25).kept([[3, 1]]).all()


def test_empty_places_belong_to_no_group_and_are_no_members():
    assert AtLeast(np.ones(4), 2).kept([[1, -1], [1, 2]]).tolist() == [False, True]
    assert AtMost(np.zeros(4, int), 1).kept([[1, -1], [1, 2]]).tolist() == [True, False]


def test_impossible_rules_are_refused_with_value_and_limit():
    for rule, words in [
        (AtLeast(MEMBER, -1), "AtLeast with n=-1"),
        (AtMost(GROUP, 0), "AtMost with n=0"),
        (Floor(2), r"share=2 is outside 0\.\.1"),
    ]:
        with pytest.raises(ValueError, match=words):
            listed(random_pool(0), [rule])
