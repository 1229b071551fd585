"""Rows of length 1, so that no person is louder than another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import with_and_without


def same_scale(table: np.ndarray) -> np.ndarray:
    """Rows of length 1; rows of zeros stay; whole numbers become decimal ones.  (n, m) -> (n, m)."""
    lengths = np.sqrt((table**2).sum(axis=1))
    return table / np.maximum(lengths, 1e-300)[:, None] if table.size else table


def _cases(rng: np.random.Generator) -> Cases:
    """A busy and a quiet person with the same taste; a row of zeros; a square table; one person; whole numbers."""
    taste = np.array([[1.0, 1, 1, 1], [1, 0, 0, 0], [0, 0, 1, 1]])
    nobody = np.array([[1.0, 1, 0], [0, 0, 0], [0, 1, 0]])
    random = rng.integers(0, 2, (5, 6)).astype(float)
    random[0, :3] = 1
    return [
        (taste,),
        (nobody,),
        (random,),
        (np.array([[1.0, 1], [0, 1]]),),
        (np.array([[0.0, 1, 1]]),),
        (taste.astype(int),),
    ]


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    return with_and_without(code, hint, "And 0 / 0 is not a number: leave zeros as they are.")


def _written_into_the_table(table: np.ndarray) -> np.ndarray:
    rows = table.copy()
    for row in rows:
        if row.any():
            row[:] = row / np.linalg.norm(row)
    return rows


EXERCISE = Exercise(
    "05-same-scale",
    points=1,
    title="rows of length 1",
    reference=same_scale,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        *_formula(
            lambda table: table / table.sum(axis=1, keepdims=True),
            "You divided by the number of films, so a busy person's row is now shorter than 1. Divide by the length, "
            "the root of the sum of the squares.",
        ),
        *_formula(
            lambda table: table / np.linalg.norm(table, axis=0),
            "You divided each COLUMN by its length. The rows are the people.",
        ),
        Mistake(
            lambda table: np.where(table.any(axis=1, keepdims=True), same_scale(table), np.nan),
            "A row of zeros has length 0, and 0 / 0 is not a number. Leave such a row as it is.",
        ),
        Mistake(
            lambda table: table / np.linalg.norm(table),
            "You divided by the length of the whole table. Each row has a length of its own.",
        ),
        Mistake(lambda table: table.copy(), "Nothing has changed: divide each row by its length."),
        Mistake(
            _written_into_the_table,
            "Almost: a table of whole numbers cannot hold 0.5, so your results are cut to 0. Make a float copy first, "
            "table.astype(float), or divide the whole table at once.",
        ),
        Mistake(
            lambda table: table / np.linalg.norm(table, axis=1),
            "The lengths have shape (n,), the table (n, m): they meet at the wrong axis. keepdims=True makes them a "
            "column, so that each row is divided by its own length. (Mind a row of zeros then.)",
        ),
        Mistake(
            lambda table: table / np.where(table.any(axis=1), np.linalg.norm(table, axis=1), 1),
            "The lengths have shape (n,), the table (n, m): they meet at the wrong axis. keepdims=True makes them a "
            "column, so that each row is divided by its own length.",
        ),
        Mistake(
            lambda table: np.linalg.norm(table, axis=1),
            "These are the lengths. Divide each row by its own.",
        ),
        Mistake(
            lambda table: same_scale(table)[table.any(axis=1)],
            "A row of zeros is gone. It stays as it is, so that row u belongs to person u.",
        ),
        *_formula(
            lambda table: (table - table.mean(axis=1, keepdims=True)) / table.std(axis=1, keepdims=True),
            "You standardised the rows: mean 0, deviation 1. Here each row is divided by its length, and nothing is "
            "subtracted.",
        ),
        Mistake(
            lambda table: table - table.mean(axis=1, keepdims=True),
            "You subtracted the mean of each row. Divide each row by its length.",
        ),
        Mistake(
            lambda table: table / table.shape[1],
            "You divided by the number of films, the same for everybody. Divide each row by its own length.",
        ),
        Mistake(
            lambda table: table / np.sqrt(table.shape[1]),
            "You divided by the root of the number of all films, the same for everybody. Only those that the "
            "person met "
            "count.",
        ),
        Mistake(
            lambda table: table / np.linalg.norm(table, axis=1).max(),
            "You divided all rows by the length of the longest. Each row has a length of its own.",
        ),
    ],
    hints=[
        "The length of a row of ones is the root of how many there are.",
        "np.linalg.norm(table, axis=1, keepdims=True) holds the length of every row, as a column.",
        "Where a length is 0, divide by 1 instead: a row of zeros stays a row of zeros.",
    ],
)
