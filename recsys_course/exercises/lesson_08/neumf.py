"""The score of NeuMF: a product and a network together."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08.weights import numbers


def joined(bias: np.ndarray, p: np.ndarray, q: np.ndarray, v: np.ndarray, deep: np.ndarray) -> np.ndarray:
    """b_i + v . (p * q) + the number of the network, pair by pair.  (n,), (n, d), (n, d), (d,), (n,) -> (n,)."""
    return bias + (p * q) @ v + deep


def _cases(rng: np.random.Generator) -> Cases:
    """Weights that differ from one another; as many pairs as factors, one pair, more pairs."""
    return [numbers(rng, (n,), (n, d), (n, d), (d,), (n,)) for n, d in ((3, 3), (1, 2), (4, 2), (5, 3))]


EXERCISE = Exercise(
    "08-neumf",
    points=2,
    title="NeuMF's score",
    reference=joined,
    cases=_cases,
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
        Mistake(
            lambda bias, p, q, v, deep: (p * q) @ v,
            "Only the product is there. Add the bias of the film and the number of the network.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q * v).mean(axis=1) + deep,
            "You took the mean of the products. Their sum is asked for.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q) @ v - deep,
            "You subtracted the number of the network. Add it.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: 1 / (1 + np.exp(-joined(bias, p, q, v, deep))),
            "You put a sigmoid on top. Here the score itself is asked for.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: np.maximum(joined(bias, p, q, v, deep), 0),
            "You put a relu on top. A score may be below 0.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q).sum(axis=1) * v.sum() + deep,
            "You summed first and multiplied afterwards. Each of the d products has its own weight.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p @ v) * (q @ v) + deep,
            "You weighed p and q apart. Multiply them number by number first, then weigh and sum.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: joined(bias, p, q, v, deep)[:, None],
            "The numbers are right. The shape must be (n,), and yours is (n, 1).",
        ),
        Mistake(
            lambda bias, p, q, v, deep: float(joined(bias, p, q, v, deep).mean()),
            "You took the mean over the pairs. Each pair has its own score.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + ((p * v) @ q.T).sum(axis=1) + deep,
            "You let every person meet every film. Only the pairs count: multiply row by row.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + p * q * v + deep,
            "You have d numbers for each pair, and added a row of pairs to them. Add up the products first: one "
            "score for each pair.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q).sum(axis=1) * v + deep,
            "You multiplied the finished sum with v. Each of the d products is multiplied by its own weight, "
            "before the sum.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q * v).sum() + deep,
            "You added up the products of all pairs. Each pair has its own sum: axis=1.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias + (p * q * v).sum(axis=0) + deep,
            "You summed over the pairs. Sum over the d numbers of each pair: axis=1.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias - (p * q) @ v + deep,
            "You subtracted the product. All three parts are added.",
        ),
        Mistake(
            lambda bias, p, q, v, deep: bias * ((p * q) @ v) + deep,
            "You multiplied by the bias. All three parts are added.",
        ),
    ],
    hints=[
        "Three parts, added up. Each is one number for a pair.",
        "p * q multiplies number by number, (n, d). `@ v` multiplies by the weights and adds up.",
    ],
)
