"""One scale for all models: mean 0, standard deviation 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without
from recsys_course.exercises.lesson_05.by_hand import POPULAR


def standardise(row: np.ndarray) -> np.ndarray:
    """Mean 0 and standard deviation 1; a row of equal values becomes zeros.  (n,) -> (n,)."""
    centred, spread = row - row.mean(), np.sqrt(((row - row.mean()) ** 2).mean())
    return centred / spread if np.ptp(row) > 0 else np.zeros(len(row))


def _cases(rng: np.random.Generator) -> Cases:
    """Ana's row of Popularity, equal values (whose mean is a little more or less), negative scores; random scales."""
    by_hand: Cases = [(POPULAR,), (np.full(6, 0.7),), (np.array([-4.0, -2, 0, 2]),)]
    by_hand += [(np.full(6, 0.1),), (np.array([0.7]),), (np.array([0.1, 0.3, 0.2]),)]
    return by_hand + [(rng.normal(scale, scale, 6),) for scale in (0.5, 10, 200)]


def _zeros_for_equal(code: Callable[..., Any]) -> Callable[..., Any]:
    return lambda row: code(row) if np.ptp(row) > 0 else np.zeros(len(row))


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And where all values are equal, the deviation is 0 (or nearly): return zeros then."
    return with_and_without(code, hint, besides, guard=_zeros_for_equal)


def _unless_deviation_is_0(row: np.ndarray) -> np.ndarray:
    return (row - row.mean()) / row.std() if row.std() > 0 else np.zeros(len(row))


EXERCISE = Exercise(
    "05-standardise",
    points=2,
    title="one scale: mean 0, deviation 1",
    reference=standardise,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(lambda row: row - row.mean(), "You only moved the row. Divide by its standard deviation too."),
        *_formula(
            lambda row: row / row.std(),
            "You only stretched the row. Subtract its mean first.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / row.var(),
            "You divided by the variance. The standard deviation is its root.",
        ),
        *_formula(
            lambda row: (row - row.min()) / np.ptp(row),
            "Your row runs from 0 to 1 (minimum and maximum). Here it needs mean 0 and deviation 1.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / row.std(ddof=1),
            "You divided by the deviation with n - 1 (pandas does so; in NumPy it is ddof=1). Here divide by n.",
        ),
        Mistake(
            quiet(lambda row: (row - row.mean()) / row.std()),
            "Right, but a row of equal values became NaN: 0 / 0. It says nothing, so it becomes zeros.",
        ),
        Mistake(
            _unless_deviation_is_0,
            "Almost: you ask whether the deviation is 0. Numbers are rounded: the mean of six times 0.1 is not exactly "
            "0.1, so the deviation is tiny and not 0. Ask whether the largest value equals the smallest.",
        ),
        *_formula(
            lambda row: row - row.mean() / row.std(),
            "Brackets: a - b / c divides only b. Write (a - b) / c.",
        ),
        *_formula(
            lambda row: (row - np.median(row)) / row.std(),
            "You subtracted the median. Subtract the mean.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / np.linalg.norm(row - row.mean()),
            "You gave the row the LENGTH 1. The deviation is the root of the MEAN of the squared differences, "
            "not of their sum.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / abs(row - row.mean()).mean(),
            "You divided by the mean distance from the mean. The deviation is the root of the mean of the SQUARES.",
        ),
        *_formula(
            lambda row: (row.mean() - row) / row.std(),
            "The sign is turned around: the best film became the worst. Subtract the mean from the row.",
        ),
        *_formula(
            lambda row: (row - row.mean()) / np.ptp(row),
            "You divided by the span, from the smallest to the largest. Divide by the standard deviation.",
        ),
        Mistake(
            lambda row: row / np.linalg.norm(row),
            "You divided the row by its length. Subtract its mean, then divide by its standard deviation.",
        ),
        Mistake(
            lambda row: row / row.sum(),
            "You divided the row by its sum. Subtract its mean, then divide by its standard deviation.",
        ),
        Mistake(
            lambda row: row / row.max(),
            "You divided the row by its largest value. Subtract its mean, then divide by its standard deviation.",
        ),
        Mistake(
            lambda row: (row - row.mean()) / (row.std() + 1),
            "You added 1 to the deviation. Divide by the deviation itself; only where all values are equal return "
            "zeros.",
        ),
        Mistake(
            lambda row: (row - row.mean()) / max(row.std(), 1),
            "You divide by at least 1, so rows with small deviations keep their scale. Only where all values are equal "
            "nothing may be divided.",
        ),
        Mistake(
            lambda row: standardise(row) if np.ptp(row) > 0 else 0,
            "Where all values are equal you return one 0. Return zeros, one for each film.",
        ),
        Mistake(
            lambda row: standardise(row) if np.ptp(row) > 0 else row,
            "Where all values are equal you return the row as it is. It says nothing, so it becomes zeros.",
        ),
        Mistake(
            lambda row: np.exp(row - row.max()) / np.exp(row - row.max()).sum(),
            "This is the softmax, whose numbers sum to 1. Subtract the mean, then divide by the standard deviation.",
        ),
    ],
    hints=[
        "Three steps: the mean, the row without its mean, the deviation of the row.",
        "row.std() of NumPy is the root of the mean of the squared differences.",
        "When all values are equal, return zeros before you divide.",
    ],
)
