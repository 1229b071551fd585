"""Find and repair the bug in a copied cosine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import with_and_without


def mended_similarity(a: np.ndarray, b: np.ndarray) -> float:
    """The cosine: both lengths, one of each vector."""
    squares = (a**2).sum() * (b**2).sum()
    return float((a * b).sum() / np.sqrt(squares)) if squares else 0.0


def _cases(rng: np.random.Generator) -> Cases:
    """Equal directions of other lengths, rows of zeros on either side, short rows, whole numbers; then random rows."""
    by_hand = [(np.array([1.0, 0, 1]), np.array([2.0, 0, 2])), (np.array([3.0, 1]), np.array([0.0, 0]))]
    by_hand += [
        (np.zeros(2), np.array([3.0, 1])),
        (np.array([0.5, 0]), np.array([0.5, 0.5])),
        (np.array([3, 4]), np.array([6, 8])),
    ]
    return by_hand + [(rng.integers(1, 6, 4).astype(float), rng.integers(0, 3, 4) + 0.5) for _ in range(4)]


def _length_of_a_twice(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(a)))


def _zero_for_zeros(code: Callable[..., Any]) -> Callable[..., Any]:
    return lambda a, b: code(a, b) if a.any() and b.any() else 0.0


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And a row of zeros has length 0: test for it before you divide."
    return with_and_without(code, hint, besides, guard=_zero_for_zeros)


EXERCISE = Exercise(
    "03-mend",
    points=2,
    title="find and repair the bug in a copied function",
    reference=mended_similarity,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        *_formula(
            _length_of_a_twice,
            "The bug is still there: the length of a is below the line twice, and the length of b is not there at all.",
        ),
        *_formula(
            lambda a, b: _length_of_a_twice(b, a),
            "Now the length of b is there twice. Each length belongs there once.",
        ),
        *_formula(
            lambda a, b: np.dot(a, a) / (np.linalg.norm(a) * np.linalg.norm(b)),
            "Above the line you have a . a now. It must be a . b, the product of the two different rows.",
        ),
        *_formula(
            lambda a, b: np.dot(a, b) / np.linalg.norm(a),
            "Only the length of a is below the line now. The length of b belongs there too.",
        ),
        *_formula(
            lambda a, b: np.dot(a, b) / np.linalg.norm(b),
            "Only the length of b is below the line now. The length of a belongs there too.",
        ),
        *_formula(
            lambda a, b: np.dot(a, b) / ((a @ a) * (b @ b)),
            "You divided by the squares of the lengths. The length is the root of the sum of the squares.",
        ),
        *_formula(
            lambda a, b: np.dot(a, b) / np.linalg.norm(a) * np.linalg.norm(b),
            "x / y * z divides by y and then MULTIPLIES by z. Put both lengths in brackets: x / (y * z).",
        ),
        *_formula(
            lambda a, b: a * b / (np.linalg.norm(a) * np.linalg.norm(b)),
            "Your result is an array: a * b multiplies place by place. np.dot(a, b) adds these products up.",
        ),
        Mistake(
            lambda a, b: np.dot(a, b),
            "No length is below the line now. The cosine is the dot product divided by the length of a times that "
            "of b.",
        ),
        *_formula(
            lambda a, b: 1 - a @ b / (np.linalg.norm(a) * np.linalg.norm(b)),
            "This is 1 minus the cosine, a distance. Return the cosine itself.",
        ),
        Mistake(
            lambda a, b: float(np.dot(a, b)) / max(float(np.linalg.norm(a) * np.linalg.norm(b)), 1.0),
            "Almost: you divide by at least 1. The two lengths can multiply to less: only where they are 0 nothing may "
            "be divided.",
        ),
        Mistake(
            lambda a, b: float("nan") if b.any() and not a.any() else mended_similarity(a, b),
            "You test only whether b is all zeros. Where a is all zeros, 0 / 0 is not a number: test both.",
        ),
        Mistake(
            lambda a, b: float("nan") if a.any() and not b.any() else mended_similarity(a, b),
            "You test only whether a is all zeros. Where b is all zeros, 0 / 0 is not a number: test both.",
        ),
        Mistake(
            lambda a, b: mended_similarity(a, b) if a.any() and b.any() else float("nan"),
            "Right, except for a row of zeros: 0 / 0 is not a number. Its cosine is 0 by definition; test for it "
            "before you divide.",
        ),
        Mistake(
            lambda a, b: float(np.dot(a, b) / (np.linalg.norm(a) + np.linalg.norm(b))),
            "The lengths must be multiplied, not added.",
        ),
        Mistake(
            lambda a, b: mended_similarity(a, b) if a.any() and b.any() else 1.0,
            "A row of zeros has cosine 0 with every row, not 1: it has no direction.",
        ),
        Mistake(
            _zero_for_zeros(lambda a, b: float(np.arccos(np.clip(mended_similarity(a, b), -1, 1)))),
            "This is the angle. Its cosine is asked for: leave np.arccos away.",
        ),
        Mistake(
            _zero_for_zeros(lambda a, b: float(np.linalg.norm(a - b))),
            "This is the distance of the two rows. The cosine is their dot product, divided by both lengths.",
        ),
    ],
    hints=[
        "A cosine never exceeds 1. Try a = [1, 0, 1] and b = [2, 0, 2] with the function as it is: what comes out?",
        "Read the line with the division aloud, and say for each length which row it belongs to.",
    ],
)
