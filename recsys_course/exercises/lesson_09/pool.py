"""Pooling: keep the larger of two."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def halve(table: np.ndarray) -> np.ndarray:
    """The larger of each two neighbours in time, column by column.  (L, n) -> (L // 2, n)."""
    half = len(table) // 2
    return table[: 2 * half].reshape(half, 2, -1).max(axis=1)


def _cases(rng: np.random.Generator) -> Cases:
    """By hand, an odd length, negative numbers; then random ones."""
    cases: Cases = [(np.array([[3.0, 0], [1, 2], [0, 5], [4, 1]]),), (np.array([[1.0, -2], [-3, -1], [9, 9]]),)]
    return cases + [(rng.normal(size=(n, d)).round(2),) for n, d in ((8, 3), (7, 2), (6, 4))]


def _sliding(table: np.ndarray) -> np.ndarray:
    return np.maximum(table[:-1], table[1:])


def _filled_up(table: np.ndarray) -> np.ndarray:
    even = len(table) % 2 == 0
    return halve(table if even else np.vstack([table, table[-1:]]))


EXERCISE = Exercise(
    "09-pool",
    points=1,
    title="pooling: the larger of two",
    reference=halve,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(_sliding, "Your pairs overlap: rows 0 and 1, rows 1 and 2. Take rows 0 and 1, then rows 2 and 3."),
        Mistake(
            _filled_up,
            "A single row is left over at the end, and you kept it. Pooling drops it: L // 2 rows come out.",
        ),
        Mistake(
            lambda table: (table[0 : len(table) // 2 * 2 : 2] + table[1::2]) / 2,
            "You took the mean of each two. Here it is the larger one, for each column.",
        ),
        Mistake(
            lambda table: table[: len(table) // 2 * 2 : 2],
            "You kept every second row. Compare it with the row after it and keep the larger number.",
        ),
        Mistake(
            lambda table: np.maximum(halve(table), 0),
            "Negative numbers became 0. That would be a relu; pooling keeps what is larger, also below 0.",
        ),
        Mistake(
            lambda table: table.max(axis=0),
            "This is the largest of ALL rows, as in max over time. Pooling keeps one row for each two.",
        ),
        Mistake(
            lambda table: halve(table.T).T,
            "You pooled over the columns, which are the filters. Pool over the rows, which are the places.",
        ),
    ],
    hints=[
        "table[0::2] are the rows 0, 2, 4, ... and table[1::2] the rows 1, 3, 5, ...",
        "np.maximum compares two tables of the same shape cell by cell. Cut off a left-over row first.",
    ],
)
