"""Deletion is exact: the same numbers as a fit that never saw the person."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.data import Interactions
from recsys_course.models.factors import EASE
from recsys_course.models.neighbours import ItemKNN
from recsys_course.privacy import CountedKNN, inverse_gram, item_weights, without_rows


def table_of(seed, n=9, m=6):
    return (np.random.default_rng(seed).random((n, m)) < 0.4).astype(float)


@given(seed=st.integers(0, 2**32), gone=st.sets(st.integers(0, 8), min_size=1, max_size=8))
@settings(max_examples=30, deadline=None)
def test_a_downdate_is_a_refit(seed, gone):
    table, rows = table_of(seed), sorted(gone)
    rest = np.delete(table, rows, axis=0)
    assert np.allclose(without_rows(inverse_gram(table, 2.0), table[rows]), inverse_gram(rest, 2.0), atol=1e-12)
    counted = CountedKNN.fit(table).without(table[rows])
    assert np.array_equal(counted.similarity(), CountedKNN.fit(rest).similarity())


def test_both_are_the_models_of_the_course():
    table = table_of(3)
    users, items = np.nonzero(table)
    data = Interactions(users, items, np.ones(len(users)), np.zeros(len(users)), *table.shape)
    assert np.allclose(item_weights(inverse_gram(table, 5.0)), EASE(penalty=5.0).fit(data).weights)
    assert np.allclose(CountedKNN.fit(table).similarity(), ItemKNN(k=6).fit(data).similarity.toarray())


def test_who_was_never_in_cannot_be_taken_out():
    table = np.array([[1.0, 0], [0, 1]])
    with pytest.raises(ValueError, match="not in the data"):
        without_rows(inverse_gram(table, 0.1), [[1.0, 1], [1, 1]])
    with pytest.raises(ValueError, match=r"pair \(0, 1\)"):
        CountedKNN.fit(table).without([1.0, 1])
    with pytest.raises(ValueError, match="3 items, P has 2"):
        without_rows(inverse_gram(table), [1.0, 0, 0])
    with pytest.raises(ValueError, match="penalty=0"):
        inverse_gram(table, 0)
