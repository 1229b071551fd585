"""Exercises of lesson 06, part four: EASE in closed form, and from scores to chances."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def ease_weights(X: np.ndarray, penalty: float) -> np.ndarray:
    """B with B_ij = -A_ij / A_jj and B_jj = 0, A = (X'X + penalty I)^-1.  (n, m) -> (m, m).

    Source: Steck, WWW 2019, equation 8.
    """
    A = np.linalg.inv(X.T @ X + penalty * np.eye(X.shape[1]))
    B = -A / np.diag(A)
    np.fill_diagonal(B, 0)
    return B


def _ease_cases(rng: np.random.Generator) -> Cases:
    """The three films of the lesson, a film that nobody saw, as many people as films; then random ones."""
    lesson = np.array([[1.0, 1, 0], [1, 1, 0], [1, 0, 1], [0, 0, 1]])
    unseen = np.array([[1.0, 0, 1, 0], [1, 0, 0, 1], [0, 0, 1, 1]])
    cases: Cases = [(lesson, 1.0), (unseen, 2.0), (np.array([[1.0, 1], [0, 1]]), 0.5)]
    for n, m in ((5, 3), (6, 4), (5, 5)):
        X = (rng.random((n, m)) < 0.5).astype(float)
        X[:2, :2] = [[1, 1], [1, 0]]  # films 0 and 1 differ in length, so rows and columns cannot be mixed up unseen
        cases.append((X, float(rng.integers(2, 6))))
    return cases


def _inverse(X: np.ndarray, penalty: float) -> np.ndarray:
    return np.linalg.inv(X.T @ X + penalty * np.eye(X.shape[1]))


def _without_diagonal(table: np.ndarray) -> np.ndarray:
    return table * (1 - np.eye(len(table)))


EASE_WEIGHTS = Exercise(
    "06-ease",
    points=2,
    title="the weights of EASE",
    reference=ease_weights,
    cases=_ease_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda X, penalty: _inverse(X, penalty) @ (X.T @ X),
            "This is the answer WITHOUT the zero diagonal: a film mostly predicts itself. Use the formula with A_jj.",
        ),
        Mistake(
            lambda X, penalty: _without_diagonal(_inverse(X, penalty) @ (X.T @ X)),
            "You solved without the condition and emptied the diagonal afterwards. The other weights must know that "
            "the diagonal is 0; that is what the division by A_jj does.",
        ),
        Mistake(
            lambda X, penalty: -_inverse(X, penalty) / np.diag(_inverse(X, penalty)),
            "Nearly: the diagonal holds -1. Set it to 0.",
        ),
        Mistake(
            lambda X, penalty: ease_weights(X, penalty).T,
            "You divided each ROW by its diagonal value. Column j belongs to the film that is predicted: divide each "
            "column by A_jj.",
        ),
        Mistake(
            lambda X, penalty: -ease_weights(X, penalty),
            "The sign is turned around: films that are seen together must get a positive weight. B = -A / A_jj.",
        ),
        Mistake(
            lambda X, penalty: -_without_diagonal(_inverse(X, penalty)),
            "The division by A_jj is missing.",
        ),
        Mistake(
            lambda X, penalty: (
                -_without_diagonal(np.linalg.inv(X.T @ X + penalty) / np.diag(np.linalg.inv(X.T @ X + penalty)))
            ),
            "You added the penalty to every cell. It belongs on the diagonal only: penalty * np.eye(m).",
        ),
    ],
    hints=[
        "Step by step: G = X.T @ X, then A = the inverse of G with the penalty on its diagonal (np.linalg.inv).",
        "np.diag(A) holds the values A_jj. A table divided by a vector of length m divides column j by entry j.",
        "Mind the minus, and np.fill_diagonal(..., 0) at the end.",
    ],
)


def softmax(scores: np.ndarray) -> np.ndarray:
    """exp(s_ui) / sum_j exp(s_uj) in every row, safe for large scores.  (n, m) -> (n, m)."""
    grown = np.exp(scores - scores.max(axis=1, keepdims=True))
    return grown / grown.sum(axis=1, keepdims=True)


def _softmax_cases(rng: np.random.Generator) -> Cases:
    """The scores of the lesson; two people; scores of 1,000; very negative ones; then random tables."""
    cases: Cases = [(np.array([[2.0, 1.0, 0.0]]),), (np.array([[0.44, 0.59], [3.0, -1.0]]),)]
    cases += [(np.array([[1000.0, 999.0, 0.0]]),), (np.array([[-1000.0, -1001.0], [0.0, 0.0]]),)]
    return cases + [(rng.normal(scale=2, size=shape).round(2),) for shape in ((3, 4), (4, 3), (3, 3))]


def _quiet(answer: Callable[[np.ndarray], np.ndarray]) -> Callable[[np.ndarray], np.ndarray]:
    def run(scores: np.ndarray) -> np.ndarray:
        with np.errstate(all="ignore"):
            return answer(scores)

    return run


def _shifted(scores: np.ndarray) -> np.ndarray:
    return np.exp(scores - scores.max(axis=1, keepdims=True))


SOFTMAX = Exercise(
    "06-softmax",
    points=2,
    title="from scores to chances",
    reference=softmax,
    cases=_softmax_cases,
    compare=close_to(1e-9, 1e-6),
    mistakes=[
        Mistake(
            _quiet(lambda scores: np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)),
            "Right for small scores. exp(1000) is too large for a computer, and exp(-1000) is 0, so you divided "
            "infinity by infinity, or 0 by 0. Subtract the largest score of each row first: the result is the same.",
        ),
        Mistake(
            lambda scores: _shifted(scores) / _shifted(scores).sum(),
            "The whole table adds up to 1. Each ROW must: one distribution for each person.",
        ),
        Mistake(
            _quiet(lambda scores: np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum(1, keepdims=True)),
            "You subtracted ONE largest score from all rows. A row far below it becomes 0 divided by 0. Each row needs "
            "its own largest score.",
        ),
        Mistake(
            lambda scores: np.exp(scores - scores.max()) / np.exp(scores - scores.max()).sum(),
            "One largest score and one sum for the whole table. Each row needs its own: axis=1, keepdims=True.",
        ),
        Mistake(
            _quiet(
                lambda scores: np.exp(scores - scores.max(axis=0)) / np.exp(scores - scores.max(axis=0)).sum(axis=0)
            ),
            "Each COLUMN adds up to 1. A row is a person, so sum along axis 1, with keepdims=True.",
        ),
        Mistake(
            _quiet(lambda scores: scores / scores.sum(axis=1, keepdims=True)),
            "You divided the scores themselves. Take exp first: then nothing is negative.",
        ),
        Mistake(
            lambda scores: _shifted(scores),
            "These are not chances yet: divide each row by its sum.",
        ),
        Mistake(
            lambda scores: scores - scores.max(axis=1, keepdims=True) - np.log(_shifted(scores).sum(1, keepdims=True)),
            "These are the LOGARITHMS of the chances. Take exp of them.",
        ),
        Mistake(
            lambda scores: (scores == scores.max(axis=1, keepdims=True)) * 1.0,
            "You gave the best film everything. That is a maximum; the softmax also gives the others a part.",
        ),
    ],
    hints=[
        "exp of every score, then divide each row by its sum (axis=1, keepdims=True).",
        "A number subtracted from all scores of a row changes nothing in the result. Choose it so that the largest "
        "score becomes 0.",
    ],
)
