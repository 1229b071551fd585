"""The weights of EASE in closed form."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def ease_weights(X: np.ndarray, penalty: float) -> np.ndarray:
    """B with B_ij = -A_ij / A_jj and B_jj = 0, A = (X'X + penalty I)^-1.  (n, m) -> (m, m).

    Source: Steck, WWW 2019, equation 8.
    """
    one = np.eye(X.shape[1])
    A = np.linalg.solve(X.T @ X + penalty * one, one)
    return one - A / np.diag(A)


def _cases(rng: np.random.Generator) -> Cases:
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


def _no_zero(row: np.ndarray) -> np.ndarray:
    return np.where(row == 0, 1, row)


EXERCISE = Exercise(
    "06-ease",
    points=2,
    title="the weights of EASE",
    reference=ease_weights,
    cases=_cases,
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
        Mistake(
            lambda X, penalty: _inverse(X, penalty) / np.diag(_inverse(X, penalty)),
            "Two things are left: the minus before A_ij / A_jj, and 0 on the diagonal.",
        ),
        Mistake(
            lambda X, penalty: -_without_diagonal(_inverse(X, penalty) * np.diag(_inverse(X, penalty))),
            "You multiplied by A_jj. Divide by it.",
        ),
        Mistake(
            lambda X, penalty: ease_weights(X, penalty * len(X)),
            "You multiplied the penalty by the number of people. Add it once to the diagonal.",
        ),
        Mistake(
            lambda X, penalty: (lambda G: -_without_diagonal(G / np.diag(G)))(X.T @ X + penalty * np.eye(X.shape[1])),
            "You did not invert: A is the INVERSE of X'X + penalty I, np.linalg.inv.",
        ),
        Mistake(
            lambda X, penalty: ease_weights(X.T, penalty),
            "You took X X', which compares people. Films are compared by X' X: X.T @ X.",
        ),
        Mistake(
            lambda X, penalty: (
                2 * np.eye(X.shape[1]) - 1 - ease_weights(X, penalty)
                if False
                else (1 - _inverse(X, penalty) / np.diag(_inverse(X, penalty)))
            ),
            "1 - A / A_jj is right on the diagonal only. Elsewhere there is no 1: put 0 on the diagonal at the end.",
        ),
        Mistake(
            lambda X, penalty: (lambda A: -_without_diagonal(A / np.sqrt(np.outer(np.diag(A), np.diag(A)))))(
                _inverse(X, penalty)
            ),
            "You divided by the roots of both diagonal values, as a cosine does. Divide column j by A_jj.",
        ),
        Mistake(
            lambda X, penalty: -_without_diagonal(np.linalg.pinv(X.T @ X) / _no_zero(np.diag(np.linalg.pinv(X.T @ X)))),
            "The penalty is missing: A is the inverse of X'X + penalty * np.eye(m).",
        ),
    ],
    hints=[
        "Step by step: G = X.T @ X, then A = the inverse of G with the penalty on its diagonal (np.linalg.inv).",
        "np.diag(A) holds the values A_jj. A table divided by a vector of length m divides column j by entry j.",
        "Mind the minus, and np.fill_diagonal(..., 0) at the end.",
    ],
)
