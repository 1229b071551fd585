"""The cosine of two rows."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def cosine(a: np.ndarray, b: np.ndarray) -> float:
    """a . b / (|a| |b|); 0 when one of the two is all zeros.  (d,), (d,) -> number."""
    if not (a.any() and b.any()):
        return 0.0
    return float((a / np.linalg.norm(a)) @ (b / np.linalg.norm(b)))


def _cases(rng: np.random.Generator) -> Cases:
    """Ana and Bo of the lesson, a row without stars, equal directions, then random rows."""
    ana, bo = np.array([4.0, 5, 4, 0, 0, 1, 0, 0]), np.array([3.0, 5, 5, 4, 0, 0, 1, 0])
    by_hand = [(ana, bo), (np.zeros(3), np.array([1.0, 2, 3])), (np.array([1.0, 2]), np.array([3.0, 6]))]
    return by_hand + [(rng.integers(0, 6, 5).astype(float), rng.integers(1, 6, 5).astype(float)) for _ in range(4)]


def _only_shared(a: np.ndarray, b: np.ndarray) -> float:
    shared = (a > 0) & (b > 0)
    return cosine(a[shared], b[shared])


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
        Mistake(
            lambda a, b: float(a @ b / (a @ a)) if a.any() else 0.0,
            "You divided by the square of one length only: a . a is |a| times |a|. The length of b is missing, "
            "and no root was taken.",
        ),
        Mistake(
            lambda a, b: float(a @ b / ((a @ a) * (b @ b))) if a.any() and b.any() else 0.0,
            "You divided by the squares of the lengths. The length is the root: |a| = sqrt(a . a).",
        ),
        Mistake(
            lambda a, b: float(a @ b / np.sqrt(a @ a)) if a.any() else 0.0,
            "You divided by the length of one row only. Divide by the other length too.",
        ),
        Mistake(
            lambda a, b: float(a @ b / np.linalg.norm(a) * np.linalg.norm(b)) if a.any() else 0.0,
            "x / y * z divides by y and then MULTIPLIES by z. Put both lengths in brackets: x / (y * z).",
        ),
        Mistake(
            lambda a, b: float(a @ b / (np.linalg.norm(a) + np.linalg.norm(b))),
            "You added the two lengths. Multiply them.",
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
