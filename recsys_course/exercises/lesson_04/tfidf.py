"""TF-IDF rows of length one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import with_and_without


def tfidf_rows(counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """counts * idf, each row divided by its length; a row of zeros stays.  (n, d), (d,) -> (n, d)."""
    weighted = counts * idf
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    return np.divide(weighted, lengths, out=np.zeros(weighted.shape), where=lengths > 0)


def _cases(rng: np.random.Generator) -> Cases:
    """An empty film, small weights, one film; then random ones, each with a film of one word only."""
    cases: Cases = [(np.array([[2, 1, 0], [0, 0, 0]]), np.array([1.0, 2.0, 1.5]))]
    cases += [(np.array([[1, 0], [1, 1]]), np.array([0.2, 0.4])), (np.array([[3, 1, 4]]), np.array([1.0, 2.0, 1.5]))]
    for _ in range(4):
        counts = np.vstack([rng.integers(0, 3, (3, 4)), np.eye(4, dtype=int)[[rng.integers(4)]]])
        cases.append((counts, 1 + rng.random(4).round(2)))
    return cases


def _with_nan(counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return counts * idf / np.linalg.norm(counts * idf, axis=1, keepdims=True)


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    return with_and_without(code, hint, "And 0 / 0 is not a number: a row of zeros stays all zeros.")


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
        *_formula(
            lambda counts, idf: counts * idf / (counts * idf).sum(axis=1, keepdims=True),
            "Your rows SUM to 1. Their length must be 1: divide by the root of the sum of the squares.",
        ),
        *_formula(
            lambda counts, idf: counts * idf / np.linalg.norm(counts, axis=1, keepdims=True),
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
        *_formula(
            lambda counts, idf: counts * idf / np.linalg.norm(counts * idf, axis=0),
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
        *_formula(
            lambda counts, idf: counts * idf / ((counts * idf) ** 2).sum(axis=1, keepdims=True),
            "You divided by the squared length. The length is the root of the sum of the squares.",
        ),
        *_formula(
            lambda counts, idf: counts * idf / (counts * idf).max(axis=1, keepdims=True),
            "You divided by the largest entry of each row. Divide by its length, the root of the sum of the squares.",
        ),
        *_formula(
            lambda counts, idf: counts / counts.sum(axis=1, keepdims=True) * idf,
            "You divided the counts by the number of words, and no length is there. Divide the weighted row by its "
            "length.",
        ),
        Mistake(
            lambda counts, idf: counts * idf / np.linalg.norm(counts * idf),
            "You took one length of the whole table. Each row has its own: axis=1, keepdims=True.",
        ),
        Mistake(
            lambda counts, idf: counts * idf / np.linalg.norm(counts * idf, axis=1),
            "The lengths have shape (n,), the table (n, d): they meet at the wrong axis. keepdims=True makes them a "
            "column, so that each row is divided by its own length. (Mind a row of zeros then.)",
        ),
        Mistake(
            lambda counts, idf: counts * idf / np.maximum(np.linalg.norm(counts * idf, axis=1, keepdims=True), 1),
            "Almost: you divide by at least 1, and a row may be shorter than that. Only where a length is 0 "
            "nothing may "
            "be divided.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts, np.ones(len(idf))),
            "idf is missing: each count is multiplied by the idf of its term before the row is divided.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts + idf, np.ones(len(idf))),
            "You ADDED idf. Multiply each count by it, so that a word that does not occur stays 0.",
        ),
        Mistake(
            lambda counts, idf: counts @ idf,
            "counts @ idf adds the products up, one number for each film. counts * idf keeps one for each term.",
        ),
        Mistake(
            lambda counts, idf: counts * idf / np.linalg.norm(idf),
            "You divided by the length of idf. Each row is divided by its own length, after the multiplication.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts, idf)[counts.any(axis=1)],
            "A film without any word has lost its row. It keeps one, all zeros.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(np.log1p(counts), idf),
            "You took a logarithm of the counts. Here each count itself is multiplied by idf.",
        ),
    ],
    hints=[
        "counts * idf multiplies every row by idf, because both have one entry for each term.",
        "The length of each row: np.linalg.norm(..., axis=1, keepdims=True) keeps a column, so that rows are divided.",
        "A row of zeros has length 0. Put another divisor there: zeros divided by anything are zeros.",
    ],
)
