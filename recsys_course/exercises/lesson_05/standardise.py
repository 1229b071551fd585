"""One scale for all models: mean 0, standard deviation 1."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_05.by_hand import POPULAR


def standardise(row: np.ndarray) -> np.ndarray:
    """Mean 0 and standard deviation 1; a row of equal values becomes zeros.  (n,) -> (n,)."""
    centred, spread = row - row.mean(), np.sqrt(((row - row.mean()) ** 2).mean())
    return centred / spread if np.ptp(row) > 0 else np.zeros(len(row))


def _cases(rng: np.random.Generator) -> Cases:
    """Ana's row of Popularity, equal values, negative scores, then random rows on other scales."""
    by_hand: Cases = [(POPULAR,), (np.full(5, 3.0),), (np.array([-4.0, -2, 0, 2]),)]
    return by_hand + [(rng.normal(scale, scale, 6),) for scale in (0.5, 10, 200)]


def _unit_span(row: np.ndarray) -> np.ndarray:
    return (row - row.min()) / np.ptp(row) if np.ptp(row) > 0 else np.zeros(len(row))


EXERCISE = Exercise(
    "05-standardise",
    points=2,
    title="one scale: mean 0, deviation 1",
    reference=standardise,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(lambda row: row - row.mean(), "You only moved the row. Divide by its standard deviation too."),
        Mistake(
            lambda row: row / row.std() if np.ptp(row) > 0 else np.zeros(len(row)),
            "You only stretched the row. Subtract its mean first.",
        ),
        Mistake(
            lambda row: (row - row.mean()) / row.var() if np.ptp(row) > 0 else np.zeros(len(row)),
            "You divided by the variance. The standard deviation is its root.",
        ),
        Mistake(_unit_span, "Your row runs from 0 to 1 (minimum and maximum). Here it needs mean 0 and deviation 1."),
        Mistake(
            lambda row: standardise(row) * np.sqrt((len(row) - 1) / len(row)),
            "You divided by the deviation with n - 1 (pandas does so; in NumPy it is ddof=1). Here divide by n.",
        ),
        Mistake(
            lambda row: standardise(row) if np.ptp(row) > 0 else np.full(len(row), np.nan),
            "Right, but a row of equal values became NaN: 0 / 0. It says nothing, so it becomes zeros.",
        ),
        Mistake(
            lambda row: row - row.mean() / row.std() if np.ptp(row) > 0 else np.zeros(len(row)),
            "Brackets: a - b / c divides only b. Write (a - b) / c.",
        ),
    ],
    hints=[
        "Three steps: the mean, the row without its mean, the deviation of the row.",
        "row.std() of NumPy is the root of the mean of the squared differences.",
        "When all values are equal, return zeros before you divide.",
    ],
)
