"""Find and repair the bug in a copied cosine."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mended_similarity(a: np.ndarray, b: np.ndarray) -> float:
    """The cosine: both lengths, one of each vector."""
    squares = (a**2).sum() * (b**2).sum()
    return float((a * b).sum() / np.sqrt(squares)) if squares else 0.0


def _cases(rng: np.random.Generator) -> Cases:
    """Rows of different lengths, so that the length that was used twice shows."""
    by_hand = [(np.array([1.0, 0, 1]), np.array([2.0, 0, 2])), (np.array([3.0, 1]), np.array([0.0, 0]))]
    return by_hand + [(rng.integers(1, 6, 4).astype(float), rng.integers(0, 3, 4) + 0.5) for _ in range(4)]


def _squares_one_vector(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(a))) if a.any() else 0.0


EXERCISE = Exercise(
    "03-mend",
    points=2,
    title="find and repair the bug in a copied function",
    reference=mended_similarity,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _squares_one_vector,
            "The bug is still there: the length of a is below the line twice, and the length of b is not there at all.",
        ),
        Mistake(
            lambda a, b: _squares_one_vector(b, a),
            "Now the length of b is there twice. Each length belongs there once.",
        ),
        Mistake(
            lambda a, b: float(np.dot(a, a) / (np.linalg.norm(a) * np.linalg.norm(b))) if a.any() and b.any() else 0.0,
            "Above the line you have a . a now. It must be a . b, the product of the two different rows.",
        ),
        Mistake(
            lambda a, b: mended_similarity(a, b) if a.any() and b.any() else float("nan"),
            "Right, except for a row of zeros: 0 / 0 is not a number. Its cosine is 0 by definition; test for it "
            "before you divide.",
        ),
        Mistake(
            lambda a, b: float(np.dot(a, b) / (np.linalg.norm(a) + np.linalg.norm(b))) if a.any() else 0.0,
            "The lengths must be multiplied, not added.",
        ),
    ],
    hints=[
        "A cosine never exceeds 1. Try a = [1, 0, 1] and b = [2, 0, 2] with the function as it is: what comes out?",
        "Read the line with the division aloud, and say for each length which row it belongs to.",
    ],
)
