"""Stars predicted from a mean, two biases and a dot product."""

from __future__ import annotations

from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def predict(
    mean: float,
    user_bias: np.ndarray,
    item_bias: np.ndarray,
    P: np.ndarray,
    Q: np.ndarray,
    users: np.ndarray,
    items: np.ndarray,
) -> np.ndarray:
    """mu + b_u + b_i + p_u . q_i for pairs of users (n,) and items (n,).  -> (n,)."""
    return mean + user_bias[users] + item_bias[items] + (P[users] * Q[items]).sum(axis=1)


def _cases(rng: np.random.Generator) -> Cases:
    """The two people and films of the lesson; one pair; then random models, one with more users than items."""
    b_u, b_i = np.array([0.2, -0.3]), np.array([0.5, -0.1])
    P, Q = np.array([[1.0, 0.0], [-0.5, 1.0]]), np.array([[1.2, 0.1], [-1.0, 0.4]])
    by_hand: Cases = [(3.8, b_u, b_i, P, Q, np.array([0, 0, 1]), np.array([0, 1, 1]))]
    by_hand.append((3.0, b_u, b_i, P, Q, np.array([1]), np.array([0])))
    return by_hand + [
        _random_model(rng, n, n_items, d) for n, n_items, d in ((3, 3, 2), (4, 4, 3), (5, 5, 1), (6, 3, 2))
    ]


def _random_model(rng: np.random.Generator, n: int, n_items: int, d: int) -> tuple[Any, ...]:
    biases = rng.normal(size=n).round(2), rng.normal(size=n_items).round(2)
    P, Q = rng.normal(size=(n, d)).round(2), rng.normal(size=(n_items, d)).round(2)
    return float(rng.uniform(3, 4)), *biases, P, Q, rng.permutation(6) % n, rng.integers(0, n_items, 6)


EXERCISE = Exercise(
    "06-predict",
    points=1,
    title="mean, two biases and a dot product",
    reference=predict,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (P[users] * Q[items]).sum(axis=1),
            "Only the dot product is there. Add the mean and both biases.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                user_bias[users] + item_bias[items] + (P[users] * Q[items]).sum(axis=1)
            ),
            "The mean of all stars is missing.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users] + (P[users] * Q[items]).sum(axis=1)
            ),
            "The bias of the film is missing.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + item_bias[items] + (P[users] * Q[items]).sum(axis=1)
            ),
            "The bias of the person is missing.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users] + item_bias[users] + (P[users] * Q[items]).sum(axis=1)
            ),
            "You picked the bias of the film with the number of the person. `items` picks from item_bias.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: predict(
                mean, user_bias, item_bias, P, Q, items, users
            ),
            "Users and items are swapped: `users` picks from user_bias and P, `items` from item_bias and Q.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                (mean + user_bias[users] + item_bias[items])[:, None] + P[users] @ Q[items].T
            ),
            "`@` made a table of every person with every film. Only pairs are asked for: multiply row by row, then "
            "sum.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users] + item_bias[items] + (P[users] * Q[items]).sum()
            ),
            "You summed the products of all pairs into one number. Sum over the factors of each pair (axis=1).",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: mean + user_bias[users] + item_bias[items],
            "The dot product is missing: the match between this person and this film.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users] + item_bias[items] + (P[users] * Q[items]).mean(axis=1)
            ),
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: mean + (P[users] * Q[items]).sum(axis=1),
            "Both biases are missing.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[items] + item_bias[items] + (P[users] * Q[items]).sum(axis=1)
            ),
            "You picked the bias of the person with the number of the film. `users` picks from user_bias.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users] + item_bias[items] + (P[items] * Q[users]).sum(axis=1)
            ),
            "In the dot product users and items are swapped: `users` picks from P, `items` from Q.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[items] + item_bias[users] + (P[users] * Q[items]).sum(axis=1)
            ),
            "In the biases users and items are swapped: `users` picks from user_bias, `items` from item_bias.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean - user_bias[users] - item_bias[items] + (P[users] * Q[items]).sum(axis=1)
            ),
            "You subtracted the biases. A bias above 0 lifts the prediction: add them.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: np.clip(
                predict(mean, user_bias, item_bias, P, Q, users, items), 1, 5
            ),
            "You cut the prediction to 1 to 5 stars. Here the sum itself is asked for.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                (mean + user_bias[users] + item_bias[items])[:, None] + P[users] * Q[items]
            ),
            "The products are not added up: each pair has one dot product (axis=1).",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: mean + user_bias + item_bias + (P * Q).sum(axis=1),
            "You used the whole tables. Pick a row and a bias for each pair first: P[users], item_bias[items].",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users][:, None] + item_bias[items] + P[users] @ Q[items].T
            ),
            "You made a table of every person with every film, biases too. Only pairs are asked for: row by row.",
        ),
    ],
    hints=[
        "`user_bias[users]` picks one bias for each pair. P[users] picks one row for each pair.",
        "For the dot products of rows: multiply P[users] and Q[items] number by number and sum along axis 1.",
    ],
)
