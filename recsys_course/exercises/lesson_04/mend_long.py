"""Repair scores in which long texts win."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mended_scores(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The cosine of the profile with every row of counts.  (d,), (n, d) -> (n,)."""
    lengths = np.linalg.norm(profile) * np.linalg.norm(counts, axis=1)
    return np.divide(counts @ profile, lengths, out=np.zeros(len(counts)), where=lengths > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """The same text three times over, an empty text, an empty profile; then random texts of unequal length."""
    texts = np.array([[1.0, 1, 0], [3, 3, 0], [0, 0, 0], [0, 1, 1]])
    cases: Cases = [(np.array([2.0, 1, 0]), texts), (np.zeros(3), texts)]
    return cases + [(rng.integers(1, 4, 4) + 0.5, rng.integers(0, 4, (4, 4)) + np.eye(4)) for _ in range(3)]


def _scores_with_nan(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return counts @ profile / (np.linalg.norm(profile) * np.linalg.norm(counts, axis=1))


EXERCISE = Exercise(
    "04-mend-long",
    points=2,
    title="repair: long texts win",
    reference=mended_scores,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda profile, counts: counts @ profile,
            "The bug is still there: a text written three times over scores three times as much.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / max(np.linalg.norm(profile), 1e-12),
            "You divided by the length of the profile. It is the same for every film, so long texts still win.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / np.maximum(np.linalg.norm(counts, axis=1), 1e-12),
            "The order is right now. For the cosine divide by the length of the profile too.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / np.maximum(counts.sum(axis=1), 1e-12),
            "You divided by the number of words. The cosine divides by the root of the sum of the squares.",
        ),
        Mistake(
            lambda profile, counts: (
                counts @ profile / np.maximum(np.linalg.norm(profile) * np.linalg.norm(counts), 1e-12)
            ),
            "You took one length of the whole table. Each film has its own: axis=1.",
        ),
        Mistake(
            _scores_with_nan,
            "Right, except for a text or a profile without words: 0 / 0 is not a number. Return 0 there.",
        ),
    ],
    hints=[
        "Give it a text, and the same text twice over. Which of the two should win?",
        "Lesson 03 had the same bug with viewers instead of words: a dot product without lengths.",
        "np.linalg.norm(counts, axis=1) holds one length for each film.",
    ],
)
