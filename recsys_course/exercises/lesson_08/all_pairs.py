"""The network in the framework, for all pairs."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08.dense import dense
from recsys_course.exercises.lesson_08.halves import first_layer
from recsys_course.exercises.lesson_08.weights import network


def all_pairs(P: np.ndarray, Q: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray,
              w: np.ndarray) -> np.ndarray:  # fmt: skip
    """The network's score of every person with every film.  (n, d), (m, d), ... -> (n, m)."""
    return dense(first_layer(P, Q, W1, b1), W2, b2) @ w


def _cases(rng: np.random.Generator) -> Cases:
    """As many people as films, one person, more films than people; scores below 0 in the first network."""
    cases: Cases = [network(rng, n, m, d) for n, m, d in ((3, 3, 2), (1, 4, 2), (2, 5, 3), (4, 2, 3))]
    return [(*cases[0][:-1], -abs(cases[0][-1]) - 0.1), *cases[1:]]


EXERCISE = Exercise(
    "08-all-pairs",
    points=3,
    title="the network in the framework, for all pairs",
    reference=all_pairs,
    cases=_cases,
    tensor=True,
    compare=close_to(1e-4, 1e-4),
    mistakes=[
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: all_pairs(P, Q, W1, b1, W2, b2, w).T,
            "Rows and columns are exchanged: a row for each person, a column for each film.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: all_pairs(P, Q, np.roll(W1, P.shape[1], axis=0), b1, W2, b2, w),
            "The halves of W1 are exchanged: its first d rows belong to the person.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (first_layer(P, Q, W1, b1) @ W2 + b2) @ w,
            "The second layer does not have a relu in your answer.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (
                dense((P @ W1[: P.shape[1]])[:, None] + Q @ W1[P.shape[1] :] + b1, W2, b2) @ w
            ),
            "The first layer does not have a relu in your answer.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(first_layer(P, Q, W1, b1), W2, 0 * b2) @ w,
            "The bias b2 of the second layer is missing.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(first_layer(P, Q, W1, b1), W2, b2),
            "You stopped at the second layer, (n, m, k). The dot product with w makes the score, (n, m).",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: 1 / (1 + np.exp(-all_pairs(P, Q, W1, b1, W2, b2, w))),
            "You put a sigmoid on top. Here the score itself is wanted; the loss has the sigmoid.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: all_pairs(P, Q, W1, 0 * b1, W2, b2, w),
            "The bias b1 of the first layer is missing.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: all_pairs(P, Q, W1, 2 * b1, W2, b2, w),
            "The bias b1 is in your sum twice, once in each half. It is added once.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (
                (((P @ W1[: P.shape[1]])[:, None] + Q @ W1[P.shape[1] :] + b1) @ W2 + b2) @ w
            ),
            "Both relus are missing: without them, two layers are only one.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: np.maximum(all_pairs(P, Q, W1, b1, W2, b2, w), 0),
            "You put a relu on the score too. The last step has none: a score may be below 0.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(first_layer(P, Q, W1, b1), W2, b2).sum(axis=-1),
            "You added up the numbers of the second layer. Multiply each by its weight in w first.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(first_layer(P, Q, W1, b1), W2, b2) * w,
            "The products with w are not added up: sum over the last axis.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: all_pairs(P, Q, W1, b1, W2, b2, w)[..., None],
            "The numbers are right. The shape must be (n, m), and yours is (n, m, 1): take that axis away.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: first_layer(P, Q, W1, b1),
            "This is the first layer, the exercise before. One more dense layer, then the dot product with w.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: all_pairs(P, Q, W1, b1, W2, b2, w).diagonal(),
            "These are the pairs of equal numbers only. Every person with every film is asked for.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (dense(first_layer(P, Q, W1, b1), W2, b2) * w).sum(axis=0),
            "You summed over the people. Sum over the last axis, the numbers of the second layer.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (dense(first_layer(P, Q, W1, b1), W2, b2) * w).sum(axis=1),
            "You summed over the films. Sum over the last axis, the numbers of the second layer.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (dense(first_layer(P, Q, W1, b1), W2, b2) * w).mean(axis=-1),
            "You took the mean of the products with w. The dot product is their sum.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: dense(dense(np.hstack([P, Q]), W1, b1), W2, b2) @ w,
            "You put person and film side by side, row by row: these are pairs. Every person with every film is "
            "asked for: [:, None].",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: float(all_pairs(P, Q, W1, b1, W2, b2, w).sum()),
            "You added up everything: one number. Sum over the last axis only.",
        ),
    ],
    hints=[
        "It is the last exercise, then one more dense layer, then a dot product, with the framework's functions.",
        "The second layer works on the last axis: (n, m, h) times (h, k) gives (n, m, k).",
        "For the dot product with w: multiply, then sum over the last axis.",
    ],
)
