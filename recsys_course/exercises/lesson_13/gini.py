"""The Gini coefficient of how often each film is shown."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def gini(shown: np.ndarray) -> float:
    """The mean distance of all ordered pairs, divided by twice the mean.  (n,) -> 0 to 1"""
    pairs = np.abs(np.subtract.outer(shown, shown))
    return float(pairs.mean() / (2 * shown.mean()))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, all equal, one has all, unsorted ones with films that nobody is shown."""
    cases: Cases = [(np.array([6, 0, 3, 3]),), (np.full(5, 4),), (np.array([0, 0, 9]),), (np.array([7, 1]),)]
    return cases + [(np.r_[0, rng.integers(1, 30, 6), 50],) for _ in range(3)]


def _by_place(shown: np.ndarray, first: int = 1, minus: int = 1) -> float:
    n = len(shown)
    steps = 2 * np.arange(first, n + first) - n - minus
    return float(steps @ np.sort(shown) / (n * shown.sum()))


EXERCISE = Exercise(
    "13-gini",
    points=2,
    title="how unequally the places are shared out",
    reference=gini,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda shown: float(
                (2 * np.arange(1, len(shown) + 1) - len(shown) - 1) @ shown / (len(shown) * shown.sum())
            ),
            "You did not sort. Rank 1 belongs to the film that is shown least.",
        ),
        Mistake(
            lambda shown: -gini(shown),
            "Your sign is turned around: sort from the SMALLEST to the largest.",
        ),
        Mistake(
            lambda shown: _by_place(shown, first=0),
            "Your ranks begin at 0. In the formula the smallest value has rank 1.",
        ),
        Mistake(
            lambda shown: _by_place(shown, minus=0),
            "The formula has 2 i - n - 1; you left out the - 1, so equal films do not give 0.",
        ),
        Mistake(
            lambda shown: gini(shown) * len(shown),
            "You divided by the sum alone. Divide by n times the sum.",
        ),
        Mistake(
            lambda shown: gini(shown) * shown.sum(),
            "You divided by n alone. Divide by n times the sum of all places.",
        ),
        Mistake(
            lambda shown: gini(shown) / len(shown),
            "You divided by n twice: the weighted values are added up, without a mean, and then divided by n times "
            "the sum.",
        ),
        Mistake(
            lambda shown: gini(shown) * len(shown) / (len(shown) - 1),
            "You divided by n - 1. Divide by n times the sum.",
        ),
        Mistake(
            lambda shown: float(1 - ((shown / shown.sum()) ** 2).sum()),
            "This is the Gini of decision trees, 1 minus the squared shares. Here the sorted values are weighted.",
        ),
        Mistake(
            lambda shown: float(
                (2 * np.arange(1, len(shown) + 1) - len(shown) - 1) @ np.argsort(shown) / (len(shown) * shown.sum())
            ),
            "np.argsort gives the PLACES of the values. You need the values themselves, np.sort.",
        ),
        Mistake(
            lambda shown: 1 - gini(shown),
            "This is 1 minus the coefficient. Gini is 0 where all films are shown equally often.",
        ),
        Mistake(
            lambda shown: 2 * gini(shown),
            "Twice too large: with all pairs, divide by TWICE the mean (and both orders of a pair count).",
        ),
        Mistake(
            lambda shown: float(shown.max() / shown.sum()),
            "This is the share of the most shown film. Gini looks at all films.",
        ),
        Mistake(
            lambda shown: float(shown.std() / shown.mean()),
            "This is the deviation divided by the mean. Gini weighs the sorted values by 2 i - n - 1.",
        ),
        Mistake(
            lambda shown: gini(shown[shown > 0]),
            "You left out the films that nobody is shown. They are the poorest, and they count.",
        ),
        Mistake(
            lambda shown: gini(shown) * shown.sum() ** 2,
            "Brackets: a / n * b multiplies by b. Write a / (n * b).",
        ),
    ],
    hints=[
        "np.sort gives the values from the smallest to the largest.",
        "The weights for n = 4 are -3, -1, 1, 3.",
        "Multiply value by value, add up, and divide by n times the sum.",
    ],
)
