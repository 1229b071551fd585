"""Repair two outputs of different shapes."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mended_joined(p: np.ndarray, q: np.ndarray, deep: np.ndarray) -> np.ndarray:
    """p . q + the number of the network, pair by pair.  (n, d), (n, d), (n, 1) -> (n,)."""
    products = np.sum(p * q, axis=1, keepdims=True)
    return (products + deep)[:, 0]


def _cases(rng: np.random.Generator) -> Cases:
    """As many pairs as factors, one pair, more pairs."""
    shapes = ((3, 3), (1, 2), (4, 2), (5, 3))
    return [tuple(rng.normal(size=shape).round(2) for shape in ((n, d), (n, d), (n, 1))) for n, d in shapes]


EXERCISE = Exercise(
    "08-mend-heads",
    points=2,
    title="repair: two outputs of different shapes",
    reference=mended_joined,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1) + deep,
            "The bug is still there: (n,) plus (n, 1) gives a table (n, n), every product with every network number.",
        ),
        Mistake(
            lambda p, q, deep: p * q + deep,
            "Now the products are not added up: d numbers for each pair instead of one.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1, keepdims=True) + deep,
            "The numbers are right. The shape must be (n,), and yours is (n, 1).",
        ),
        Mistake(
            lambda p, q, deep: ((p * q).sum(axis=1) + deep).mean(axis=0),
            "You took the mean of the table. It has the right shape, but mixes all pairs.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=0).sum() + deep[:, 0],
            "You added up the products of all pairs. Each pair has its own sum: axis=1.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1),
            "The number of the network is missing.",
        ),
        Mistake(
            lambda p, q, deep: deep[:, 0],
            "The dot product is missing.",
        ),
        Mistake(
            lambda p, q, deep: p @ q.T + deep,
            "Now every person meets every film, (n, n). The products belong to pairs: multiply row by row, then sum.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1) + deep.T,
            "The numbers are right. The shape must be (n,), and yours is (1, n): take one axis of deep away.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1) + deep[0],
            "You added the network's number of the FIRST pair to all. deep[:, 0] has one for each pair.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1) + deep.sum(),
            "You added up the network's numbers of all pairs. Each pair has its own.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).mean(axis=1) + deep[:, 0],
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1) * deep[:, 0],
            "You multiplied the two. They are added.",
        ),
        Mistake(
            lambda p, q, deep: ((p * q).sum(axis=1) + deep).sum(axis=0),
            "You added up the table. Every product is still added to every network number.",
        ),
        Mistake(
            lambda p, q, deep: ((p * q).sum(axis=1) + deep)[:, 0],
            "This is one column of the table: every network number with the product of the FIRST pair.",
        ),
        Mistake(
            lambda p, q, deep: float(((p * q).sum(axis=1) + deep[:, 0]).mean()),
            "You took the mean over the pairs. Each pair has its own number.",
        ),
        Mistake(
            lambda p, q, deep: ((p * q).sum(axis=1) + deep).mean(axis=1),
            "You took the mean of each row of the table. It has the right shape, but mixes all products.",
        ),
    ],
    hints=[
        "Write the shape below each part of the sum. Both should be (n,).",
        "deep has one column. `deep[:, 0]` is that column, (n,).",
    ],
)
