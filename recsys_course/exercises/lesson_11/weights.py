"""How much one query takes from each film."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet
from recsys_course.exercises.lesson_11.softmax import softmax


def attention_weights(q: np.ndarray, K: np.ndarray) -> np.ndarray:
    """softmax(K q / sqrt(d)).  (d,), (t, d) -> (t,)"""
    return softmax(K @ q / np.sqrt(len(q)))


def _cases(rng: np.random.Generator) -> Cases:
    """The three films of the lesson, one film alone, equal keys, many numbers, and a match too large for exp."""
    by_hand = (np.array([2.0, 0, 0, 0]), np.array([[1.0, 0, 0, 0], [0, 1, 0, 0], [3, 0, 0, 0]]))
    large = (np.array([400.0, -300, 20]), np.array([[4.0, 1, 0], [4, 1, 0], [-9, 2, 1]]))
    drawn: Cases = [(rng.normal(size=d), rng.normal(size=(t, d))) for t, d in ((1, 2), (5, 3), (3, 16))]
    return [by_hand, *drawn, (rng.normal(size=2), np.ones((4, 2))), large]


def _matches(q: np.ndarray, K: np.ndarray) -> np.ndarray:
    return K @ q / np.sqrt(len(q))


EXERCISE = Exercise(
    "11-weights",
    points=1,
    title="the weights of one query",
    reference=attention_weights,
    cases=_cases,
    mistakes=[
        Mistake(
            lambda q, K: softmax(K @ q),
            "The root of d is missing: divide the dot products by np.sqrt(len(q)) before the softmax.",
        ),
        Mistake(
            lambda q, K: softmax(K @ q / len(q)),
            "You divided by d. Divide by the ROOT of d.",
        ),
        Mistake(
            lambda q, K: softmax(K @ q / np.sqrt(len(K))),
            "You took the root of the number of films. d is the number of numbers in a query, len(q).",
        ),
        Mistake(
            lambda q, K: softmax(K @ q) / np.sqrt(len(q)),
            "You divided after the softmax, so the weights do not sum to 1. Divide the dot products.",
        ),
        Mistake(
            lambda q, K: softmax(K @ q * np.sqrt(len(q))),
            "You multiplied by the root of d. Divide by it.",
        ),
        Mistake(
            lambda q, K: _matches(q, K),
            "These are the matches. The softmax of them is asked for: positive numbers that sum to 1.",
        ),
        Mistake(
            lambda q, K: np.exp(np.minimum(_matches(q, K), 700)),
            "You raised e to the matches, but did not divide by their sum: the weights of a query sum to 1.",
        ),
        Mistake(
            lambda q, K: _matches(q, K) / _matches(q, K).sum(),
            "You divided the matches by their sum. The softmax raises e to each of them first.",
        ),
        Mistake(
            quiet(lambda q, K: np.exp(_matches(q, K)) / np.exp(_matches(q, K)).sum()),
            "Right for small matches. A large one makes exp infinite: subtract the largest first, as in lesson 06.",
        ),
        Mistake(
            lambda q, K: softmax(K @ q / np.linalg.norm(q)),
            "You divided by the length of the query. Divide by the root of the number of its numbers.",
        ),
        Mistake(
            lambda q, K: np.eye(len(K))[_matches(q, K).argmax()],
            "You gave everything to the best film. The softmax is softer: every film gets a share.",
        ),
        Mistake(
            lambda q, K: softmax(_matches(q, K)) @ K,
            "This is the mean of the keys. The weights themselves are asked for, one for each film.",
        ),
        Mistake(
            lambda q, K: softmax(_matches(q, K))[:, None],
            "The numbers are right. The shape must be (t,), and yours is (t, 1): take that axis away.",
        ),
        Mistake(
            lambda q, K: softmax(-_matches(q, K)),
            "The film that matches best has the smallest weight in your answer: there is a minus too many.",
        ),
    ],
    hints=[
        "One dot product for each film: K @ q. Which number are they divided by?",
        "The softmax of lesson 06: subtract the largest, raise e to the rest, divide by the sum.",
    ],
)
