"""TF-IDF rows of length one."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def tfidf_rows(counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """counts * idf, each row divided by its length; a row of zeros stays.  (n, d), (d,) -> (n, d)."""
    weighted = counts * idf
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    return np.divide(weighted, lengths, out=np.zeros(weighted.shape), where=lengths > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """Two films of which one is empty; then random ones, each with a film of one word only."""
    cases: Cases = [(np.array([[2, 1, 0], [0, 0, 0]]), np.array([1.0, 2.0, 1.5]))]
    for _ in range(4):
        counts = np.vstack([rng.integers(0, 3, (3, 4)), np.eye(4, dtype=int)[[rng.integers(4)]]])
        cases.append((counts, 1 + rng.random(4).round(2)))
    return cases


def _rows_that_sum_to_one(counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    weighted = counts * idf
    return weighted / np.maximum(weighted.sum(axis=1, keepdims=True), 1e-12)


def _with_nan(counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return counts * idf / np.linalg.norm(counts * idf, axis=1, keepdims=True)


EXERCISE = Exercise(
    "04-tfidf",
    points=2,
    title="TF-IDF rows of length one",
    reference=tfidf_rows,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda counts, idf: counts * idf,
            "The weights are right. Now divide each row by its length, so that long texts have no advantage.",
        ),
        Mistake(
            _rows_that_sum_to_one,
            "Your rows SUM to 1. Their length must be 1: divide by the root of the sum of the squares.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts, np.ones(len(idf))) * idf,
            "You divided by the length before you multiplied by idf. Weigh first: the length is that of the "
            "weighted row.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts, idf**2),
            "You multiplied by idf twice. Once is enough: count times idf.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts, 1 / idf),
            "You divided by idf: now the words that are in all films weigh most. Multiply.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows((counts * idf).T, np.ones(len(counts))).T,
            "You gave each COLUMN the length 1. The rows are the films: axis=1.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts > 0, idf),
            "You lost the counts: a word that occurs twice in the text counts twice.",
        ),
        Mistake(
            _with_nan,
            "Right, except for a film without any word: 0 / 0 is not a number. Its row stays all zeros.",
        ),
    ],
    hints=[
        "counts * idf multiplies every row by idf, because both have one entry for each term.",
        "The length of each row: np.linalg.norm(..., axis=1, keepdims=True) keeps a column, so that rows are divided.",
        "A row of zeros has length 0. Put another divisor there: zeros divided by anything are zeros.",
    ],
)
