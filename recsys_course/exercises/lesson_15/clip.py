"""Nobody is longer than that."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import with_and_without


def clipped(rows: np.ndarray, longest: float) -> np.ndarray:
    """Rows longer than `longest` get this length, others stay.  (n, d), number -> (n, d)"""
    lengths = np.sqrt(np.square(rows).sum(axis=1))
    return np.array([row * longest / n if n > longest else row for row, n in zip(rows, lengths, strict=True)])


def _cases(rng: np.random.Generator) -> Cases:
    """A row of zeros, one of exactly this length, short, long and negative ones."""
    cases: Cases = [(np.array([[3.0, 4.0], [0.3, 0.4], [0.0, 0.0], [-0.6, 0.8]]), 1.0)]
    return cases + [
        (rng.normal(size=(5, 3)) * rng.choice([0.2, 1.0, 5.0], (5, 1)), longest) for longest in (0.5, 2.0, 3.5)
    ]


EXERCISE = Exercise(
    "15-clip",
    points=1,
    title="rows that are not too long",
    reference=clipped,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        *with_and_without(
            lambda rows, longest: longest * rows / np.linalg.norm(rows, axis=1, keepdims=True),
            "All your rows have the length `longest`. A row that is shorter must stay as it is.",
            "And a row of zeros is divided by 0.",
        ),
        Mistake(
            lambda rows, longest: np.clip(rows, -longest, longest),
            "You clipped each NUMBER. Then a row of many numbers is still long. Shorten the row as a whole.",
        ),
        Mistake(
            lambda rows, longest: rows / max(1, float(np.linalg.norm(rows)) / longest),
            "You measured the length of the whole table. Each row has its own: axis=1.",
        ),
        Mistake(
            lambda rows, longest: rows / np.maximum(1, np.abs(rows).sum(axis=1, keepdims=True) / longest),
            "You added absolute values. The length is the root of the sum of squares.",
        ),
        Mistake(
            lambda rows, longest: rows / np.maximum(1, (rows**2).sum(axis=1, keepdims=True) / longest),
            "The root is missing: the length is the root of the sum of squares.",
        ),
        Mistake(
            lambda rows, longest: rows / np.maximum(1, np.linalg.norm(rows, axis=0) / longest),
            "You shortened the columns. A person is a row: axis=1.",
        ),
    ],
    hints=[
        "np.linalg.norm(rows, axis=1, keepdims=True) is a column of lengths.",
        "Divide by the larger of 1 and length / longest: np.maximum.",
    ],
)
