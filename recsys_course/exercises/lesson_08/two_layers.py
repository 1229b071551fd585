"""Two layers on a person and a film."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08.dense import dense
from recsys_course.exercises.lesson_08.weights import network


def two_layers(P: np.ndarray, Q: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray,
               w: np.ndarray) -> np.ndarray:  # fmt: skip
    """relu(relu([p, q] W1 + b1) W2 + b2) . w, row by row.  (n, d), (n, d), ... -> (n,)."""
    return dense(dense(np.hstack([P, Q]), W1, b1), W2, b2) @ w


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, then random networks."""
    first = (np.array([[1, -1, 0], [0, 2, 1], [2, 0, 1], [0, 1, 1]]), np.array([0.5, 0, 0.5]))
    second = (np.array([[1, 0], [1, 1], [-1, 2]]), np.array([0, -2]), np.array([0.5, 1]))
    return [(np.array([[1, 0.5]]), np.array([[0.5, -1]]), *first, *second)] + [network(rng, 5, 5, 3) for _ in range(4)]


def _every_pair(P: np.ndarray, Q: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray,
                w: np.ndarray) -> np.ndarray:  # fmt: skip
    """A mistake: every person with every film."""
    return np.array([[two_layers(p[None], q[None], W1, b1, W2, b2, w)[0] for q in Q] for p in P])


EXERCISE = Exercise(
    "08-two-layers",
    points=2,
    title="two layers on a person and a film",
    reference=two_layers,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: two_layers(Q, P, W1, b1, W2, b2, w),
            "You put the film before the person. The first d rows of W1 belong to the person.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (dense(np.hstack([P, Q]), W1, b1) @ W2 + b2) @ w,
            "The second layer does not have a relu in your answer. Both layers have one.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(np.hstack([P, Q]) @ W1 + b1, W2, b2) @ w,
            "The first layer does not have a relu in your answer. Both layers have one.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: np.maximum(two_layers(P, Q, W1, b1, W2, b2, w), 0),
            "You put a relu on the score too. The last step has none: a score may be below 0.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, b1), W2, b2),
            "You stopped at the second layer. Its numbers, each times its weight in w, add up to the score.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, 0 * b1), W2, 0 * b2) @ w,
            "Both biases are missing.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: two_layers(P, Q, W1, 0 * b1, W2, b2, w),
            "The bias b1 of the first layer is missing.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: two_layers(P, Q, W1, b1, W2, 0 * b2, w),
            "The bias b2 of the second layer is missing.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: ((np.hstack([P, Q]) @ W1 + b1) @ W2 + b2) @ w,
            "Both relus are missing: without them, two layers are only one.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: 1 / (1 + np.exp(-two_layers(P, Q, W1, b1, W2, b2, w))),
            "You put a sigmoid on top. Here the score itself is asked for.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, b1), W2, b2).sum(axis=1),
            "You added up the numbers of the second layer. Multiply each by its weight in w first.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, b1), W2, b2) * w,
            "The products with w are not added up: one score for each pair.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: two_layers(P, Q, W1, b1, W2, b2, w)[:, None],
            "The numbers are right. The shape must be (n,), and yours is (n, 1).",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: float(two_layers(P, Q, W1, b1, W2, b2, w).mean()),
            "You took the mean over the pairs. Each pair has its own score.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (dense(np.maximum(np.hstack([P, Q]) @ W1, 0) + b1, W2, 0 * b2) + b2) @ w,
            "You added the biases after the relus. They belong inside: first x W + b, then the relu.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: _every_pair(P, Q, W1, b1, W2, b2, w),
            "This is every person with every film, (n, n). Only the pairs are asked for: row by row.",
        ),
    ],
    hints=[
        "First one row for each pair: the numbers of the person, then those of the film. np.hstack does it.",
        "The first layer reads that row, the second layer reads the first. Both are the last exercise.",
        "The last step is a dot product with w, without relu.",
    ],
)
