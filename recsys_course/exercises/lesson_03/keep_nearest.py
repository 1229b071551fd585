"""Keep the k nearest of each row, and nothing else."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def keep_nearest(similarity: np.ndarray, k: int) -> np.ndarray:
    """The k largest values of each row, the rest 0; of equal ones the smaller column stays.  (n, n) -> (n, n)."""
    order = np.argsort(-similarity, axis=1, kind="stable")[:, :k]
    kept = np.zeros_like(similarity)
    np.put_along_axis(kept, order, np.take_along_axis(similarity, order, axis=1), axis=1)
    return kept


def _cases(rng: np.random.Generator) -> Cases:
    """The similarities of the lesson in small, a tie, then random ones that are not symmetric."""
    small = np.array([[0.0, 0.8, 0.3], [0.8, 0, 0.5], [0.3, 0.5, 0]])
    tie = np.array([[0.0, 0.5, 0.5, 0.5], [0.5, 0, 0.1, 0.2], [0.5, 0.1, 0, 0.9], [0.5, 0.2, 0.9, 0]])
    return [(small, 1), (tie, 2), *[(rng.random((5, 5)).round(2) * (1 - np.eye(5)), k) for k in (1, 2, 3)]]


def _largest_overall(similarity: np.ndarray, k: int) -> np.ndarray:
    limit = np.sort(similarity, axis=None)[::-1][k * len(similarity) - 1]
    return np.where(similarity >= limit, similarity, 0)


EXERCISE = Exercise(
    "03-keep-nearest",
    points=2,
    title="keep the k nearest of each row",
    reference=keep_nearest,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda similarity, k: keep_nearest(similarity.T, k).T,
            "You kept k values in each COLUMN. That is the other side: the neighbours of the history item. Here each "
            "row, a candidate, keeps its own k neighbours.",
        ),
        Mistake(
            lambda similarity, k: -keep_nearest(-similarity, k),
            "You kept the k smallest values of each row. argsort begins with the smallest: sort by -similarity.",
        ),
        Mistake(_largest_overall, "You cut the whole table at one value. Each row must keep its own k."),
        Mistake(
            lambda similarity, k: (keep_nearest(similarity, k) > 0).astype(float),
            "You marked the neighbours with 1. Keep their similarity: near ones must still count more.",
        ),
        Mistake(
            lambda similarity, k: np.where(similarity >= np.sort(similarity, axis=1)[:, [-k]], similarity, 0),
            "Almost: where several values are equal to the k-th largest you keep them all. Keep k only, those with the "
            "smaller column numbers.",
        ),
        Mistake(
            lambda similarity, k: keep_nearest(similarity[:, ::-1], k)[:, ::-1],
            "Almost: of equal values keep the one with the smaller column number.",
        ),
    ],
    hints=[
        "Begin with one row: which k columns have the largest values? Set all others to 0. Then loop over the rows.",
        "np.argsort(-row, kind='stable')[:k] gives the columns to keep; ties keep the smaller one.",
        "Start with a table of zeros and copy the values of the kept columns into it.",
    ],
)
