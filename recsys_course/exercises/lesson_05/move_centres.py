"""Second half of k-means: each centre moves to the mean of its points."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_05.by_hand import SIX


def move(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Each centre at the mean of its points; without points it stays.  (n, d), (n,), (k, d) -> (k, d)."""
    rows = [points[groups == c].mean(axis=0) if c in groups else old for c, old in enumerate(centres)]
    return np.array(rows, dtype=float)


def _cases(rng: np.random.Generator) -> Cases:
    """The first round of the lesson; a centre without points; whole numbers whose means are not whole; random ones."""
    lesson = (SIX, np.array([0, 0, 0, 1, 1, 1]), SIX[[0, 5]])
    alone = (SIX, np.array([0, 2, 2, 0, 0, 2]), np.array([[1.0, 1], [5, 5], [0, 0]]))
    whole = (np.array([[1, 2], [2, 5], [4, 4]]), np.array([1, 1, 0]), np.array([[0, 0], [1, 1]]))
    cases: Cases = [lesson, alone, whole]
    return cases + [
        (rng.normal(size=(7, 3)), np.r_[rng.integers(0, 2, 5), 0, 1], rng.normal(size=(3, 3))) for _ in "ab"
    ]


def _nan_centres(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    rows = [points[groups == c].sum(axis=0) / max((groups == c).sum(), 0.5) for c in range(len(centres))]
    return np.where([[c in groups] for c in range(len(centres))], rows, np.nan)


EXERCISE = Exercise(
    "05-move-centres",
    points=2,
    title="move each centre to the mean of its points",
    reference=move,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _nan_centres, "A centre without points became NaN: the mean of nothing. Such a centre stays where it is."
        ),
        Mistake(
            lambda points, groups, centres: np.nan_to_num(_nan_centres(points, groups, centres)),
            "A centre without points went to the origin. It must stay where it is.",
        ),
        Mistake(
            lambda points, groups, centres: np.array([points[groups == c].sum(axis=0) for c in range(len(centres))]),
            "These are sums. Divide by the number of points: the mean.",
        ),
        Mistake(
            lambda points, groups, centres: (centres + move(points, groups, centres)) / 2,
            "You went only half of the way there. The centre goes to the mean itself.",
        ),
        Mistake(
            lambda points, groups, centres: np.array(
                [np.median(points[groups == c], axis=0) if c in groups else centres[c] for c in range(len(centres))]
            ),
            "You took the median. k-means takes the mean.",
        ),
        Mistake(
            lambda points, groups, centres: np.trunc(move(points, groups, centres)),
            "Your centres are cut to whole numbers. Did you write means into an array of whole numbers? Use float.",
        ),
        Mistake(
            lambda points, groups, centres: move(points, groups, centres)[np.unique(groups)],
            "Centres without points are missing in your result. Return one row for each centre.",
        ),
    ],
    hints=[
        "points[groups == c] are the points of centre c.",
        "Take their mean over axis 0. First ask whether there are any.",
        "Start from a float copy of the old centres, and overwrite those that have points.",
    ],
)
