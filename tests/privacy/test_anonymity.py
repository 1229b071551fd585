"""Standing alone and being recognised: by hand, and against loops."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.data import Interactions, load
from recsys_course.privacy import class_sizes, recognised, scoreboard


@given(seed=st.integers(0, 2**32), n=st.integers(1, 20))
@settings(max_examples=30, deadline=None)
def test_the_class_of_a_row_holds_all_equal_rows(seed, n):
    table = np.random.default_rng(seed).integers(0, 3, (n, 2)).astype(object)
    table[:, 1] = [f"city {x}" for x in table[:, 1]]
    count = Counter(map(tuple, table.tolist()))
    assert class_sizes(table).tolist() == [count[tuple(row)] for row in table.tolist()]


def test_a_table_without_rows_has_no_classes():
    with pytest.raises(ValueError, match=r"\(0, 2\)"):
        class_sizes(np.zeros((0, 2)))


def test_the_scoreboard_adds_what_fits_and_rare_films_say_more():
    data = Interactions([0, 1, 2, 0, 1], [0, 0, 0, 1, 2], [5, 4, 1, 3, 3], [0, 0, 0, 0, 100 * 86_400], 3, 3)
    four, two = 1 / np.log(4), 1 / np.log(2)
    assert np.allclose(scoreboard(data, [0]), [four] * 3)
    assert np.allclose(scoreboard(data, [0], [5]), [four, four, 0])
    assert np.allclose(scoreboard(data, [0, 1], [5, 3]), [four + two, four, 0])
    assert np.allclose(scoreboard(data, [2], times=[0]), 0) and np.allclose(
        scoreboard(data, [2], times=[99 * 86_400]), [0, two, 0]
    )


def test_a_person_is_found_by_everything_that_they_did():
    data = load("tiny").interactions
    for u in range(data.n_users):
        own = data.users == u
        scores = scoreboard(data, data.items[own], data.ratings[own], data.times[own], 0, 0)
        assert scores.argmax() == u


def test_nobody_is_named_where_two_are_near():
    assert recognised([3.0, 1, 1, 1, 1, 1]) == 0 and recognised([3.0, 2.9, 1, 1, 1, 1]) is None
    assert recognised([1.0, 1, 1]) is None and recognised([2.0, 1.9, 1], margin=0) == 0
    assert recognised([2.0, 2, 1], margin=0) is None and recognised([1.0, 1, 1], margin=0) is None
    with pytest.raises(ValueError, match="1 scores"):
        recognised([1.0])
    with pytest.raises(IndexError, match="0 to 7"):
        scoreboard(load("tiny").interactions, [8])
    with pytest.raises(ValueError, match="2 items and 1 stars"):
        scoreboard(load("tiny").interactions, [1, 2], stars=[5])
