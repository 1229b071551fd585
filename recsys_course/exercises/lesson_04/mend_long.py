"""Repair scores in which long texts win."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without, zero_where_undefined


def mended_scores(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """The cosine of the profile with every row of counts.  (d,), (n, d) -> (n,)."""
    lengths = np.linalg.norm(profile) * np.linalg.norm(counts, axis=1)
    return np.divide(counts @ profile, lengths, out=np.zeros(len(counts)), where=lengths > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """The same text three times over, an empty text, an empty profile, one film; random texts of unequal length."""
    texts = np.array([[1.0, 1, 0], [3, 3, 0], [0, 0, 0], [0, 1, 1]])
    cases: Cases = [(np.array([2.0, 1, 0]), texts), (np.zeros(3), texts)]
    cases += [(np.array([0.1, 0.2]), np.array([[1.0, 1]])), (np.array([3.0, 4, 0]), np.array([[0.0, 0, 2], [1, 0, 0]]))]
    return cases + [(rng.integers(1, 4, 4) + 0.5, rng.integers(0, 4, (4, 4)) + np.eye(4)) for _ in range(3)]


def _cosine_with_nan(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    return counts @ profile / (np.linalg.norm(profile) * np.linalg.norm(counts, axis=1))


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    return with_and_without(code, hint, "And a text or a profile without words gives 0 / 0: return 0 there.")


def _lengths_of_terms(profile: np.ndarray, counts: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(counts, axis=0)
    whole = np.linalg.norm(profile)
    terms = np.divide(profile, lengths, out=np.zeros(len(profile)), where=lengths > 0)
    return counts @ terms / whole if whole else np.zeros(len(counts))


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
        *_formula(
            lambda profile, counts: counts @ profile / np.linalg.norm(profile),
            "You divided by the length of the profile. It is the same for every film, so long texts still win.",
        ),
        *_formula(
            lambda profile, counts: counts @ profile / np.linalg.norm(counts, axis=1),
            "The order is right now. For the cosine divide by the length of the profile too.",
        ),
        *_formula(
            lambda profile, counts: counts @ profile / counts.sum(axis=1),
            "You divided by the number of words. The cosine divides by the root of the sum of the squares.",
        ),
        *_formula(
            lambda profile, counts: counts @ profile / (np.linalg.norm(profile) * np.linalg.norm(counts)),
            "You took one length of the whole table. Each film has its own: axis=1.",
        ),
        Mistake(
            quiet(_cosine_with_nan),
            "Right, except for a text or a profile without words: 0 / 0 is not a number. Return 0 there.",
        ),
        *_formula(
            lambda profile, counts: counts @ profile / ((profile @ profile) * (counts**2).sum(axis=1)),
            "You divided by the squares of the lengths. Take the roots.",
        ),
        *_formula(
            lambda profile, counts: counts @ profile / (profile.sum() * counts.sum(axis=1)),
            "You divided by the numbers of words. The cosine divides by the roots of the sums of the squares.",
        ),
        *_formula(
            lambda profile, counts: counts @ profile / np.linalg.norm(profile) * np.linalg.norm(counts, axis=1),
            "x / y * z divides by y and then MULTIPLIES by z. Put both lengths in brackets: x / (y * z).",
        ),
        Mistake(
            zero_where_undefined(
                lambda profile, counts: counts @ profile / (np.linalg.norm(profile) + np.linalg.norm(counts, axis=1))
            ),
            "You added the two lengths. Multiply them.",
        ),
        Mistake(
            lambda profile, counts: (
                counts @ profile / np.maximum(np.linalg.norm(profile) * np.linalg.norm(counts, axis=1), 1)
            ),
            "Almost: you divide by at least 1. The two lengths can multiply to less: only where they are 0 nothing may "
            "be divided.",
        ),
        Mistake(
            lambda profile, counts: mended_scores(profile, (counts > 0).astype(float)),
            "You lost the counts: a word that occurs twice counts twice.",
        ),
        Mistake(
            lambda profile, counts: counts @ profile / counts.shape[1],
            "You divided by the number of terms. It is the same for every film, so long texts still win.",
        ),
        Mistake(
            lambda profile, counts: int(np.argmax(mended_scores(profile, counts))),
            "This is the number of the best film. Return the cosine of every film.",
        ),
        Mistake(
            lambda profile, counts: mended_scores(profile, counts) if profile.any() else np.full(len(counts), np.nan),
            "Right for an empty text, but not for a profile without words: 0 / 0 is not a number. Return 0 there too.",
        ),
        Mistake(
            lambda profile, counts: (
                quiet(_cosine_with_nan)(profile, counts) if profile.any() else np.zeros(len(counts))
            ),
            "Right for a profile without words, but not for an empty text: 0 / 0 is not a number. Return 0 there too.",
        ),
        Mistake(
            _lengths_of_terms,
            "You divided by the lengths of the TERMS, the columns. Each film, a row, has a length: axis=1.",
        ),
    ],
    hints=[
        "Give it a text, and the same text twice over. Which of the two should win?",
        "Lesson 03 had the same bug with viewers instead of words: a dot product without lengths.",
        "np.linalg.norm(counts, axis=1) holds one length for each film.",
    ],
)
