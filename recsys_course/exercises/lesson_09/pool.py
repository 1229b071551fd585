"""Pooling: keep the larger of two."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def halve(table: np.ndarray) -> np.ndarray:
    """The larger of each two neighbours in time, column by column.  (L, n) -> (L // 2, n)."""
    half = len(table) // 2
    return table[: 2 * half].reshape(half, 2, table.shape[1]).max(axis=1)


def _cases(rng: np.random.Generator) -> Cases:
    """By hand, an odd length, negative numbers, one row; then random ones."""
    cases: Cases = [(np.array([[3.0, 0], [1, 2], [0, 5], [4, 1]]),), (np.array([[1.0, -2], [-3, -1], [9, 9]]),)]
    cases.append((np.array([[2.0, 1]]),))
    return cases + [(rng.normal(size=(n, d)).round(2),) for n, d in ((8, 3), (7, 2), (6, 4))]


def _sliding(table: np.ndarray) -> np.ndarray:
    return np.maximum(table[:-1], table[1:])


def _filled_up(table: np.ndarray) -> np.ndarray:
    even = len(table) % 2 == 0
    return halve(table if even else np.vstack([table, table[-1:]]))


def _reshaped(table: np.ndarray) -> np.ndarray:
    return table[: len(table) // 2 * 2].reshape(len(table) // 2, 2, -1).max(axis=1)


def _without_shape(table: np.ndarray) -> np.ndarray:
    return halve(table) if len(table) > 1 else np.array([])


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
        Mistake(
            _reshaped,
            "Right, except for a table of one row: nothing is left, and reshape cannot find out what -1 stands "
            "for. Write the number of columns, table.shape[1].",
        ),
        Mistake(
            _without_shape,
            "Right, but a table of one row must give the shape (0, n), and np.array([]) does not have columns. "
            "End with .reshape(-1, table.shape[1]).",
        ),
        Mistake(
            lambda table: np.minimum(table[: len(table) // 2 * 2 : 2], table[1::2]),
            "You kept the smaller of each two. Pooling keeps the larger.",
        ),
        Mistake(
            lambda table: table[: len(table) // 2 * 2 : 2] + table[1::2],
            "You added each two. Here it is the larger one, for each column.",
        ),
        Mistake(
            lambda table: table[1::2],
            "You kept the second row of each two. Compare it with the row before it and keep the larger number.",
        ),
        Mistake(
            lambda table: np.maximum(table[: len(table) // 2], table[len(table) // 2 : len(table) // 2 * 2]),
            "You compared the first half with the second half. Neighbours are compared: rows 0 and 1, rows 2 and 3.",
        ),
        Mistake(
            lambda table: halve(table[len(table) % 2 :]),
            "Your pairs begin at the end, and the oldest row is dropped. Begin with rows 0 and 1; a row left over"
            " at the END is dropped.",
        ),
        Mistake(
            lambda table: halve(table).max(axis=1),
            "You took the maximum over the columns too. Each column keeps its own numbers.",
        ),
        Mistake(
            lambda table: np.where(
                np.abs(table[: len(table) // 2 * 2 : 2]) >= np.abs(table[1::2]),
                table[: len(table) // 2 * 2 : 2],
                table[1::2],
            ),
            "You compared the sizes without the sign. -3 is smaller than 1.",
        ),
        Mistake(
            lambda table: np.where(
                (table[: len(table) // 2 * 2 : 2].sum(axis=1) >= table[1::2].sum(axis=1))[:, None],
                table[: len(table) // 2 * 2 : 2],
                table[1::2],
            ),
            "You kept the whole row with the larger sum. The larger number is chosen in each column by itself.",
        ),
        Mistake(
            lambda table: np.maximum(table[0::2], table[1::2]),
            "For an odd number of rows the two parts do not have equal lengths. Cut off the row that is left over"
            " first.",
        ),
        Mistake(
            lambda table: table.reshape(len(table) // 2, 2, table.shape[1]).max(axis=1),
            "An odd number of rows cannot be cut into pairs. Cut off the row that is left over first.",
        ),
        Mistake(
            lambda table: halve(table[:-1]) if len(table) % 2 == 0 else halve(table),
            "Your last pair is missing when the number of rows is even. With L rows there are L // 2 pairs.",
        ),
    ],
    hints=[
        "table[0::2] are the rows 0, 2, 4, ... and table[1::2] the rows 1, 3, 5, ...",
        "np.maximum compares two tables of the same shape cell by cell. Cut off a left-over row first.",
    ],
)
