"""Second half of k-means: each centre moves to the mean of its points."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_05.by_hand import SIX


def move(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Each centre at the mean of its points; without points it stays.  (n, d), (n,), (k, d) -> (k, d)."""
    rows = [points[groups == c].mean(axis=0) if c in groups else old for c, old in enumerate(centres)]
    return np.array(rows, dtype=float)


def _cases(rng: np.random.Generator) -> Cases:
    """The first round of the lesson; a centre without points; one point; means that are not whole; random ones."""
    lesson = (SIX, np.array([0, 0, 0, 1, 1, 1]), SIX[[0, 5]])
    alone = (SIX, np.array([0, 2, 2, 0, 0, 2]), np.array([[1.0, 1], [5, 5], [0, 0]]))
    whole = (np.array([[1, 2], [2, 5], [4, 4]]), np.array([1, 1, 0]), np.array([[0, 0], [1, 1]]))
    single = (np.array([[3.0, 1]]), np.array([1]), np.array([[0.0, 0], [9, 9]]))
    cases: Cases = [lesson, alone, whole, single]
    return cases + [
        (rng.normal(size=(7, 3)), np.r_[rng.integers(0, 2, 5), 0, 1], rng.normal(size=(3, 3))) for _ in "ab"
    ]


def _nan_centres(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    rows = [points[groups == c].sum(axis=0) / max((groups == c).sum(), 0.5) for c in range(len(centres))]
    return np.where([[c in groups] for c in range(len(centres))], rows, np.nan)


def _each(row: Callable[..., np.ndarray], empty: Callable[..., np.ndarray] | None = None) -> Callable[..., np.ndarray]:
    """The centres at row(their points); those without points at empty(points), or where they were."""

    def answer(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
        alone = [old if empty is None else empty(points) for old in centres]
        rows = [row(points[groups == c]) if c in groups else alone[c] for c in range(len(centres))]
        return np.array(rows, dtype=float)

    return answer


def _into_a_copy(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    moved = centres.copy()
    for c in np.unique(groups):
        moved[c] = points[groups == c].mean(axis=0)
    return moved


def _with_the_old_one(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return np.array([np.vstack([points[groups == c], centres[c]]).mean(axis=0) for c in range(len(centres))])


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
            "These are sums, and a centre without points went to the origin. Take the mean; without points it stays.",
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
        Mistake(
            _into_a_copy,
            "Almost: where the old centres are whole numbers, centres.copy() holds whole numbers too, and cuts the "
            "means. "
            "Make a float copy: centres.astype(float).",
        ),
        Mistake(
            _each(lambda own: own.sum(axis=0)),
            "These are sums. Divide by the number of points: the mean.",
        ),
        Mistake(
            _each(lambda own: own.mean() + 0 * own[0]),
            "You took one mean of all coordinates together. Each coordinate has its own: .mean(axis=0).",
        ),
        Mistake(
            _each(lambda own: own.mean(axis=0), lambda points: points.mean(axis=0)),
            "A centre without points went to the mean of all points. It must stay where it is.",
        ),
        Mistake(
            _with_the_old_one,
            "You counted the old centre as one of its points. Take the mean of the points alone.",
        ),
        Mistake(
            lambda points, groups, centres: move(points, groups - 1, centres),
            "You count the groups from 1. They are numbered from 0.",
        ),
        Mistake(
            lambda points, groups, centres: centres.astype(float),
            "The centres have not moved. Return the new ones: each at the mean of its points.",
        ),
        Mistake(
            lambda points, groups, centres: np.tile(points.mean(axis=0), (len(centres), 1)),
            "All centres went to the mean of ALL points. Each takes its own points: points[groups == c].",
        ),
        Mistake(
            lambda points, groups, centres: np.array(
                [
                    points[groups == c].sum(axis=0) / len(points) if c in groups else centres[c]
                    for c in range(len(centres))
                ]
            ),
            "You divided by the number of ALL points. Divide by the number of points of this centre.",
        ),
        Mistake(
            _each(lambda own: own[0]),
            "Each centre went to its first point. It goes to the mean of its points.",
        ),
        Mistake(
            _each(lambda own: (own.min(axis=0) + own.max(axis=0)) / 2),
            "Each centre went to the middle between the smallest and the largest value. It goes to the mean.",
        ),
        Mistake(
            _each(lambda own: own.sum(axis=0) // len(own)),
            "You divide with //, which rounds down to whole numbers. A mean needs /.",
        ),
        Mistake(
            lambda points, groups, centres: centres[groups],
            "You return the old centre of each point. Return the new centres, one row for each.",
        ),
    ],
    hints=[
        "points[groups == c] are the points of centre c.",
        "Take their mean over axis 0. First ask whether there are any.",
        "Start from a float copy of the old centres, and overwrite those that have points.",
    ],
)
