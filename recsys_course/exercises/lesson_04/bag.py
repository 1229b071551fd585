"""Count the words of each film."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def bag_of_words(documents: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    """How often each word of the vocabulary occurs in each document.  n documents, d words -> (n, d)."""
    column = {term: number for number, term in enumerate(vocabulary)}
    matrix = np.zeros((len(documents), len(vocabulary)), dtype=int)
    for row, words in zip(matrix, documents, strict=True):
        for word in column.keys() & words:
            row[column[word]] = words.count(word)
    return matrix


def _cases(rng: np.random.Generator) -> Cases:
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


def _without_empty(documents: list[list[str]], vocabulary: list[str]) -> np.ndarray:
    return bag_of_words([words for words in documents if words], vocabulary)


def _shares_of_the_words(documents: list[list[str]], vocabulary: list[str]) -> list[list[float]]:
    return [[words.count(term) / len(words) for term in vocabulary] for words in documents]


EXERCISE = Exercise(
    "04-bag",
    points=1,
    title="count the words of each film",
    reference=bag_of_words,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda documents, vocabulary: (bag_of_words(documents, vocabulary) > 0).astype(int),
            "You marked which words are there. Count them: a word that occurs twice in a text gets a 2.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents, vocabulary).T,
            "Rows and columns are the wrong way round: a row for each document, a column for each word.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents, sorted(vocabulary)),
            "The columns must be in the order of the given vocabulary. You sorted them.",
        ),
        Mistake(
            _words_inside_words,
            'You counted in one long text, so "sea" was also found inside "season". Compare whole words.',
        ),
        Mistake(_shares, "You divided by the number of words of the document. Here the counts themselves are wanted."),
        Mistake(
            _shares_of_the_words,
            "You divide by the number of words of the document, which is 0 for an empty one. "
            "The counts themselves are wanted, without a division.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents, vocabulary).sum(axis=0),
            "You added up all documents. Keep a row for each document.",
        ),
        Mistake(
            lambda documents, vocabulary: (bag_of_words(documents, vocabulary) > 0).sum(axis=0),
            "This is in how many documents each word occurs. Count the words of each document, a row for each.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents, sorted(set().union(*documents))),
            "Your columns are the words of the documents. The columns are the given vocabulary, in its order.",
        ),
        Mistake(
            _without_empty,
            "An empty document has lost its row. It keeps one, with a 0 for each word.",
        ),
        Mistake(
            lambda documents, vocabulary: bag_of_words(documents[:1], vocabulary)[0],
            "Only the first document is in your result. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            lambda documents, vocabulary: [
                dict(zip(vocabulary, row, strict=True)) for row in bag_of_words(documents, vocabulary)
            ],
            "You return dicts. Return an array: a row for each document, a column for each word.",
        ),
    ],
    hints=[
        "One document and one word first: how often does the word occur in the list?",
        "A list has a method `count`. You need it for each document (a row) and each word of the vocabulary (a "
        "column).",
    ],
)
