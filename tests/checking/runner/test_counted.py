"""A counted table: `@` and its relatives are counted in rows, and everything else is as for an array."""

import copy

import numpy as np
import pytest

from recsys_course.checking.runner.counted import ComputedTwice, Counted
from recsys_course.checking.runner.running import run_cases
from recsys_course.grading.sandbox.inside.wire import decode, encode

ROWS, TABLE = np.arange(12.0).reshape(4, 3), np.arange(6.0).reshape(3, 2)
WAYS = {
    "@": lambda rows, table: rows @ table,
    "row by row": lambda rows, table: np.array([row @ table for row in rows]),
    "row by row, with dot": lambda rows, table: np.array([np.dot(row, table) for row in rows]),
    "turned": lambda rows, table: (table.T @ rows.T).T,
    "einsum": lambda rows, table: np.einsum("nd,dh->nh", rows, table),
    "tensordot": lambda rows, table: np.tensordot(rows, table, 1),
    "matmul": lambda rows, table: np.matmul(rows, table),
    "sum of products": lambda rows, table: (rows[:, :, None] * table).sum(axis=1),
    "in parts": lambda rows, table: np.hstack([rows @ table[:, :1], rows @ table[:, 1:]]),
}


@pytest.mark.parametrize("way", WAYS)
def test_every_way_to_multiply_gives_the_same_and_is_counted_in_rows(way):
    free, tight = Counted(TABLE, limit=5), Counted(TABLE, limit=4)
    result = WAYS[way](ROWS, free)
    assert type(result) is np.ndarray and np.allclose(result, ROWS @ TABLE)
    with pytest.raises(ComputedTwice, match="compute each of them once"):
        WAYS[way](ROWS, tight)


def test_parts_of_a_table_count_for_the_whole_table():
    table = Counted(TABLE, limit=8)
    upper, lower = np.split(table, [2])
    assert np.allclose(ROWS[:, :2] @ table[:2] + ROWS[:, 2:] @ TABLE[2:], ROWS @ TABLE)
    assert len(ROWS[:3, :2] @ upper) == 3
    with pytest.raises(ComputedTwice):
        ROWS[:, 2:] @ lower


def test_what_is_no_product_is_not_counted_and_a_copy_counts_from_0():
    table = Counted(TABLE, limit=5)
    for _ in range(9):
        assert np.array_equal(table + 1, TABLE + 1) and np.array_equal(np.vstack([table, table])[3:], TABLE)
    ROWS @ table
    ROWS @ copy.deepcopy(table)
    with pytest.raises(ComputedTwice):
        ROWS @ table


def test_a_learner_sees_an_array_and_an_ordinary_copy_does_not_count():
    table = Counted(TABLE, limit=1)
    assert repr(table) == repr(TABLE)
    assert np.array_equal(ROWS @ np.asarray(table), ROWS @ TABLE)


def test_a_table_counts_on_the_other_side_of_the_wall_too():
    arrived = decode(encode([Counted(TABLE, limit=4)]))[0]
    assert isinstance(arrived, Counted) and np.array_equal(np.asarray(arrived), TABLE)
    [outcome] = run_cases(lambda table: ROWS @ table, [(arrived,)])
    assert outcome.error == "ComputedTwice"
