"""Rare words weigh more."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def idf(counts: np.ndarray) -> np.ndarray:
    """ln((1 + n) / (1 + df)) + 1 of every column.  (n, d) -> (d,)."""
    share = (1 + np.count_nonzero(counts, axis=0)) / (1 + len(counts))
    return 1 - np.log(share)


def _cases(rng: np.random.Generator) -> Cases:
    """A word in all documents, one in none, one that is repeated; documents and words never equal in number."""
    by_hand = np.array([[1, 0, 2], [1, 0, 0], [1, 0, 3], [1, 0, 0]])
    return [(by_hand,), *[(rng.integers(0, 3, (n, d)) * rng.integers(0, 2, (n, d)),) for n, d in ((5, 3), (6, 4))]]


def _idf_without_smoothing(counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(len(counts) / (counts > 0).sum(axis=0)) + 1


def _idf_of_other_books(counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(len(counts) / (counts > 0).sum(axis=0))


EXERCISE = Exercise(
    "04-idf",
    points=2,
    title="rare words weigh more",
    reference=idf,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + counts.sum(axis=0))) + 1,
            "You added up how often the word occurs anywhere. df counts DOCUMENTS: a word that occurs three times in "
            "one text has df 1.",
        ),
        Mistake(
            lambda counts: idf(counts) - 1, "The + 1 at the end is missing: a word that is in all films keeps weight 1."
        ),
        Mistake(
            _idf_without_smoothing,
            "You took n / df. Add 1 above and below the line, (1 + n) / (1 + df): then a word that is in no document "
            "does not divide by zero.",
        ),
        Mistake(
            _idf_of_other_books,
            "This is ln(n / df), the formula of other books. Here each of the two numbers gets + 1, and the logarithm "
            "too: then a word that occurs nowhere does no harm.",
        ),
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0)) + 1),
            "The last + 1 is inside your logarithm. Add it after the logarithm.",
        ),
        Mistake(
            lambda counts: np.log10((1 + len(counts)) / (1 + (counts > 0).sum(axis=0))) + 1,
            "You took the logarithm to base 10. Here it is the natural one, np.log.",
        ),
        Mistake(
            lambda counts: np.log((1 + counts.shape[1]) / (1 + (counts > 0).sum(axis=0))) + 1,
            "n is the number of documents, the rows. You took the number of words, the columns.",
        ),
        Mistake(
            lambda counts: 2 - idf(counts),
            "The fraction is upside down: now words in many films weigh more than rare ones.",
        ),
        Mistake(
            lambda counts: (1 + len(counts)) / (1 + (counts > 0).sum(axis=0)),
            "The logarithm is missing (and the + 1 after it). Without it a rare word would drown all others.",
        ),
    ],
    hints=[
        "First df: for each column, in how many rows is the count above 0?",
        "(counts > 0) is a table of True and False; summing over axis 0 counts the True of each column.",
        "n is len(counts). Then the formula, with np.log, on all columns at once.",
    ],
)
