"""Exercises of lesson 04, part one: counting words, rare words, and rows of length one."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def bag_of_words(documents: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    """How often each word of the vocabulary stands in each document.  n documents, d words -> (n, d)."""
    return np.array([[words.count(term) for term in vocabulary] for words in documents])


def _bag_cases(rng: np.random.Generator) -> Cases:
    """A repeated word, a vocabulary out of order, a word inside another, an empty document; then random ones."""
    sea = [["sea", "ship", "sea"], ["season", "moon"], []]
    words = np.array(["sea", "ship", "moon", "star", "season", "gull"])
    cases: Cases = [(sea, ["moon", "sea", "ship"]), (sea, ["ship", "sea"])]
    for _ in range(3):
        texts = [rng.choice(words, rng.integers(2, 7)).tolist() for _ in range(4)]
        cases.append((texts, rng.permutation(words)[:4].tolist()))
    return cases


def _shares(documents: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    return bag_of_words(documents, vocabulary) / np.maximum([[len(words)] for words in documents], 1)


def _words_inside_words(documents: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    return np.array([[" ".join(words).count(term) for term in vocabulary] for words in documents])


BAG = Exercise(
    "04-bag",
    points=1,
    title="count the words of each film",
    reference=bag_of_words,
    cases=_bag_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda documents, vocabulary: (bag_of_words(documents, vocabulary) > 0).astype(int),
            "You marked which words are there. Count them: a word that stands in a text twice has a 2.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents, vocabulary).T,
            "Rows and columns are the wrong way round: a row for each document, a column for each word.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents, sorted(vocabulary)),
            "The columns must stand in the order of the given vocabulary. You sorted them.",
        ),
        Mistake(
            _words_inside_words,
            'You counted in one long text, so "sea" was also found inside "season". Compare whole words.',
        ),
        Mistake(_shares, "You divided by the number of words of the document. Here the counts themselves are wanted."),
    ],
    hints=[
        "One document and one word first: how often does the word stand in the list?",
        "A list has a method `count`. You need it for each document (a row) and each word of the vocabulary (a "
        "column).",
    ],
)


def idf(counts: np.ndarray) -> np.ndarray:
    """ln((1 + n) / (1 + df)) + 1 of every column.  (n, d) -> (d,)."""
    df = (counts > 0).sum(axis=0)
    return np.log((1 + len(counts)) / (1 + df)) + 1


def _idf_cases(rng: np.random.Generator) -> Cases:
    """A word in all documents, one in none, one that is repeated; never as many documents as words."""
    by_hand = np.array([[1, 0, 2], [1, 0, 0], [1, 0, 3], [1, 0, 0]])
    return [(by_hand,), *[(rng.integers(0, 3, (n, d)) * rng.integers(0, 2, (n, d)),) for n, d in ((5, 3), (6, 4))]]


def _idf_without_smoothing(counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(len(counts) / (counts > 0).sum(axis=0)) + 1


def _idf_of_other_books(counts: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore"):
        return np.log(len(counts) / (counts > 0).sum(axis=0))


IDF = Exercise(
    "04-idf",
    points=2,
    title="rare words weigh more",
    reference=idf,
    cases=_idf_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + counts.sum(axis=0))) + 1,
            "You added up how often the word stands anywhere. df counts DOCUMENTS: a word that stands in one text "
            "three times has df 1.",
        ),
        Mistake(lambda counts: idf(counts) - 1, "The + 1 at the end is missing: a word of all films keeps weight 1."),
        Mistake(
            _idf_without_smoothing,
            "You took n / df. Add 1 above and below the line, (1 + n) / (1 + df): then a word without any document "
            "divides by nothing.",
        ),
        Mistake(
            _idf_of_other_books,
            "This is ln(n / df), the formula of other books. Here each of the two numbers gets + 1, and the logarithm "
            "too: then a word that stands nowhere does no harm.",
        ),
        Mistake(
            lambda counts: np.log((1 + len(counts)) / (1 + (counts > 0).sum(axis=0)) + 1),
            "The last + 1 stands inside your logarithm. Add it after the logarithm.",
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
            "The fraction stands upside down: now words of many films weigh more than rare ones.",
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


def tfidf_rows(counts: np.ndarray, idf: np.ndarray) -> np.ndarray:
    """counts * idf, each row divided by its length; a row of zeros stays.  (n, d), (d,) -> (n, d)."""
    weighted = counts * idf
    lengths = np.linalg.norm(weighted, axis=1, keepdims=True)
    return np.divide(weighted, lengths, out=np.zeros(weighted.shape), where=lengths > 0)


def _tfidf_cases(rng: np.random.Generator) -> Cases:
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


TFIDF = Exercise(
    "04-tfidf",
    points=2,
    title="TF-IDF rows of length one",
    reference=tfidf_rows,
    cases=_tfidf_cases,
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
            "You divided by idf: now the words of all films weigh most. Multiply.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows((counts * idf).T, np.ones(len(counts))).T,
            "You gave each COLUMN the length 1. The rows are the films: axis=1.",
        ),
        Mistake(
            lambda counts, idf: tfidf_rows(counts > 0, idf),
            "You lost the counts: a word that stands in the text twice counts twice.",
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
