"""A weighted blend of the scores of several models."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, zero_where_undefined
from recsys_course.exercises.lesson_05.by_hand import POPULAR
from recsys_course.exercises.lesson_05.standardise import standardise


def blend(rows: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted sum of standardised rows.  (n_models, n_items), (n_models,) -> (n_items,)."""
    return np.asarray(weights) @ np.array([standardise(row) for row in rows])


def _cases(rng: np.random.Generator) -> Cases:
    """Ana's two models of the lesson, models that say nothing, a weight 0, one model, three; weights that sum to 3."""
    ana = np.array([[6.576, 6.481, 5.826, 7.614, 5.637, 3.917, 5.064, 3.254], POPULAR])
    silent = np.array([[1.0, 2, 6], [4, 4, 4]])
    loud = np.array([[0.1, 0.3, 0.2, 0.2], [100.0, 50, 10, 300]])
    cases: Cases = [(ana, np.array([0.7, 0.3])), (silent, np.array([0.5, 0.5])), (loud, np.array([1.0, 0.0]))]
    cases += [(loud, np.array([2.0, 1.0])), (loud[:1], np.array([0.5]))]
    cases.append((np.vstack([POPULAR[:6], np.full(6, 0.1), np.full(6, 0.7)]), np.array([0.4, 0.4, 0.2])))
    return cases + [
        (rng.normal(3, np.array([[1.0], [20], [300]]), (3, 5)), np.array([0.5, 0.3, 0.2])) for _ in range(2)
    ]


def _sum_of(scaled: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """The weighted sum with other scales: scaled(row)."""
    return quiet(lambda rows, weights: weights @ np.array([scaled(row) for row in rows]))


def _zeros_for_equal(scaled: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    return _sum_of(lambda row: scaled(row) if np.ptp(row) > 0 else np.zeros(len(row)))


def _down_the_columns(rows: np.ndarray) -> np.ndarray:
    return (rows - rows.mean(axis=0)) / rows.std(axis=0)


def _formula(scaled: Callable[..., np.ndarray], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And a row of equal values has the deviation 0 (or nearly): it counts as zeros."
    return Mistake(_zeros_for_equal(scaled), hint), Mistake(_sum_of(scaled), f"{hint} {besides}")


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
            _sum_of(lambda row: (row - row.mean()) / row.std()),
            "A row of equal values became NaN and spoiled the sum. It counts as zeros.",
        ),
        Mistake(
            _sum_of(lambda row: (row - row.mean()) / row.std() if row.std() > 0 else np.zeros(len(row))),
            "Almost: you ask whether a deviation is 0. Numbers are rounded: the mean of six times 0.1 is not exactly "
            "0.1, so the deviation is tiny and not 0. Ask whether the largest value equals the smallest.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / row.var(),
            "You divided by the variances. The standard deviation is the root of the variance.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / row.std(ddof=1),
            "You divided by the deviations with n - 1 (pandas does so; in NumPy it is ddof=1). Here divide by n.",
        ),
        *_formula(
            lambda row: (row - row.min()) / np.ptp(row),
            "Your rows run from 0 to 1 (minimum and maximum). Here each needs mean 0 and deviation 1.",
        ),
        *_formula(
            lambda row: row / row.std(),
            "You divided by the deviations, but did not subtract the means.",
        ),
        *_formula(
            lambda row: row - row.mean() / row.std(),
            "Brackets: a - b / c divides only b. Write (a - b) / c.",
        ),
        Mistake(
            _zeros_for_equal(lambda row: row / np.linalg.norm(row)),
            "You gave each row the length 1. Subtract its mean, and divide by its standard deviation.",
        ),
        Mistake(
            _sum_of(lambda row: standardise(row) if np.ptp(row) > 0 else row),
            "A row of equal values is added as it is. It counts as zeros.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, weights) / weights.sum(),
            "You divided by the sum of the weights. The blend is the weighted sum itself.",
        ),
        Mistake(
            lambda rows, weights: weights @ zero_where_undefined(_down_the_columns)(rows),
            "You standardised each film over the models. Each MODEL has its own scale: along the row, axis=1.",
        ),
        Mistake(
            lambda rows, weights: blend(rows[-1:], weights[-1:]),
            "Only the last model is in your sum. Inside the loop, `=` replaces it; `+=` adds to it.",
        ),
        Mistake(
            lambda rows, weights: blend(rows[:1], weights[:1]),
            "Only the first model is in your sum. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            lambda rows, weights: weights[0] * standardise(rows[0]) + weights[1] * standardise(rows[1]),
            "You added two models. There may be more, or only one: go through all rows.",
        ),
        Mistake(
            lambda rows, weights: np.array(
                [weight * standardise(row) for row, weight in zip(rows, weights, strict=True)]
            ),
            "These are the weighted rows. Add them up over the models: axis=0.",
        ),
        Mistake(
            lambda rows, weights: blend(rows, weights**2),
            "The weights are in your sum twice. Multiply each standardised row by its weight once.",
        ),
    ],
    hints=[
        "Begin with zeros for all films. For each model: standardise its row, multiply by its weight, add.",
        "zip(rows, weights) gives each row together with its weight.",
        "A row of equal values adds nothing: leave it out.",
    ],
)
