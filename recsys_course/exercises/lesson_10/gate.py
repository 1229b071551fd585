"""A gate: numbers between 0 and 1."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_10.sigmoid import sigmoid


def gate(x: np.ndarray, h: np.ndarray, W: np.ndarray, U: np.ndarray, b: np.ndarray) -> np.ndarray:
    """sigma(x W + h U + b): numbers between 0 and 1.  (n,), (d,), (n, d), (d, d), (d,) -> (d,)."""
    return sigmoid(x @ W + h @ U + b)


def _cases(rng: np.random.Generator) -> Cases:
    """A gate that is at one half, then random ones with more numbers in than out."""
    half = (np.ones(3), np.zeros(2), np.zeros((3, 2)), np.eye(2), np.zeros(2))
    shapes = ((3,), (2,), (3, 2), (2, 2), (2,))
    return [half, *(tuple(rng.normal(size=shape) for shape in shapes) for _ in range(4))]


EXERCISE = Exercise(
    "10-gate",
    points=1,
    title="a gate",
    reference=gate,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda x, h, W, U, b: x @ W + h @ U + b,
            "The sum is right. Now the sigmoid, so that every number lies between 0 and 1.",
        ),
        Mistake(
            lambda x, h, W, U, b: np.tanh(x @ W + h @ U + b),
            "You took tanh, which lies between -1 and 1. A gate lies between 0 and 1: the sigmoid.",
        ),
        Mistake(
            lambda x, h, W, U, b: 1 - gate(x, h, W, U, b),
            "The sign in the exponent is missing: sigma(a) = 1 / (1 + e to the power of MINUS a).",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W + U @ h + b),
            "You wrote U @ h. In this lesson vectors are rows, on the left: h @ U.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W + b),
            "The gate must also look at the state: h @ U is missing.",
        ),
        Mistake(lambda x, h, W, U, b: sigmoid(x @ W + h @ U), "The bias b is missing."),
    ],
    hints=[
        "First the number inside: what the film says (x @ W), what the state says (h @ U), and b.",
        "The sigmoid is 1 / (1 + np.exp(-a)); NumPy applies it to every number of a.",
    ],
)
