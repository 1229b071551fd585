"""A weighted blend of the scores of several models."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_05.by_hand import POPULAR
from recsys_course.exercises.lesson_05.standardise import standardise


def blend(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted sum of standardised rows.  (n_models, n_items), (n_models,) -> (n_items,)."""
    return np.asarray(weights) @ np.array([standardise(row) for row in rows])


def _cases(rng: np.random.Generator) -> Cases:
    """Ana's two models of the lesson, a model that says nothing, a weight 0, and two equal weights."""
    ana = np.array([[6.576, 6.481, 5.826, 7.614, 5.637, 3.917, 5.064, 3.254], POPULAR])
    silent = np.array([[1.0, 2, 6], [4, 4, 4]])
    loud = np.array([[0.1, 0.3, 0.2, 0.2], [100.0, 50, 10, 300]])
    cases: Cases = [(ana, np.array([0.7, 0.3])), (silent, np.array([0.5, 0.5])), (loud, np.array([1.0, 0.0]))]
    cases.append((loud, np.array([2.0, 1.0])))
    return cases + [
        (rng.normal(3, np.array([[1.0], [20], [300]]), (3, 5)), np.array([0.5, 0.3, 0.2])) for _ in range(2)
    ]


EXERCISE = Exercise(
    "05-blend",
    points=2,
    title="a weighted blend of several models",
    reference=blend,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda rows, weights: weights @ rows,
            "You added raw scores. Models have different scales: standardise each row first, or the loudest model "
            "decides.",
        ),
        Mistake(
            lambda rows, weights: standardise(weights @ rows),
            "You standardised the sum; by then the loudest model had already decided. Standardise each row.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, np.ones(len(weights))),
            "The weights are missing: each standardised row counts w times.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, weights) / len(rows),
            "You divided by the number of models. The blend is the weighted sum.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, weights[::-1]),
            "The weights go to the wrong models: weight 0 belongs to row 0.",
        ),
        Mistake(
            lambda rows, weights: weights @ ((rows - rows.mean()) / rows.std()),
            "You took one mean and one deviation of the whole table. Each row needs its own.",
        ),
        Mistake(
            lambda rows, weights: weights @ (rows - rows.mean(axis=1, keepdims=True)),
            "You subtracted the means but did not divide by the deviations: the loudest model still decides.",
        ),
        Mistake(
            lambda rows, weights: (
                blend(rows, weights) if np.ptp(rows, axis=1).all() else np.full(rows.shape[1], np.nan)
            ),
            "A row of equal values became NaN and spoiled the sum. It counts as zeros.",
        ),
    ],
    hints=[
        "Begin with zeros for all films. For each model: standardise its row, multiply by its weight, add.",
        "zip(rows, weights) gives each row together with its weight.",
        "A row of equal values adds nothing: leave it out.",
    ],
)
