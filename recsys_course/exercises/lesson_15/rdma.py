"""Whose stars are far from everybody's, on films that few people know?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def _apart(
    stars: np.ndarray,
    power: int = 1,
    signed: bool = False,
    over_all: bool = False,
    own_power: float = 1.0,
    everybody: bool = False,
) -> np.ndarray:
    """RDMA by loops over people; the settings at the end are ways to err."""
    result = []
    raters = (stars > 0).sum(axis=0)
    means = stars.sum(axis=0) / (len(stars) if over_all else raters)
    for row in stars:
        films = np.flatnonzero(row)
        far = (row[films] - means[films]) / raters[films] ** power
        n = len(row) if everybody else len(films)
        result.append((far if signed else np.abs(far)).sum() / n**own_power)
    return np.array(result)


def rdma(stars: np.ndarray) -> np.ndarray:
    """The mean of |stars - mean of the film| / raters of the film over one's own films.  (n, m) -> (n,)"""
    return _apart(stars)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, then random tables in which each person rated, and each film was rated."""
    cases: Cases = [(np.array([[4.0, 3.0], [4.0, 3.0], [1.0, 0.0]]),)]
    for n, m in ((6, 4), (8, 5), (5, 7)):
        stars = rng.integers(1, 11, (n, m)) / 2 * (rng.random((n, m)) < 0.6)
        stars[np.arange(n), np.arange(n) % m] = 4.5
        stars[0] = 2.0
        cases.append((stars,))
    return cases


def _with(**wrong: float) -> Callable[[np.ndarray], np.ndarray]:
    return lambda stars: _apart(stars, **wrong)  # type: ignore[arg-type]


EXERCISE = Exercise(
    "15-rdma",
    points=2,
    title="far from the mean, on rare films",
    reference=rdma,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _with(over_all=True),
            "Your mean of a film counts people who did not rate it as 0 stars. Divide by its raters.",
        ),
        Mistake(_with(signed=True), "Above and below the mean cancel out. Take the absolute value."),
        Mistake(_with(power=0), "The division by the number of raters of the film is missing."),
        Mistake(
            _with(power=2), "You divided by the square of the number of raters (that is WDMA). RDMA divides by n_i."
        ),
        Mistake(_with(own_power=0.0), "This is a sum. Divide by the number of films that the person rated."),
        Mistake(
            _with(everybody=True), "You divided by the number of all films. Divide by those that the person rated."
        ),
        Mistake(
            lambda stars: (
                (np.abs(stars - stars.sum(0) / (stars > 0).sum(0)) / (stars > 0).sum(0)).sum(1) / (stars > 0).sum(1)
            ),
            "Films that the person did not rate count as 0 stars in your sum. Leave them out.",
        ),
    ],
    hints=[
        "rated = stars > 0 is a table of True and False; rated.sum(axis=0) are the raters of each film.",
        "Multiply by rated before you add, so that films without stars add nothing.",
    ],
)
