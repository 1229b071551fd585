"""The profile of a person: a weighted mean of films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def profile(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of the rows; zeros where all weights are 0.  (t, d), (t,) -> (d,)."""
    if weights.sum() <= 0:
        return np.zeros(vectors.shape[1])
    shares = weights / weights.sum()
    return (shares[:, None] * vectors).sum(axis=0)


def _cases(rng: np.random.Generator) -> Cases:
    """Two films with unequal stars, one film, no film; then random ones."""
    two = np.array([[1.0, 0, 0], [0, 0.6, 0.8]])
    cases: Cases = [(two, np.array([3.0, 1.0])), (two[:1], np.array([4.0])), (np.zeros((0, 3)), np.zeros(0))]
    return cases + [(rng.random((4, 3)).round(2), rng.integers(1, 6, 4).astype(float)) for _ in range(3)]


def _to_length_one(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    row = weights @ vectors
    return row / max(np.linalg.norm(row), 1e-12)


def _profile_with_nan(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return weights @ vectors / weights.sum()


def _plain_mean_with_nan(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return vectors.sum(axis=0) / len(vectors)


EXERCISE = Exercise(
    "04-profile",
    points=2,
    title="the profile of a person",
    reference=profile,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda vectors, weights: weights @ vectors,
            "This is the weighted sum. A mean divides by the sum of the weights.",
        ),
        Mistake(
            lambda vectors, weights: vectors.mean(axis=0) if len(vectors) else np.zeros(vectors.shape[1]),
            "Every film counts the same here. Multiply each row by its weight first.",
        ),
        Mistake(
            _plain_mean_with_nan,
            "Every film counts the same here, and a person without films gets 0 / 0. Multiply each row by its weight.",
        ),
        Mistake(
            lambda vectors, weights: weights @ vectors / max(len(vectors), 1),
            "You divided by the number of films. A weighted mean divides by the sum of the WEIGHTS.",
        ),
        Mistake(
            _to_length_one,
            "You gave the profile the length 1. That comes later, in the cosine; here the mean itself is wanted.",
        ),
        Mistake(
            lambda vectors, weights: profile(vectors, weights**2),
            "The weights are in your sum twice. Each row is multiplied by its weight once.",
        ),
        Mistake(
            _profile_with_nan,
            "Right, except for a person without films: 0 / 0 is not a number. Return zeros, one for each term.",
        ),
    ],
    hints=[
        "Two films with weights 3 and 1: the profile lies three quarters of the way towards the first one.",
        "`weights @ vectors` adds up the rows, each times its weight.",
        "Test whether the sum of the weights is 0 before you divide by it.",
    ],
)
