"""The mean of all ratings, from those that were given, each with its chance to be given."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def all_ratings(stars: np.ndarray, chances: np.ndarray, n_all: int) -> tuple[float, float]:
    """Inverse propensity, and the same divided by the sum of the weights.  (n,), (n,), number -> two numbers"""
    stands_for = np.reciprocal(chances)
    total = float(np.dot(stands_for, stars))
    return total / n_all, total / float(np.sum(stands_for))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, equal chances, one rating, then random ones."""
    cases: Cases = [(np.array([5, 5, 5, 2]), np.array([0.75, 0.75, 0.75, 0.25]), 8)]
    cases += [(np.array([4, 2, 3.5]), np.full(3, 0.5), 6), (np.array([4.5]), np.array([0.1]), 9)]
    return cases + [
        (rng.integers(1, 11, 6) / 2, rng.uniform(0.05, 0.9, 6), int(rng.integers(20, 50))) for _ in range(3)
    ]


def _two(first: Callable[..., float], second: Callable[..., float]) -> Callable[..., tuple[float, float]]:
    return lambda stars, chances, n_all: (float(first(stars, chances, n_all)), float(second(stars, chances, n_all)))


def _ips(stars: np.ndarray, chances: np.ndarray, n_all: int) -> float:
    return all_ratings(stars, chances, n_all)[0]


def _snips(stars: np.ndarray, chances: np.ndarray, n_all: int) -> float:
    return all_ratings(stars, chances, n_all)[1]


EXERCISE = Exercise(
    "13-all-ratings",
    points=2,
    title="the mean of all ratings, from those that were given",
    reference=all_ratings,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _two(lambda s, c, n: (s * c).sum() / n, lambda s, c, n: (s * c).sum() / c.sum()),
            "You multiplied by the chance. A rating with the chance 0.25 stands for 4: DIVIDE by the chance.",
        ),
        Mistake(
            _two(lambda s, c, n: s.mean(), lambda s, c, n: s.mean()),
            "This is the mean of what was given. Each rating must stand for 1 / chance ratings.",
        ),
        Mistake(
            _two(lambda s, c, n: (s / c).sum() / len(s), _snips),
            "You divided the first sum by the number of GIVEN ratings. Divide by the number of all, n_all.",
        ),
        Mistake(
            _two(_ips, lambda s, c, n: (s / c).sum() / c.sum()),
            "For the second number you divided by the sum of the chances. Divide by the sum of the weights, 1 / c.",
        ),
        Mistake(
            _two(_ips, lambda s, c, n: (s / c).sum() / len(s)),
            "For the second number you divided by the number of ratings. Divide by the sum of the weights, 1 / chance.",
        ),
        Mistake(_two(_snips, _ips), "The two numbers are swapped: first the sum divided by n_all."),
        Mistake(
            _two(_ips, _ips), "Both numbers are divided by n_all. The second is divided by the sum of the weights."
        ),
        Mistake(
            _two(_snips, _snips), "Both numbers are divided by the sum of the weights. The first is divided by n_all."
        ),
        Mistake(
            _two(lambda s, c, n: (s / c).sum(), _snips),
            "The first number is a sum. Divide it by n_all, the number of all ratings that could be.",
        ),
        Mistake(
            _ips,
            "This is the first number alone. Return two: divided by n_all, and divided by the sum of the weights.",
        ),
    ],
    hints=[
        "1 / chances says for how many ratings each given one stands.",
        "The sum of stars times these weights is above the line in both numbers.",
        "Below the line: n_all for the first, the sum of the weights for the second.",
    ],
)
