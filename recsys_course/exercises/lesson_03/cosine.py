"""The cosine of two rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import with_and_without


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """a . b / (|a| |b|); 0 when one of the two is all zeros.  (d,), (d,) -> number."""
    if not (a.any() and b.any()):
        return 0.0
    return float((a / np.linalg.norm(a)) @ (b / np.linalg.norm(b)))


def _cases(rng: np.random.Generator) -> Cases:
    """Ana and Bo of the lesson, rows without stars on either side, equal directions, half stars; then random rows."""
    ana, bo = np.array([4.0, 5, 4, 0, 0, 1, 0, 0]), np.array([3.0, 5, 5, 4, 0, 0, 1, 0])
    by_hand = [(ana, bo), (np.zeros(3), np.array([1.0, 2, 3])), (np.array([1.0, 2]), np.array([3.0, 6]))]
    by_hand += [
        (np.array([1.0, 2, 3]), np.zeros(3)),
        (np.zeros(2), np.zeros(2)),
        (np.array([0.5, 0]), np.array([0.5, 0.5])),
    ]
    return by_hand + [(rng.integers(0, 6, 5).astype(float), rng.integers(1, 6, 5).astype(float)) for _ in range(4)]


def _only_shared(a: np.ndarray, b: np.ndarray) -> float:
    shared = (a > 0) & (b > 0)
    return cosine(a[shared], b[shared])


def _zero_for_zeros(code: Callable[..., Any]) -> Callable[..., Any]:
    return lambda a, b: code(a, b) if a.any() and b.any() else 0.0


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And a row of zeros has length 0: test for it before you divide."
    return with_and_without(code, hint, besides, guard=_zero_for_zeros)


EXERCISE = Exercise(
    "03-cosine",
    points=1,
    title="the cosine of two rows",
    reference=cosine,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda a, b: float(a @ b),
            "You stopped at the dot product. Divide it by the length of a times the length of b.",
        ),
        *_formula(
            lambda a, b: a @ b / (a @ a),
            "You divided by a . a, which is |a| times |a|: the length of a twice. The length of b is missing.",
        ),
        *_formula(
            lambda a, b: a @ b / ((a @ a) * (b @ b)),
            "You divided by the squares of the lengths. The length is the root: |a| = sqrt(a . a).",
        ),
        *_formula(
            lambda a, b: a @ b / np.linalg.norm(a),
            "You divided by the length of one row only. Divide by the other length too.",
        ),
        *_formula(
            lambda a, b: a @ b / np.linalg.norm(a) * np.linalg.norm(b),
            "x / y * z divides by y and then MULTIPLIES by z. Put both lengths in brackets: x / (y * z).",
        ),
        *_formula(
            lambda a, b: a @ b / (np.linalg.norm(a) + np.linalg.norm(b)),
            "You added the two lengths. Multiply them.",
        ),
        *_formula(
            lambda a, b: a @ b / (a.sum() * b.sum()),
            "You divided by the sums of the rows. The length is the root of the sum of the SQUARES.",
        ),
        *_formula(
            lambda a, b: (a * b).mean() / (np.linalg.norm(a) * np.linalg.norm(b)),
            "Above the line you have a mean. The dot product is the sum of the products: a @ b.",
        ),
        *_formula(
            lambda a, b: a * b / (np.linalg.norm(a) * np.linalg.norm(b)),
            "Your result is an array: a * b multiplies place by place. The dot product adds these products up: a @ b.",
        ),
        *_formula(
            lambda a, b: (
                (a - a.mean()) @ (b - b.mean()) / (np.linalg.norm(a - a.mean()) * np.linalg.norm(b - b.mean()))
            ),
            "This is the correlation, which first subtracts the mean of each row. The cosine takes the rows as "
            "they are.",
        ),
        *_formula(
            lambda a, b: 1 - a @ b / (np.linalg.norm(a) * np.linalg.norm(b)),
            "This is 1 minus the cosine, a distance. (scipy.spatial.distance.cosine gives it, too.)",
        ),
        Mistake(
            lambda a, b: float(np.linalg.norm(a - b)),
            "This is the distance of the two rows. The cosine is their dot product, divided by both lengths.",
        ),
        Mistake(
            lambda a, b: float(a @ b) / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1.0),
            "Almost: you divide by at least 1. The two lengths can multiply to less, with half stars: "
            "only where they are 0 nothing may be divided.",
        ),
        Mistake(
            lambda a, b: float("nan") if b.any() and not a.any() else cosine(a, b),
            "You test only whether b is all zeros. Where a is all zeros, 0 / 0 is not a number: test both.",
        ),
        Mistake(
            lambda a, b: float("nan") if a.any() and not b.any() else cosine(a, b),
            "You test only whether a is all zeros. Where b is all zeros, 0 / 0 is not a number: test both.",
        ),
        Mistake(
            lambda a, b: cosine(a, b) if a.any() and b.any() else 1.0,
            "A row of zeros has cosine 0 with every row, not 1: it has no direction.",
        ),
        Mistake(
            _only_shared,
            "You took the lengths over the shared films only. In this lesson the length of a row counts all films "
            "of the person: two people who share one film of twenty are not alike.",
        ),
        Mistake(
            lambda a, b: float(np.divide(a @ b, np.sqrt((a @ a) * (b @ b)))) if a.any() and b.any() else float("nan"),
            "Right, except for a row of zeros: 0 / 0 is not a number. A person without stars has cosine 0 with "
            "everybody; test for it before you divide.",
        ),
    ],
    hints=[
        "Three numbers are needed: a . b, the length of a, and the length of b. Compute each on its own line first.",
        "The length of a row is the root of the sum of its squares. NumPy's `@` gives sums of products.",
        "When a length is 0 you must not divide. Return 0.0 in that case.",
    ],
)
