"""Rows of length 1, so that no person is louder than another."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def same_scale(table: np.ndarray) -> np.ndarray:
    """Rows of length 1; rows of zeros stay.  (n, m) -> (n, m)."""
    lengths = np.sqrt((table**2).sum(axis=1))
    return table / np.maximum(lengths, 1e-300)[:, None] if table.size else table


def _cases(rng: np.random.Generator) -> Cases:
    """A busy and a quiet person with the same taste; a row of zeros; a square table; random ones."""
    taste = np.array([[1.0, 1, 1, 1], [1, 0, 0, 0], [0, 0, 1, 1]])
    nobody = np.array([[1.0, 1, 0], [0, 0, 0], [0, 1, 0]])
    random = rng.integers(0, 2, (5, 6)).astype(float)
    random[0, :3] = 1
    return [(taste,), (nobody,), (random,), (np.array([[1.0, 1], [0, 1]]),)]


def _divided(table: np.ndarray, by: np.ndarray) -> np.ndarray:
    return np.divide(table, by, out=np.zeros_like(table), where=by > 0)


EXERCISE = Exercise(
    "05-same-scale",
    points=1,
    title="rows of length 1",
    reference=same_scale,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda table: _divided(table, np.broadcast_to(table.sum(axis=1, keepdims=True), table.shape)),
            "You divided by the number of films, so a busy person's row is now shorter than 1. Divide by the length, "
            "the root of the sum of the squares.",
        ),
        Mistake(
            lambda table: _divided(table, np.broadcast_to(np.linalg.norm(table, axis=0), table.shape)),
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
    ],
    hints=[
        "The length of a row of ones is the root of how many there are.",
        "np.linalg.norm(table, axis=1, keepdims=True) holds the length of every row, as a column.",
        "Where a length is 0, divide by 1 instead: a row of zeros stays a row of zeros.",
    ],
)
