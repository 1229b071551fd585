"""Keep the k nearest of each row, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

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
    """The similarities of the lesson in small, a tie, keep all; random ones, not symmetric; last, many ties."""
    small = np.array([[0.0, 0.8, 0.3], [0.8, 0, 0.5], [0.3, 0.5, 0]])
    tie = np.array([[0.0, 0.5, 0.5, 0.5], [0.5, 0, 0.1, 0.2], [0.5, 0.1, 0, 0.9], [0.5, 0.2, 0.9, 0]])
    ties = rng.integers(1, 4, (40, 40)) / 4 * (1 - np.eye(40))  # so many ties in a row that an unstable sort shows
    return [
        (small, 1),
        (tie, 2),
        (small, 3),
        *[(rng.random((5, 5)).round(2) * (1 - np.eye(5)), k) for k in (1, 2, 3)],
        (ties, 20),
    ]


def _largest_overall(similarity: np.ndarray, k: int) -> np.ndarray:
    limit = np.sort(similarity, axis=None)[::-1][k * len(similarity) - 1]
    return np.where(similarity >= limit, similarity, 0)


def _kept(columns: Callable[[np.ndarray, int], np.ndarray]) -> Callable[..., np.ndarray]:
    """Row by row, the columns that columns(row, k) names."""

    def answer(similarity: np.ndarray, k: int) -> np.ndarray:
        kept = np.zeros_like(similarity)
        for row, values in zip(kept, similarity, strict=True):
            row[columns(values, k)] = values[columns(values, k)]
        return kept

    return answer


def _at_the_front(similarity: np.ndarray, k: int) -> np.ndarray:
    front = -np.sort(-similarity, axis=1)
    front[:, k:] = 0
    return front


def _kept_of_all(similarity: np.ndarray, k: int) -> np.ndarray:
    """The k largest of the whole table, of equal ones the first."""
    return keep_nearest(similarity.reshape(1, -1), k).reshape(similarity.shape)


def _ones(similarity: np.ndarray, k: int) -> np.ndarray:
    kept = _kept(lambda row, k: np.argsort(-row, kind="stable")[:k])
    return kept(similarity + 1, k) > 0


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
        Mistake(
            _kept(lambda row, k: np.argsort(-row)[:k]),
            "Almost: np.argsort may exchange equal values. Ask for a stable sort: kind='stable' keeps the smaller "
            "column number first.",
        ),
        Mistake(
            _kept(lambda row, k: np.argsort(row)[-k:]),
            "Almost: the end of an ascending sort, [-k:] or [::-1][:k], holds of equal values not those with the "
            "smaller column "
            "numbers. Sort -row with kind='stable', and take [:k].",
        ),
        Mistake(
            lambda similarity, k: np.where(similarity > np.sort(similarity, axis=1)[:, [-k]], similarity, 0),
            "You keep only what is larger than the k-th largest value, so the k-th one itself is lost.",
        ),
        Mistake(
            lambda similarity, k: keep_nearest(similarity, k + 1),
            "You kept k + 1 values in each row, one too many. The slice [:k] holds exactly k.",
        ),
        Mistake(
            lambda similarity, k: keep_nearest(similarity, k - 1),
            "You kept k - 1 values in each row, one too few. Did you leave a place for the film itself? "
            "Its similarity is 0 here, so it needs no place.",
        ),
        Mistake(
            lambda similarity, k: similarity - keep_nearest(similarity, k),
            "You set the k nearest to 0 and kept all others. It is the other way round.",
        ),
        Mistake(
            lambda similarity, k: np.where(keep_nearest(similarity, k) > 0, similarity, np.nan),
            "You marked the others with NaN. They become 0.",
        ),
        Mistake(
            lambda similarity, k: keep_nearest(similarity, k).T,
            "Rows and columns are swapped: what row i keeps must stay in row i.",
        ),
        Mistake(
            lambda similarity, k: np.maximum(keep_nearest(similarity, k), keep_nearest(similarity, k).T),
            "You kept a value when ONE of the two films keeps it. Here each row keeps its own k, and nothing else.",
        ),
        Mistake(
            lambda similarity, k: np.where(similarity >= np.sort(similarity, axis=None)[-k], similarity, 0),
            "You kept k values of the whole table. Each row must keep its own k.",
        ),
        Mistake(
            lambda similarity, k: -np.sort(-similarity, axis=1)[:, :k],
            "You return the k values alone, sorted. Keep them in their columns, in a table of the old shape.",
        ),
        Mistake(
            _at_the_front,
            "Your values are sorted to the front of each row. Keep each value in its column: it says which film it is.",
        ),
        Mistake(
            lambda similarity, k: np.argsort(-similarity, axis=1, kind="stable")[:, :k],
            "These are the numbers of the columns. Return a table with their values in these columns, and 0 elsewhere.",
        ),
        Mistake(
            lambda similarity, k: keep_nearest(similarity, k) * (np.arange(len(similarity)) == 0)[:, None],
            "Only the first row is filled. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            _kept(lambda row, k: np.argsort(row)[:k]),
            "You kept the k SMALLEST values of each row: argsort puts the smallest first. Sort -row (with "
            "kind='stable', "
            "because of ties).",
        ),
        Mistake(
            lambda similarity, k: keep_nearest(similarity.T, k),
            "Your rows hold what the COLUMNS keep. Each row, a candidate, keeps the k largest values of its own row.",
        ),
        Mistake(
            lambda similarity, k: _kept_of_all(similarity, k),
            "You kept the k largest of ALL values. Sort each row on its own: every row keeps k.",
        ),
        Mistake(
            lambda similarity, k: _ones(similarity, k) * 1.0,
            "You wrote 1 for those that are kept. Keep their values: how near a film is counts later.",
        ),
    ],
    hints=[
        "Begin with one row: which k columns have the largest values? Set all others to 0. Then loop over the rows.",
        "np.argsort(-row, kind='stable')[:k] gives the columns to keep; ties keep the smaller one.",
        "Start with a table of zeros and copy the values of the kept columns into it.",
    ],
)
