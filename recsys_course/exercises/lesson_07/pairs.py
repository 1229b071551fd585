"""Look up and multiply: the scores of pairs in the framework."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_07.factors import random_factors


def pair_scores(P: np.ndarray, Q: np.ndarray, bias: np.ndarray, users: np.ndarray, items: np.ndarray) -> np.ndarray:
    """b_i + p_u . q_i for pairs of users (m,) and items (m,).  (n, d), (n_items, d), (n_items,) -> (m,)."""
    return bias[items] + np.einsum("md,md->m", P[users], Q[items])


def _cases(rng: np.random.Generator) -> Cases:
    """As many pairs as numbers in a vector, one person twice, one pair; then random tables."""
    P, Q = np.array([[1.0, 0.5], [0.0, -2.0], [3.0, 1.0]]), np.array([[0.4, 1.0], [2.0, 0.0], [-1.0, 0.5], [1.0, 1.0]])
    bias = np.array([0.1, 0.2, -0.3, 0.7])
    cases: Cases = [(P, Q, bias, np.array([0, 2]), np.array([3, 1])), (P, Q, bias, np.array([1]), np.array([2]))]
    for n, n_items, d, m in ((4, 4, 3, 6), (5, 6, 2, 4)):
        users, items = rng.integers(0, n, m), rng.permutation(np.resize(np.arange(n_items), m))
        cases.append((*random_factors(rng, n, n_items, d), rng.normal(size=n_items).round(2), users, items))
    return cases


EXERCISE = Exercise(
    "07-pairs",
    points=2,
    title="look up and multiply, in the framework",
    reference=pair_scores,
    cases=_cases,
    tensor=True,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + P[users] @ Q[items].T,
            "You multiplied every person with every film. Here the first person belongs to the first film, and so on.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: (P[users] * Q[items]).sum(axis=1),
            "The dot products are right. Add the bias of each film.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + np.tensordot(P[users], Q[items], axes=2),
            "You summed over all pairs: one number for the whole batch. Sum over the numbers of each pair only.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + (P[users] * Q[items]).mean(axis=1),
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[users] + (P[users] * Q[items]).sum(axis=1),
            "You looked up the biases by the numbers of the PEOPLE. The bias belongs to the film.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[: len(items)] + (P[users] * Q[items]).sum(axis=1),
            "Look up the biases too: the first pair needs the bias of ITS film, not of film 0.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + (P[users] * Q[items]).sum(axis=0),
            "You summed over the pairs. Sum over the numbers of each pair: axis 1.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items][:, None] + P[users] * Q[items],
            "The products are not added up: each pair has one dot product.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: P[users] * Q[items],
            "You have the products only. Add them up for each pair, and add the bias of its film.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + (P[items] * Q[users]).sum(axis=1),
            "Users and items are exchanged: `users` looks up rows of P, `items` rows of Q.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] * (P[users] * Q[items]).sum(axis=1),
            "You multiplied by the bias. Add it.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: (P[users] * Q[items]).sum(axis=1) - bias[items],
            "You subtracted the bias. Add it: a film that most people like has a bias above 0.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + (P[users] + Q[items]).sum(axis=1),
            "You added the two vectors. Multiply them number by number, then sum.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias + P @ Q.T,
            "This is the score of every person with every film. Look up the rows of the pairs first.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: (bias[items] + (P[users] * Q[items]).sum(axis=1)).mean(),
            "You took the mean of the batch. Each pair has a score of its own.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: bias[items] + np.linalg.norm(P[users] - Q[items], axis=1),
            "This is a distance. The match is the dot product: multiply and sum.",
        ),
        Mistake(
            lambda P, Q, bias, users, items: (bias[items][:, None] + P[users] * Q[items]).sum(axis=1),
            "The bias is in your sum once for each number of the vectors. Add it once, after the sum.",
        ),
    ],
    hints=[
        "Three look-ups: rows of P by `users`, rows of Q by `items`, numbers of `bias` by `items`.",
        "Multiply the two looked-up tables place by place. Along which axis do you sum, to get one number per pair?",
        "TensorFlow: tf.gather looks up, tf.reduce_sum sums. PyTorch: make tensors, then square brackets look up.",
    ],
)
