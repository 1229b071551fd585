"""The profile of a person: a weighted mean of films."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without


def profile(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted mean of the rows; zeros where all weights are 0.  (t, d), (t,) -> (d,)."""
    if weights.sum() <= 0:
        return np.zeros(vectors.shape[1])
    shares = weights / weights.sum()
    return (shares[:, None] * vectors).sum(axis=0)


def _cases(rng: np.random.Generator) -> Cases:
    """Two films with unequal stars, one film, no film, weights of 0, weights that sum to 0.5; then random ones."""
    two = np.array([[1.0, 0, 0], [0, 0.6, 0.8]])
    cases: Cases = [(two, np.array([3.0, 1.0])), (two[:1], np.array([4.0])), (np.zeros((0, 3)), np.zeros(0))]
    cases += [(two, np.zeros(2)), (two, np.array([0.25, 0.25])), (two, np.array([0.0, 2.0]))]
    return cases + [(rng.random((4, 3)).round(2), rng.integers(1, 6, 4).astype(float)) for _ in range(3)]


def _zeros_without_films(code: Callable[..., Any]) -> Callable[..., Any]:
    """The guard that looks at the number of films only."""
    return lambda vectors, weights: quiet(code)(vectors, weights) if len(vectors) else np.zeros(vectors.shape[1])


def _zeros_where_weights_sum_to_0(code: Callable[..., Any]) -> Callable[..., Any]:
    return lambda vectors, weights: code(vectors, weights) if weights.sum() > 0 else np.zeros(vectors.shape[1])


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And 0 / 0 is not a number: where the weights sum to 0, return zeros."
    return with_and_without(code, hint, besides, guard=_zeros_where_weights_sum_to_0)


def _plain(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return vectors.mean(axis=0)


def _weighted_mean(vectors: np.ndarray, weights: np.ndarray) -> np.ndarray:
    return weights @ vectors / weights.sum()


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
        *_formula(
            lambda vectors, weights: vectors.sum(axis=0) / len(vectors),
            "Every film counts the same here. Multiply each row by its weight first.",
        ),
        Mistake(
            _zeros_without_films(_plain),
            "Every film counts the same here, also where all weights are 0. Multiply each row by its weight first.",
        ),
        *_formula(
            lambda vectors, weights: weights @ vectors / len(vectors),
            "You divided by the number of films. A weighted mean divides by the sum of the WEIGHTS.",
        ),
        *_formula(
            lambda vectors, weights: weights @ vectors / np.linalg.norm(weights @ vectors),
            "You gave the profile the length 1. That comes later, in the cosine; here the mean itself is wanted.",
        ),
        Mistake(
            lambda vectors, weights: profile(vectors, weights**2),
            "The weights are in your sum twice. Each row is multiplied by its weight once.",
        ),
        Mistake(
            quiet(_weighted_mean),
            "Right, except where the weights sum to 0, or there is no film: 0 / 0 is not a number. "
            "Return zeros then, one for each term.",
        ),
        Mistake(
            _zeros_without_films(_weighted_mean),
            "Right, except where there are films and all their weights are 0. Test the SUM of the weights, not the "
            "number of films.",
        ),
        Mistake(
            lambda vectors, weights: np.average(vectors, axis=0, weights=weights),
            "np.average stops where the weights sum to 0, or there is no film. Test the sum first, and return zeros "
            "then, one for each term.",
        ),
        Mistake(
            _zeros_without_films(lambda vectors, weights: np.average(vectors, axis=0, weights=weights)),
            "np.average stops where the weights sum to 0, also when there are films. Test the SUM of the weights, and "
            "return zeros then.",
        ),
        Mistake(
            lambda vectors, weights: weights @ vectors / max(weights.sum(), 1),
            "Almost: you divide by at least 1, and the weights may sum to less. Only a sum of 0 must not divide.",
        ),
        Mistake(
            lambda vectors, weights: (_weighted_mean if weights.any() else _zeros_without_films(_plain))(
                vectors, weights
            ),
            "Where all weights are 0 you give the plain mean. The profile is all zeros then.",
        ),
        Mistake(
            lambda vectors, weights: weights @ vectors / max(np.count_nonzero(weights), 1),
            "You divided by the number of films with a weight. A weighted mean divides by the SUM of the weights.",
        ),
        *_formula(
            lambda vectors, weights: weights @ vectors / np.linalg.norm(weights),
            "You divided by the length of the weights. A mean divides by their sum.",
        ),
        *_formula(
            lambda vectors, weights: weights @ vectors / max(weights, default=np.nan),
            "You divided by the largest weight. A mean divides by the sum of the weights.",
        ),
        *_formula(
            lambda vectors, weights: (weights[:, None] * vectors).sum(axis=1) / weights.sum(),
            "You added up along the rows, one number for each film. Add the films up: axis=0.",
        ),
        *_formula(
            lambda vectors, weights: (weights @ vectors).sum() / weights.sum(),
            "Your result is one number. The profile has one for each term: sum over the films only, axis=0.",
        ),
        *_formula(
            lambda vectors, weights: vectors[weights > 0].sum(axis=0) / (weights > 0).sum(),
            "You used the weights only to choose the films. Multiply each row by its weight.",
        ),
        Mistake(
            lambda vectors, weights: _weighted_mean(vectors, weights) if weights.sum() > 0 else 0,
            "Where the weights sum to 0 you return one 0. Return zeros, one for each term.",
        ),
        Mistake(
            lambda vectors, weights: _weighted_mean(vectors, weights) if weights.sum() > 0 else np.zeros(len(vectors)),
            "Your zeros are one for each film. The profile has one for each TERM: vectors.shape[1] of them.",
        ),
    ],
    hints=[
        "Two films with weights 3 and 1: the profile lies three quarters of the way towards the first one.",
        "`weights @ vectors` adds up the rows, each times its weight.",
        "Test whether the sum of the weights is 0 before you divide by it.",
    ],
)
