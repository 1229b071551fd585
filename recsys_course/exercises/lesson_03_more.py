"""Exercises of lesson 03, part two: fewer neighbours, less trust in little evidence, and a bug to repair."""

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


def _keep_cases(rng: np.random.Generator) -> Cases:
    """The similarities of the lesson in small, a tie, then random ones that are not symmetric."""
    small = np.array([[0.0, 0.8, 0.3], [0.8, 0, 0.5], [0.3, 0.5, 0]])
    tie = np.array([[0.0, 0.5, 0.5, 0.5], [0.5, 0, 0.1, 0.2], [0.5, 0.1, 0, 0.9], [0.5, 0.2, 0.9, 0]])
    return [(small, 1), (tie, 2), *[(rng.random((5, 5)).round(2) * (1 - np.eye(5)), k) for k in (1, 2, 3)]]


def _largest_overall(similarity: np.ndarray, k: int) -> np.ndarray:
    limit = np.sort(similarity, axis=None)[::-1][k * len(similarity) - 1]
    return np.where(similarity >= limit, similarity, 0)


KEEP_NEAREST = Exercise(
    "03-keep-nearest",
    points=2,
    title="keep the k nearest of each row",
    reference=keep_nearest,
    cases=_keep_cases,
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


def shrink(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    """s_ij * n_ij / (n_ij + shrinkage).  (n, n), (n, n), number -> (n, n); 0 where n_ij = 0."""
    total = shared + shrinkage
    return similarity * np.divide(shared, total, out=np.zeros(np.shape(total)), where=total > 0)


def _shrink_cases(rng: np.random.Generator) -> Cases:
    """One shared person against ten; shrinkage 0; nothing shared; then random ones."""
    two = (np.array([[0.0, 1.0], [0.7, 0.0]]), np.array([[3, 1], [10, 4]]))
    cases: Cases = [(*two, 5.0), (np.array([[0.5, 0.0]]), np.array([[2, 0]]), 0.0)]
    return cases + [(rng.random((3, 3)), rng.integers(1, 20, (3, 3)), float(rng.integers(2, 30))) for _ in range(3)]


def _shrink_with_nan(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return similarity * shared / (shared + shrinkage)


def _shrink_without_brackets(similarity: np.ndarray, shared: np.ndarray, shrinkage: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return similarity * shared / shared + shrinkage


SHRINK = Exercise(
    "03-shrink",
    points=1,
    title="trust little evidence less",
    reference=shrink,
    cases=_shrink_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda similarity, shared, shrinkage: similarity / (shared + shrinkage + 1e-12),
            "You divided by n + shrinkage but did not multiply by n: now MORE shared people make films less alike.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shared / (1 + shrinkage),
            "You divided by 1 + shrinkage. The number of shared people stands below the line too: n / (n + shrinkage).",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: similarity * shrinkage / np.maximum(shared + shrinkage, 1e-12),
            "You multiplied by shrinkage / (n + shrinkage): that trusts little evidence more. Above the line stands n.",
        ),
        Mistake(
            _shrink_without_brackets,
            "x / y + z adds z after the division. Put n + shrinkage in brackets.",
        ),
        Mistake(
            _shrink_with_nan,
            "Right, except where nobody saw both films and shrinkage is 0: 0 / 0 is not a number. Return 0 there.",
        ),
        Mistake(
            lambda similarity, shared, shrinkage: np.where(shared >= shrinkage, similarity, 0),
            "You cut off everything below the limit. Shrinkage is softer: it makes small evidence smaller, not zero.",
        ),
    ],
    hints=[
        "Do one pair first: cosine 1.0, one shared person, shrinkage 5. The factor is 1 / (1 + 5).",
        "NumPy does all pairs at once when both tables have one shape: no loop is needed.",
        "Only shrinkage 0 with 0 shared people divides 0 by 0. The result there is 0: np.divide with `where` helps.",
    ],
)


def mended_similarity(a: np.ndarray, b: np.ndarray) -> float:
    """The cosine: both lengths, one of each vector."""
    lengths = np.linalg.norm(a) * np.linalg.norm(b)
    return float(np.dot(a, b) / lengths) if lengths else 0.0


def _mend_cases(rng: np.random.Generator) -> Cases:
    """Rows of different lengths, so that the length that was used twice shows."""
    by_hand = [(np.array([1.0, 0, 1]), np.array([2.0, 0, 2])), (np.array([3.0, 1]), np.array([0.0, 0]))]
    return by_hand + [(rng.integers(1, 6, 4).astype(float), rng.integers(0, 3, 4) + 0.5) for _ in range(4)]


def _squares_one_vector(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(a))) if a.any() else 0.0


MEND = Exercise(
    "03-mend",
    points=2,
    title="find and repair the bug in a copied function",
    reference=mended_similarity,
    cases=_mend_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _squares_one_vector,
            "The bug is still there: the length of a stands below the line twice, the length of b never.",
        ),
        Mistake(
            lambda a, b: _squares_one_vector(b, a),
            "Now the length of b stands there twice. Each length belongs there once.",
        ),
        Mistake(
            lambda a, b: float(np.dot(a, a) / (np.linalg.norm(a) * np.linalg.norm(b))) if a.any() and b.any() else 0.0,
            "Above the line stands a . a now. It must be a . b, the product of the two different rows.",
        ),
        Mistake(
            lambda a, b: mended_similarity(a, b) if a.any() and b.any() else float("nan"),
            "Right, except for a row of zeros: 0 / 0 is not a number. Its cosine is 0 by definition; test for it "
            "before you divide.",
        ),
        Mistake(
            lambda a, b: float(np.dot(a, b) / (np.linalg.norm(a) + np.linalg.norm(b))) if a.any() else 0.0,
            "The lengths must be multiplied, not added.",
        ),
    ],
    hints=[
        "A cosine never exceeds 1. Try a = [1, 0, 1] and b = [2, 0, 2] with the function as it stands: what comes out?",
        "Read the line with the division aloud, and say for each length which row it belongs to.",
    ],
)
