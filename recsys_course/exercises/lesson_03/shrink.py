"""Trust little evidence less: shrink a cosine that rests on few people."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def shrink(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    """s_ij * n_ij / (n_ij + shrinkage).  (n, n), (n, n), number -> (n, n); 0 where n_ij = 0."""
    total = shared + shrinkage
    return similarity * np.divide(shared, total, out=np.zeros(np.shape(total)), where=total > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """One shared person against ten; shrinkage 0; nothing shared; then random ones."""
    two = (np.array([[0.0, 1.0], [0.7, 0.0]]), np.array([[3, 1], [10, 4]]))
    cases: Cases = [(*two, 5.0), (np.array([[0.5, 0.0]]), np.array([[2, 0]]), 0.0)]
    return cases + [(rng.random((3, 3)), rng.integers(1, 20, (3, 3)), float(rng.integers(2, 30))) for _ in range(3)]


def _shrink_with_nan(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return similarity * shared / (shared + shrinkage)


def _shrink_without_brackets(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return similarity * shared / shared + shrinkage


EXERCISE = Exercise(
    "03-shrink",
    points=1,
    title="trust little evidence less",
    reference=shrink,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda similarity, shared, shrinkage: similarity / (shared + shrinkage + 1e-12),
            "You divided by n + shrinkage but did not multiply by n: now MORE shared people make films less alike.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shared / (1 + shrinkage),
            "You divided by 1 + shrinkage. The number of shared people goes below the line too: n / (n + shrinkage).",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shrinkage / np.maximum(shared + shrinkage, 1e-12),
            "You multiplied by shrinkage / (n + shrinkage): that trusts little evidence more. Above the line is n.",
        ),
        Mistake(
            _shrink_without_brackets,
            "x / y + z adds z after the division. Put n + shrinkage in brackets.",
        ),
        Mistake(
            _shrink_with_nan,
            "Right, except where nobody saw both films and shrinkage is 0: 0 / 0 is not a number. Return 0 there.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: np.where(shared >= shrinkage, similarity, 0),
            "You cut off everything below the limit. Shrinkage is softer: it makes small evidence smaller, not zero.",
        ),
    ],
    hints=[
        "Do one pair first: cosine 1.0, one shared person, shrinkage 5. The factor is 1 / (1 + 5).",
        "NumPy does all pairs at once when both tables have one shape: no loop is needed.",
        "Only shrinkage 0 with 0 shared people divides 0 by 0. The result there is 0: np.divide with `where` helps.",
    ],
)
