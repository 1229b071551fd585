"""Repair a model that gives one number for the whole batch."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def scores_of_pairs(p: np.ndarray, q: np.ndarray, user_bias: np.ndarray, item_bias: np.ndarray) -> np.ndarray:
    """b_u + b_i + p . q of each pair.  (m, d), (m, d), (m,), (m,) -> (m,)."""
    return user_bias + item_bias + np.einsum("md,md->m", p, q)


def _cases(rng: np.random.Generator) -> Cases:
    """As many pairs as factors, one factor; then random shapes. Never one pair alone: there the bug does not show."""
    shapes = ((3, 3), (4, 1), (5, 2), (2, 4))
    return [
        (*rng.normal(size=(2, m, d)).round(2), *rng.normal(size=(2, m)).round(2)) for m, d in shapes for _ in range(2)
    ]


EXERCISE = Exercise(
    "07-mend-scalar",
    points=2,
    title="repair: one number for the whole batch",
    reference=scores_of_pairs,
    cases=_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda p, q, user_bias, item_bias: np.tensordot(p, q, axes=2) + user_bias + item_bias,
            "The bug is still there: every pair gets the same sum. Sum over the numbers of each pair.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: p @ q.T + user_bias + item_bias,
            "Now every person meets every film, (m, m). The batch holds pairs: one score for each row.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=1),
            "The dot products are right. The two biases are missing.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum() / len(p) + user_bias + item_bias,
            "You divided the sum of the batch by its size. It is still one number for all pairs.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=1) + item_bias,
            "The bias of the person is missing.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=1) + user_bias,
            "The bias of the film is missing.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: p @ q.T + user_bias[:, None] + item_bias,
            "Now every person meets every film, with the biases at their places: a table (m, m). The batch holds "
            "pairs, one score each.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).mean(axis=1) + user_bias + item_bias,
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: p * q + (user_bias + item_bias)[:, None],
            "The products are not added up: each pair has one dot product (axis=1).",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=1) - user_bias - item_bias,
            "You subtracted the biases. Add them.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: ((p * q).sum(axis=1) + user_bias + item_bias)[:, None],
            "The numbers are right. The shape must be (m,), and yours is (m, 1).",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=1) * (user_bias + item_bias),
            "You multiplied by the biases. Add them.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=0) + user_bias + item_bias,
            "You summed over the pairs. Sum over the numbers of each pair: axis 1.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: (p * q).sum(axis=1, keepdims=True) + user_bias + item_bias,
            "A column (m, 1) plus a row (m,) is a table (m, m). Leave keepdims out: all parts have the shape (m,).",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: float(((p * q).sum(axis=1) + user_bias + item_bias).sum()),
            "You added up all pairs at the end. Each pair has its own score.",
        ),
        Mistake(
            lambda p, q, user_bias, item_bias: p @ q.T + user_bias + item_bias[:, None],
            "Now every person meets every film, and the biases are at each other's places. The batch holds pairs:"
            " multiply row by row, then sum.",
        ),
    ],
    hints=[
        "Which axis of p * q belongs to the pairs, and which to the factors?",
        "The result has one number for each pair, so the axis of the pairs must stay.",
    ],
)
