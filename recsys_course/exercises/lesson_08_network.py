"""Exercises of lesson 08, part two: all pairs in a framework, the loss, and NeuMF's score."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08 import _network, _numbers, dense, first_layer


def all_pairs(P: np.ndarray, Q: np.ndarray, W1: np.ndarray, b1: np.ndarray, W2: np.ndarray, b2: np.ndarray,
              w: np.ndarray) -> np.ndarray:  # fmt: skip
    """The network's score of every person with every film.  (n, d), (m, d), ... -> (n, m)."""
    return dense(first_layer(P, Q, W1, b1), W2, b2) @ w


def _all_cases(rng: np.random.Generator) -> Cases:
    """As many people as films, one person, more films than people."""
    return [_network(rng, n, m, d) for n, m, d in ((3, 3, 2), (1, 4, 2), (2, 5, 3), (4, 2, 3))]


ALL_PAIRS = Exercise(
    "08-all-pairs",
    points=3,
    title="the network in the framework, for all pairs",
    reference=all_pairs,
    cases=_all_cases,
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
            "The second layer has no relu in your answer.",
        ),
        Mistake(
            lambda P, Q, W1, b1, W2, b2, w: (
                dense((P @ W1[: P.shape[1]])[:, None] + Q @ W1[P.shape[1] :] + b1, W2, b2) @ w
            ),
            "The first layer has no relu in your answer.",
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
    ],
    hints=[
        "It is the last exercise, then one more dense layer, then a dot product, with the framework's functions.",
        "The second layer works on the last axis: (n, m, h) times (h, k) gives (n, m, k).",
        "For the dot product with w: multiply, then sum over the last axis.",
    ],
)


def cross_entropy(right: np.ndarray, wrong: np.ndarray) -> float:
    """Mean of -ln sigma(right), plus mean of -ln(1 - sigma(wrong)).  (n,), (n, k) -> number."""
    return float(np.logaddexp(0, -right).mean() + np.logaddexp(0, wrong).mean())


def _loss_cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, scores far from 0, one negative each; then random ones."""
    cases: Cases = [(np.array([1.0]), np.array([[-1.0, 0.5]])), (np.array([3.0, -2]), np.array([[900.0], [-900]]))]
    shapes = ((4, 3), (5, 2), (3, 4))
    return cases + [_numbers(rng, (n,), (n, k)) for n, k in shapes]


def _overflowing(right: np.ndarray, wrong: np.ndarray) -> float:
    with np.errstate(over="ignore", divide="ignore"):
        return float(
            -np.log(1 / (1 + np.exp(-right))).mean() - np.log(1 - 1 / (1 + np.exp(-wrong))).mean()
        )  # fmt: skip


CROSS_ENTROPY = Exercise(
    "08-cross-entropy",
    points=2,
    title="binary cross-entropy with negatives",
    reference=cross_entropy,
    cases=_loss_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean()),
            "Only the films that were seen are in your loss. Then a model that says yes to everything is perfect.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean() + np.logaddexp(0, -wrong).mean()),
            "You pull the negatives up too. For them the chance of NO counts: 1 - sigma(s) = sigma(-s).",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, right).mean() + np.logaddexp(0, wrong).mean()),
            "You push the seen films down too. For them -ln sigma(s) is wanted, the softplus of MINUS s.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean() + np.logaddexp(0, wrong).sum(axis=1).mean()),
            "You added up the negatives of each event. Their MEAN is wanted, so that k does not change their weight.",
        ),
        Mistake(
            lambda right, wrong: float(
                np.concatenate([np.logaddexp(0, -right), np.logaddexp(0, wrong).ravel()]).mean()
            ),
            "You took one mean over all numbers. Then the k negatives outweigh the one film that was seen.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).sum() + np.logaddexp(0, wrong).mean(axis=1).sum()),
            "You added up the events. Divide by their number: the loss is a mean.",
        ),
        Mistake(lambda right, wrong: -cross_entropy(right, wrong), "The sign is wrong: a loss is smaller when better."),
        Mistake(
            _overflowing,
            "Right for small scores. For a score of 900 your sigma is exactly 1, and the logarithm of 0 is infinite. "
            "Use softplus: -ln(1 - sigma(s)) = ln(1 + e^s) = np.logaddexp(0, s).",
        ),
    ],
    hints=[
        "-ln sigma(s) for the films that were seen, -ln(1 - sigma(s)) for the negatives. Then two means.",
        "1 - sigma(s) = sigma(-s), and -ln sigma(s) = ln(1 + e^(-s)).",
        "np.logaddexp(0, s) is ln(e^0 + e^s) = ln(1 + e^s), and never overflows.",
    ],
)


def joined(bias: np.ndarray, p: np.ndarray, q: np.ndarray, v: np.ndarray, deep: np.ndarray) -> np.ndarray:
    """b_i + v . (p * q) + the number of the network, pair by pair.  (n,), (n, d), (n, d), (d,), (n,) -> (n,)."""
    return bias + (p * q) @ v + deep


def _joined_cases(rng: np.random.Generator) -> Cases:
    """Weights that differ from one another; as many pairs as factors, one pair, more pairs."""
    return [_numbers(rng, (n,), (n, d), (n, d), (d,), (n,)) for n, d in ((3, 3), (1, 2), (4, 2), (5, 3))]


NEUMF = Exercise(
    "08-neumf",
    points=2,
    title="NeuMF's score",
    reference=joined,
    cases=_joined_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q).sum(axis=1) + deep,
            "The weights v are missing: each of the d products is multiplied by its own weight.",
        ),
        Mistake(lambda bias, p, q, v, deep: (p * q) @ v + deep, "The bias of the film is missing."),
        Mistake(lambda bias, p, q, v, deep: bias + (p * q) @ v, "The number of the network is missing."),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p + q) @ v + deep,
            "You added p and q. The first part multiplies them, number by number.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q) @ v * deep,
            "You multiplied the two parts. They are added.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias[:, None] + p * q * v + deep[:, None],
            "You have d numbers for each pair. Add up the products: one score for each pair.",
        ),
    ],
    hints=[
        "Three parts, added up. Each is one number for a pair.",
        "p * q multiplies number by number, (n, d). `@ v` multiplies by the weights and adds up.",
    ],
)
