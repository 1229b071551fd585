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
    ],
    hints=[
        "Three parts, added up. Each is one number for a pair.",
        "p * q multiplies number by number, (n, d). `@ v` multiplies by the weights and adds up.",
    ],
)
