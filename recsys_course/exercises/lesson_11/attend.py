"""Scaled dot-product attention: what each query takes from all films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_11.softmax import softmax


def attend(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    """softmax(Q K^T / sqrt(d)) V, row by row.  (m, d), (t, d), (t, e) -> (m, e)"""
    return softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ V


def _cases(rng: np.random.Generator) -> Cases:
    """One query, as many queries as films, fewer and more; values of another width; a match too large for exp."""
    shapes = ((1, 3, 2, 1), (3, 3, 4, 4), (2, 4, 3, 2), (4, 2, 2, 3), (3, 3, 3, 3))
    drawn: Cases = [tuple(rng.normal(size=shape) for shape in ((m, d), (t, d), (t, e))) for m, t, d, e in shapes]
    Q, K, V = drawn[1]
    return [*drawn, (900 * Q, K, V)]


def _without_keepdims(Q: np.ndarray, K: np.ndarray, V: np.ndarray) -> np.ndarray:
    match = Q @ K.T / np.sqrt(Q.shape[1])
    raised = np.exp(match - match.max(axis=1, keepdims=True))
    return raised / raised.sum(axis=1) @ V


EXERCISE = Exercise(
    "11-attend",
    points=2,
    title="scaled dot-product attention",
    reference=attend,
    cases=_cases,
    mistakes=[
        Mistake(
            lambda Q, K, V: softmax((Q @ K.T / np.sqrt(Q.shape[1])).T).T @ V,
            "Your softmax runs over the wrong axis: the columns of A sum to 1. Each ROW must, one for each query.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T) @ V,
            "The root of d is missing: divide Q K^T by np.sqrt(Q.shape[1]) before the softmax.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T / Q.shape[1]) @ V,
            "You divided by d. Divide by the ROOT of d.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T / np.sqrt(len(K))) @ V,
            "You took the root of the number of films. d is the width of the queries, Q.shape[1].",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T / np.sqrt(len(Q))) @ V,
            "You took the root of the number of queries. d is their width, Q.shape[1].",
        ),
        Mistake(
            lambda Q, K, V: softmax((Q @ K.T / np.sqrt(Q.shape[1])).ravel()).reshape(len(Q), len(K)) @ V,
            "Your softmax runs over the whole table. Each ROW sums to 1: axis=1, with keepdims=True.",
        ),
        Mistake(
            _without_keepdims,
            "The sum of each row divides the wrong numbers. `sum(axis=1)` has the shape (m,) and meets the COLUMNS; "
            "with keepdims=True it has (m, 1) and meets its own row.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[1])),
            "These are the weights A. They still have to be multiplied with the values: A @ V.",
        ),
        Mistake(
            lambda Q, K, V: Q @ K.T / np.sqrt(Q.shape[1]) @ V,
            "The softmax is missing: you multiplied the matches themselves with the values.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T / np.sqrt(Q.shape[1])) @ K,
            "You took the mean of the keys. The keys say where to look; the VALUES are what is taken.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ K.T) @ V / np.sqrt(Q.shape[1]),
            "You divided by the root of d after the softmax. Divide the dot products.",
        ),
        Mistake(
            lambda Q, K, V: softmax(Q @ V.T / np.sqrt(Q.shape[1])) @ V if Q.shape[1] == V.shape[1] else None,
            "You compared the queries with the values. Compare them with the KEYS.",
        ),
        Mistake(
            lambda Q, K, V: softmax(K @ K.T / np.sqrt(K.shape[1])) @ V,
            "You compared the keys with the keys. The rows of the result belong to the queries.",
        ),
        Mistake(
            lambda Q, K, V: V[(Q @ K.T).argmax(axis=1)],
            "You took the value of the best film only. The softmax gives every film a share.",
        ),
        Mistake(
            lambda Q, K, V: np.repeat(V.mean(axis=0, keepdims=True), len(Q), axis=0),
            "This is the plain mean of the values: queries and keys play no part.",
        ),
    ],
    hints=[
        "Q @ K.T has a row for each query and a column for each film.",
        "Divide by the root of d, then the softmax of each row: max and sum with axis=1, keepdims=True.",
        "A is (m, t) and V is (t, e): A @ V.",
    ],
)
