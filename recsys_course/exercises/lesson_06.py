"""Exercises of lesson 06, part one: the dot product, a broken example to repair, and the sum that predicts stars."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

READER = np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.0])  # the six numbers of the lesson
TWO_FILMS = np.array([[0.3, 0.5, 0.1, 0.2, 0.4, 0.0], [0.4, 0.6, 0.2, 0.3, 0.5, 0.0]])


def item_scores(user: np.ndarray, items: np.ndarray) -> np.ndarray:
    """s_i = p . q_i = sum_f p_f q_if for every item.  (d,), (m, d) -> (m,)."""
    return items @ user


def _score_cases(rng: np.random.Generator) -> Cases:
    """The vectors of the lesson, a square table, equal films; then random ones with negative numbers."""
    square = np.array([[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]])
    by_hand: Cases = [(READER, TWO_FILMS), (np.array([1.0, 2.0, 0.5]), square), (np.array([0.0, 2.0]), np.ones((3, 2)))]
    return by_hand + [(rng.normal(size=d).round(2), rng.normal(size=(m, d)).round(2)) for m, d in ((4, 3), (3, 5))]


def _cosines(user: np.ndarray, items: np.ndarray) -> np.ndarray:
    return items @ user / (np.linalg.norm(items, axis=1) * np.linalg.norm(user))


ITEM_SCORES = Exercise(
    "06-item-scores",
    points=1,
    title="one dot product for each film",
    reference=item_scores,
    cases=_score_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda user, items: (items * items).sum(axis=1),
            "You multiplied each film by itself. The user takes no part: everybody would get the same scores.",
        ),
        Mistake(_cosines, "You divided by the lengths: that is the cosine. The dot product is the sum alone."),
        Mistake(
            lambda user, items: (items * user).sum(axis=0),
            "The products are right, but you summed over the films. Sum over the numbers of ONE film, for each film.",
        ),
        Mistake(
            lambda user, items: items.sum(axis=1) * user.sum(),
            "You summed first and multiplied afterwards. Multiply number by number first, then sum.",
        ),
        Mistake(
            lambda user, items: (items + user).sum(axis=1),
            "You added the two vectors. Multiply them number by number, then sum.",
        ),
        Mistake(
            lambda user, items: (items * user).mean(axis=1),
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda user, items: np.cumsum(items @ user),
            "The first score is right, and each other one also holds those before it. Begin again at 0 for each film.",
        ),
    ],
    hints=[
        "Begin with one film: multiply its numbers by those of the user, one by one, and add up.",
        "A loop over the rows of `items` gives one number for each film. Collect them in an array.",
        "NumPy's `@` sums products. A table (m, d) on the left and a vector (d,) on the right give a vector (m,).",
    ],
)


def all_scores(users: np.ndarray, items: np.ndarray) -> np.ndarray:
    """Row u, column i: p_u . q_i.  (n, d), (m, d) -> (n, m)."""
    return users @ items.T


def _table_cases(rng: np.random.Generator) -> Cases:
    """The lesson's person and one with other tastes; as many people as films; one film; then random tables."""
    people = np.array([READER, [0.0, 0.9, 0.8, 0.0, -0.5, 0.1]])
    cases: Cases = [(people, TWO_FILMS), (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[2.0, 1.0], [1.0, -1.0]]))]
    shapes = ((3, 1, 2), (2, 4, 3), (4, 4, 4))
    return cases + [(rng.normal(size=(n, d)).round(2), rng.normal(size=(m, d)).round(2)) for n, m, d in shapes]


ALL_SCORES = Exercise(
    "06-mend",
    points=1,
    title="repair the copied example",
    reference=all_scores,
    cases=_table_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda users, items: np.array([[item @ item for item in items] for _ in users]),
            "The error is still there: each film is multiplied by itself, so every row is the same. Use the person of "
            "the row.",
        ),
        Mistake(
            lambda users, items: np.array([[user @ user for _ in items] for user in users]),
            "Now each PERSON is multiplied by themselves, and every film gets the same score. Multiply person by film.",
        ),
        Mistake(
            lambda users, items: items @ users.T,
            "The numbers are right, but rows and columns are swapped: give one row for each person.",
        ),
        Mistake(
            lambda users, items: np.array([items @ users[0] for _ in users]),
            "Every row holds the scores of the first person. Each row belongs to another person.",
        ),
        Mistake(
            lambda users, items: np.array([_cosines(user, items) for user in users]),
            "You divided by the lengths: these are cosines. The example is about dot products.",
        ),
    ],
    hints=[
        "Read the inner loop aloud: which two vectors does it multiply? Which name is never used?",
        "Row u, column i must hold the dot product of person u and film i.",
    ],
)


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


def _predict_cases(rng: np.random.Generator) -> Cases:
    """The two people and films of the lesson; one pair; then random models with as many users as items."""
    b_u, b_i = np.array([0.2, -0.3]), np.array([0.5, -0.1])
    P, Q = np.array([[1.0, 0.0], [-0.5, 1.0]]), np.array([[1.2, 0.1], [-1.0, 0.4]])
    by_hand: Cases = [(3.8, b_u, b_i, P, Q, np.array([0, 0, 1]), np.array([0, 1, 1]))]
    by_hand.append((3.0, b_u, b_i, P, Q, np.array([1]), np.array([0])))
    return by_hand + [_random_model(rng, n, d) for n, d in ((3, 2), (4, 3), (5, 1))]


def _random_model(rng: np.random.Generator, n: int, d: int) -> tuple:
    biases = rng.normal(size=(2, n)).round(2)
    P, Q = rng.normal(size=(2, n, d)).round(2)
    return float(rng.uniform(3, 4)), *biases, P, Q, rng.integers(0, n, 6), rng.permutation(6) % n


PREDICT = Exercise(
    "06-predict",
    points=1,
    title="mean, two biases and a dot product",
    reference=predict,
    cases=_predict_cases,
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
            "`@` made a table of every person with every film. Only pairs are asked for: multiply row by row, sum.",
        ),
        Mistake(
            lambda mean, user_bias, item_bias, P, Q, users, items: (
                mean + user_bias[users] + item_bias[items] + (P[users] * Q[items]).sum()
            ),
            "You summed the products of all pairs into one number. Sum over the factors of each pair (axis=1).",
        ),
    ],
    hints=[
        "`user_bias[users]` picks one bias for each pair. P[users] picks one row for each pair.",
        "For the dot products of rows: multiply P[users] and Q[items] number by number and sum along axis 1.",
    ],
)
