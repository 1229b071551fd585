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


def _without_people(stars: np.ndarray, Q: np.ndarray) -> np.ndarray:
    return person_vector(stars, Q) if stars.any() else np.full(Q.shape[1], np.nan)


def _mean_of_each(stars: np.ndarray, Q: np.ndarray) -> np.ndarray:
    return np.asarray(Q[stars > 0].mean(axis=1)) if stars.any() else np.zeros(Q.shape[1])


def _mean_of_all(stars: np.ndarray, Q: np.ndarray) -> np.ndarray:
    return np.asarray(Q[stars > 0].mean()) if stars.any() else np.zeros(Q.shape[1])


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
        Mistake(
            lambda stars, Q: np.array([Q[row.astype(int)].mean(axis=0) for row in stars]),
            "The bug is still there, and it expects the rows of all people: here `stars` is the row of ONE "
            "person. Which places of it are not 0?",
        ),
        Mistake(
            _without_people,
            "Right, except for a person without films: the mean of no rows is not a number. Return zeros there.",
        ),
        Mistake(
            lambda stars, Q: person_vector(stars.astype(int), Q),
            "Half a star is a rating too: your whole numbers make 0.5 to 0. Compare with 0.",
        ),
        Mistake(
            lambda stars, Q: person_vector(stars == 0, Q),
            "These are the films WITHOUT stars. Take those with stars.",
        ),
        Mistake(
            lambda stars, Q: Q[stars > 0],
            "These are the vectors of the films. Take their mean over the films: (d,).",
        ),
        Mistake(
            _mean_of_each,
            "You took the mean along the numbers of each film. Take it over the films: axis 0.",
        ),
        Mistake(
            _mean_of_all,
            "You took one mean over everything. Take it over the films only, axis 0, so that d numbers are left.",
        ),
        Mistake(
            lambda stars, Q: person_vector(stars >= 4, Q),
            "You took the films with many stars only. Here every film with stars counts.",
        ),
        Mistake(
            lambda stars, Q: np.flatnonzero(stars),
            "These are the numbers of the films. Look up their vectors in Q and take the mean.",
        ),
        Mistake(
            lambda stars, Q: stars @ Q / max((stars > 0).sum(), 1),
            "You multiplied the vectors by the stars. Here every film met counts the same.",
        ),
        Mistake(
            lambda stars, Q: Q[np.flatnonzero(stars) - 1].mean(axis=0) if stars.any() else np.zeros(Q.shape[1]),
            "You looked up the film BEFORE each: places are counted from 0, as the films are.",
        ),
        Mistake(
            lambda stars, Q: person_vector(stars, Q) if stars.any() else np.asarray(0.0),
            "Right, except for a person without films: one 0 is no vector. Return np.zeros(Q.shape[1]).",
        ),
        Mistake(
            lambda stars, Q: person_vector(stars, Q) if stars.any() else None,
            "Right, except for a person without films: nothing is returned there. Return np.zeros(Q.shape[1]).",
        ),
    ],
    hints=[
        "Print what goes into the square brackets of Q. Are these numbers of films?",
        "np.flatnonzero gives the places of a row that are not 0.",
        "The mean of no rows is not a number: return zeros for a person without films.",
    ],
)
