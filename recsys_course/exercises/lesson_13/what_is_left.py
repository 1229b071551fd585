"""What each candidate adds to the volume of the chosen films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet


def what_is_left(alike: np.ndarray, chosen: list[int]) -> np.ndarray:
    """d_i^2 = det(C of chosen and i) / det(C of chosen), by one linear system.  (m, m), places -> (m,)"""
    across = alike[np.ix_(chosen, range(len(alike)))]
    explained = (across * np.linalg.solve(alike[np.ix_(chosen, chosen)], across)).sum(axis=0)
    return np.where(np.isin(np.arange(len(alike)), chosen), 0.0, np.maximum(np.diag(alike) - explained, 0))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, nothing and all chosen, a twin of a chosen film, then random ones."""
    half = 0.5**0.5
    three = np.array([[1, 0, half], [0, 1, half], [half, half, 1]])  # a comedy, a romance, a romantic comedy
    line = np.array([[1, 0.8, 0], [0.8, 1, 0.6], [0, 0.6, 1]])
    twins = np.array([[1, 1, 0.5], [1, 1, 0.5], [0.5, 0.5, 1]])
    cases: Cases = [(three, [0]), (three, [0, 1]), (three, []), (line, [0]), (twins, [0]), (np.eye(2), [0, 1])]
    for size in (2, 3, 2):
        vectors = rng.normal(size=(6, 6))
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        cases.append((vectors @ vectors.T, [int(one) for one in rng.permutation(6)[:size]]))
    return cases


def _determinants(alike: np.ndarray, chosen: list[int]) -> np.ndarray:
    return np.array([np.linalg.det(alike[np.ix_([*chosen, i], [*chosen, i])]) for i in range(len(alike))])


def _pairs(alike: np.ndarray, chosen: list[int]) -> np.ndarray:
    return np.where(np.isin(np.arange(len(alike)), chosen), 0.0, 1 - (alike[:, chosen] ** 2).sum(axis=1))


EXERCISE = Exercise(
    "13-what-is-left",
    points=3,
    title="what a film adds to the volume of a list",
    reference=what_is_left,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _determinants,
            "These are the determinants with each candidate. Divide by the determinant of the chosen films alone.",
        ),
        Mistake(
            lambda alike, chosen: np.where(np.isin(range(len(alike)), chosen), 1.0, what_is_left(alike, chosen)),
            "A chosen film has nothing left: its value is 0.",
        ),
        Mistake(
            lambda alike, chosen: np.sqrt(np.maximum(what_is_left(alike, chosen), 0)),
            "You took the root. What is asked for is the factor of the determinant itself.",
        ),
        Mistake(
            lambda alike, chosen: 1 - what_is_left(alike, chosen),
            "This is the part that the chosen films explain. Give what is left: 1 minus it.",
        ),
        Mistake(
            lambda alike, chosen: what_is_left(alike, chosen[:1]),
            "Only the first chosen film counts in your answer. All of them do.",
        ),
        Mistake(
            lambda alike, chosen: what_is_left(alike, chosen[-1:]),
            "Only the last chosen film counts in your answer. All of them do.",
        ),
        Mistake(
            _pairs,
            "You subtract the squared likeness to each chosen film. They explain the same part twice where they are "
            "alike; divide two determinants.",
        ),
        Mistake(
            lambda alike, chosen: what_is_left(alike, [*chosen]) + np.isin(range(len(alike)), chosen) * np.nan,
            "The chosen films are NaN in your answer. Nothing is left of them: 0.",
        ),
        Mistake(
            lambda alike, chosen: np.where(
                np.isin(range(len(alike)), chosen), 0.0, 1 - alike[:, chosen].max(axis=1, initial=0)
            ),
            "This is 1 minus the largest likeness, as in MMR. Here divide two determinants.",
        ),
        Mistake(
            quiet(
                lambda alike, chosen: np.where(
                    np.isin(range(len(alike)), chosen), 0.0, 1 / (what_is_left(alike, chosen) + 1e-300)
                )
            ),
            "Your quotient is upside down: the determinant WITH the candidate stands above the line.",
        ),
        Mistake(
            lambda alike, chosen: np.where(
                np.isin(range(len(alike)), chosen),
                0.0,
                _determinants(alike, chosen) - np.linalg.det(alike[np.ix_(chosen, chosen)]),
            ),
            "You subtracted the two determinants. What is asked for is a factor: divide them.",
        ),
        Mistake(
            lambda alike, chosen: np.delete(what_is_left(alike, chosen), chosen),
            "The chosen films are missing in your answer. Give one number for each candidate, 0 for the chosen ones.",
        ),
    ],
    hints=[
        "alike[np.ix_(rows, rows)] is the small table of the films `rows`; np.linalg.det is its determinant.",
        "The determinant of an empty table is 1, and NumPy says so too.",
        "For each candidate that is not chosen: the determinant with it, divided by the one without.",
    ],
)
