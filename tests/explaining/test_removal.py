"""Removals: the smallest set, by trying every set; the exact scores of EASE, by a new fit."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.data import load
from recsys_course.explaining import EaseWithout, smallest_removal
from recsys_course.models.factors.linear import EASE

TINY = load("tiny").interactions


def by_trying_all(table, allowed):
    """The size of the smallest set of rows without which another allowed column is first; 0 where there is none."""
    best = np.where(allowed, table.sum(axis=0), -np.inf).argmax()
    for size in range(1, len(table) + 1):
        for gone in combinations(range(len(table)), size):
            left = np.delete(table, gone, axis=0).sum(axis=0)
            if (left[allowed] > left[best] + 1e-12).any():
                return size
    return 0


@given(seed=st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_no_smaller_set_of_films_changes_the_first_place_and_the_one_given_does(seed):
    rng = np.random.default_rng(seed)
    table, allowed = rng.normal(0.3, 1, (rng.integers(1, 7), 5)), rng.random(5) < 0.8
    allowed[0] = True
    gone, rival = smallest_removal(table, allowed)
    assert len(gone) == by_trying_all(table, allowed)
    if gone:
        left = np.where(allowed, np.delete(table, gone, axis=0).sum(axis=0), -np.inf)
        assert left[rival] > left[np.where(allowed, table.sum(axis=0), -np.inf).argmax()]


def test_where_nothing_helps_the_answer_is_empty():
    assert smallest_removal(np.array([[2.0, 1.0], [2.0, 1.0]])) == ([], -1)
    assert smallest_removal(np.array([[2.0, 1.0]]), np.array([True, False])) == ([], -1)


def test_whole_numbers_are_as_good_as_others_and_a_tie_is_not_enough():
    assert smallest_removal(np.array([[4, 1, 3], [5, 5, 0], [2, 1, 0], [1, 0, 4]])) == ([1, 2], 2)
    assert smallest_removal(np.array([[3, 1], [1, 1]])) == ([], -1)


def test_no_candidate_at_all_is_refused():
    with pytest.raises(ValueError, match="None of 2 columns may come first"):
        smallest_removal(np.ones((1, 2)), np.zeros(2, bool))


@pytest.mark.parametrize("n_films", [1, 2])
@pytest.mark.parametrize("user", range(6))
def test_scores_without_films_are_those_of_ease_fitted_without_them(user, n_films):
    model = EASE(2.0).fit(TINY)
    gone = TINY.histories()[user][:n_films]
    kept = ~((TINY.users == user) & np.isin(TINY.items, gone))
    again = EASE(2.0).fit(TINY.select(kept))
    np.testing.assert_allclose(EaseWithout(model).score(user, gone), again.score([user])[0], atol=1e-12)


def test_a_film_that_was_never_met_cannot_be_removed():
    model = EASE(2.0).fit(TINY)
    never = int(np.flatnonzero(TINY.matrix()[[0]].toarray()[0] == 0)[0])
    with pytest.raises(ValueError, match=rf"user 0 never met \[{never}\]"):
        EaseWithout(model).score(0, [never])
    with pytest.raises(ValueError, match="Give films of this person's past"):
        EaseWithout(model).score(0, [])
    with pytest.raises(IndexError, match="unknown"):
        EaseWithout(model).score(99, [0])
