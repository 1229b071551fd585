"""A person is taken out."""

from __future__ import annotations

from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def without_row(inverse: np.ndarray, row: np.ndarray) -> np.ndarray:
    """(X'X + penalty I)^-1 without one row of X.  (m, m), (m,) -> (m, m)"""
    moved = np.dot(inverse, row)
    return np.asarray(inverse + np.multiply.outer(moved, moved) / (1 - np.vdot(row, moved)))


def _case(rng: np.random.Generator, n: int, penalty: float) -> tuple[Any, ...]:
    table = (rng.random((n, 5)) < 0.5).astype(float)
    table[0, 0] = 1
    return np.linalg.inv(table.T @ table + penalty * np.eye(5)), table[0]


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, many and few people, and somebody without films."""
    example = np.linalg.inv(np.array([[3.0, 1.0], [1.0, 2.0]])), np.array([1.0, 1.0])
    cases: Cases = [example, *(_case(rng, n, penalty) for n, penalty in ((8, 1.0), (3, 2.0), (15, 0.5), (6, 5.0)))]
    inverse, row = _case(rng, 6, 1.0)
    return [*cases, (inverse, np.zeros_like(row))]


EXERCISE = Exercise(
    "15-without-row",
    points=2,
    title="a person taken out of EASE",
    reference=without_row,
    cases=_cases,
    compare=close_to(1e-8),
    mistakes=[
        Mistake(
            lambda p, x: p - np.outer(p @ x, p @ x) / (1 + x @ p @ x),
            "Both signs are those of ADDING a person. To take one out: plus before the fraction, 1 minus below it.",
        ),
        Mistake(
            lambda p, x: p - np.outer(p @ x, p @ x) / (1 - x @ p @ x),
            "The sign before the fraction is plus: with fewer people the inverse grows.",
        ),
        Mistake(
            lambda p, x: p + np.outer(p @ x, p @ x) / (1 + x @ p @ x),
            "Below the line it is 1 MINUS x'Px.",
        ),
        Mistake(lambda p, x: p + np.outer(p @ x, p @ x), "The division by 1 - x'Px is missing."),
        Mistake(
            lambda p, x: p + (p @ x) * (p @ x) / (1 - x @ p @ x),
            "You multiplied the two vectors number by number. (Px)(Px)' is a table: np.outer.",
        ),
        Mistake(
            lambda p, x: p + (p @ x) @ (p @ x) / (1 - x @ p @ x),
            "This is a dot product, one number. (Px)(Px)' is a table: np.outer.",
        ),
        Mistake(
            lambda p, x: p - np.outer(x, x), "You subtracted xx' from the inverse. It is X'X that loses xx', not P."
        ),
        Mistake(
            lambda p, x: p + np.outer(x, x) / (1 - x @ p @ x), "Above the line stand Px and its transpose, not x alone."
        ),
        Mistake(lambda p, x: p, "Nothing has changed: the person is still in."),
    ],
    hints=[
        "Compute Px once: it stands above and below the line.",
        "np.outer(a, b) is the table of a_i b_j.",
    ],
)
