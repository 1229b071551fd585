"""Repair an embedding that is fed with stars instead of numbers of films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def person_vector(stars: np.ndarray, Q: np.ndarray) -> np.ndarray:
    """The mean of the vectors of all films with stars; zeros for a row without stars.  (m,), (m, d) -> (d,)."""
    total, met = np.zeros(Q.shape[1]), 0
    for given, vector in zip(stars, Q, strict=True):
        if given:
            total, met = total + vector, met + 1
    return total / max(met, 1)


def _cases(rng: np.random.Generator) -> Cases:
    """A row with half stars, a row without any star, a row with one star only; then random ones."""
    Q = np.arange(16.0).reshape(8, 2) ** 2
    rows = ([0, 4.5, 0, 0, 5, 1, 0, 0], [0] * 8, [0, 0, 0, 0, 0, 0, 0, 3], [1, 2, 0, 0, 0, 5, 0.5, 0])
    cases: Cases = [(np.array(row, float), Q) for row in rows]
    for m, d in ((7, 3), (9, 2)):
        stars = rng.integers(1, 6, m) * (rng.random(m) < 0.6)
        stars[:2] = 0, 5
        cases.append((stars.astype(float), rng.normal(size=(m, d)).round(2)))
    return cases


EXERCISE = Exercise(
    "07-mend-ratings",
    points=2,
    title="repair: an embedding that is fed with stars",
    reference=person_vector,
    cases=_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda stars, Q: Q[stars.astype(int)].mean(axis=0),
            "The bug is still there: the STARS are used as numbers of films. Which places of the row are not 0?",
        ),
        Mistake(
            lambda stars, Q: Q[stars[stars > 0].astype(int)].mean(axis=0) if stars.any() else np.zeros(Q.shape[1]),
            "You left out the zeros, but what you look up are still stars: 5 stars are not film 5.",
        ),
        Mistake(
            lambda stars, Q: (stars > 0) @ Q,
            "This is the sum of the vectors. The profile here is their mean.",
        ),
        Mistake(
            lambda stars, Q: (stars > 0) @ Q / len(stars),
            "You divided by the number of ALL films. Divide by the number of films that have stars.",
        ),
        Mistake(
            lambda stars, Q: stars @ Q / max(stars.sum(), 1),
            "You weighted the films by their stars. That can be a good idea; here every film met counts the same.",
        ),
    ],
    hints=[
        "Print what goes into the square brackets of Q. Are these numbers of films?",
        "np.flatnonzero gives the places of a row that are not 0.",
        "The mean of no rows is not a number: return zeros for a person without films.",
    ],
)
