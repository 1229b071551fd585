"""Rare words weigh more."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet


def idf(counts: np.ndarray) -> np.ndarray:
    """ln((1 + n) / (1 + df)) + 1 of every column.  (n, d) -> (d,)."""
    share = (1 + np.count_nonzero(counts, axis=0)) / (1 + len(counts))
    return 1 - np.log(share)


def _cases(rng: np.random.Generator) -> Cases:
    """A word in all documents, in none, a repeated one; one document; documents and words never equal in number."""
    by_hand = np.array([[1, 0, 2], [1, 0, 0], [1, 0, 3], [1, 0, 0]])
    return [
        (by_hand,),
        (np.array([[2, 0, 1]]),),
        *[(rng.integers(0, 3, (n, d)) * rng.integers(0, 2, (n, d)),) for n, d in ((5, 3), (6, 4))],
    ]


def _idf_without_smoothing(counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(len(counts) / (counts > 0).sum(axis=0)) + 1


def _idf_of_other_books(counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(len(counts) / (counts > 0).sum(axis=0))


def _formula(formula: Callable[..., np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    """Another formula of n and df; a division by 0 gives infinity without a warning."""
    return quiet(lambda counts: formula(len(counts), (counts > 0).sum(axis=0)))


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
        Mistake(
            _formula(lambda n, df: np.log(n / (1 + df))),
            "This is ln(n / (1 + df)). Here n gets + 1 too, and the logarithm: ln((1 + n) / (1 + df)) + 1.",
        ),
        Mistake(
            _formula(lambda n, df: np.log(n / (1 + df)) + 1),
            "Above the line n is without its + 1. The fraction is (1 + n) / (1 + df).",
        ),
        Mistake(
            _formula(lambda n, df: np.log((1 + n) / df) + 1),
            "Below the line df is without its + 1, so a word that occurs nowhere divides by 0. "
            "The fraction is (1 + n) / (1 + df).",
        ),
        Mistake(
            _formula(lambda n, df: np.log2((1 + n) / (1 + df)) + 1),
            "You took the logarithm to base 2. Here it is the natural one, np.log.",
        ),
        Mistake(
            _formula(lambda n, df: np.log1p((1 + n) / (1 + df)) + 1),
            "np.log1p(x) is ln(1 + x). Take np.log of the fraction, then add 1.",
        ),
        Mistake(
            _formula(lambda n, df: np.log1p(n / (1 + df)) + 1),
            "np.log1p(x) is ln(1 + x), so your + 1 is added to the whole fraction. It is added to n: "
            "(1 + n) / (1 + df).",
        ),
        Mistake(
            _formula(lambda n, df: np.log(1 + n / 1 + df) + 1),
            "1 + n / 1 + df divides only n by 1. Put brackets around both sums: (1 + n) / (1 + df).",
        ),
        Mistake(
            _formula(lambda n, df: (1 + n) / (1 + df) + 1),
            "The logarithm is missing. Without it a rare word would drown all others.",
        ),
        Mistake(
            quiet(lambda counts: np.log((1 + len(counts)) // (1 + (counts > 0).sum(axis=0))) + 1),
            "You divide with //, which rounds down to a whole number. The fraction needs /.",
        ),
        Mistake(
            _formula(lambda n, df: df),
            "This is df, in how many documents each word occurs. Put it into the formula.",
        ),
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=1))) + 1,
            "You summed along the rows. df counts the documents of each word, down the columns: axis=0.",
        ),
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + (counts > 0).sum())) + 1,
            "You counted over the whole table. Each word has its own df, down its column: axis=0.",
        ),
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + (counts > 1).sum(axis=0))) + 1,
            "You count only documents that hold a word more than once. Once is enough: counts > 0.",
        ),
        Mistake(
            lambda counts: np.log((1 + counts.size) / (1 + (counts > 0).sum(axis=0))) + 1,
            "n is the number of documents, len(counts). You took the number of cells of the table.",
        ),
        Mistake(
            lambda counts: np.log((1 + counts.sum()) / (1 + (counts > 0).sum(axis=0))) + 1,
            "n is the number of documents, len(counts). You took the number of all words in all documents.",
        ),
        Mistake(
            lambda counts: counts * idf(counts),
            "You multiplied the counts already. The answer is one number for each term; the product comes next.",
        ),
        Mistake(
            lambda counts: idf(counts) - 2,
            "You subtract 1 after the logarithm. Add 1.",
        ),
        Mistake(
            lambda counts: idf(counts) / idf(counts).sum(),
            "You made the weights sum to 1. The formula has no such division.",
        ),
    ],
    hints=[
        "First df: for each column, in how many rows is the count above 0?",
        "(counts > 0) is a table of True and False; summing over axis 0 counts the True of each column.",
        "n is len(counts). Then the formula, with np.log, on all columns at once.",
    ],
)
