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
    """A gate at one half, one a little and one far above and below; random ones with more numbers in than out."""
    half = (np.ones(3), np.zeros(2), np.zeros((3, 2)), np.eye(2), np.zeros(2))
    shapes = ((3,), (2,), (3, 2), (2, 2), (2,))
    small = (np.ones(3), np.zeros(2), np.array([[0.5, -0.5], [0, 0], [0, 0]]), np.eye(2), np.zeros(2))
    wide = (np.ones(3), np.zeros(2), np.array([[1, -1], [1, 0], [0, -1]]), np.eye(2), np.zeros(2))
    return [half, small, wide, *(tuple(rng.normal(size=shape) for shape in shapes) for _ in range(4))]


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
        Mistake(
            lambda x, h, W, U, b: sigmoid(h @ U + b),
            "The gate must also look at the film: x @ W is missing.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W + h @ U + 2 * b),
            "The bias is in your sum twice. It is added once.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W + h @ U) + b,
            "You added the bias after the sigmoid. It belongs inside.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W) + sigmoid(h @ U + b),
            "You took two sigmoids. There is one, around the whole sum.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid((x @ W) * (h @ U) + b),
            "You multiplied the two parts. They are added.",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W - h @ U + b),
            "You subtracted what the state says. Add it.",
        ),
        Mistake(
            lambda x, h, W, U, b: (x @ W + h @ U + b > 0) * 1.0,
            "These are 0 and 1. A gate may also be half open: the sigmoid.",
        ),
        Mistake(
            lambda x, h, W, U, b: np.clip(x @ W + h @ U + b, 0, 1),
            "You cut the sum off at 0 and 1. The sigmoid bends it smoothly: 1 / (1 + np.exp(-a)).",
        ),
        Mistake(
            lambda x, h, W, U, b: np.exp(x @ W + h @ U + b) / np.exp(x @ W + h @ U + b).sum(),
            "This is a softmax: its numbers share 1. In a gate every number is open or closed by itself: the sigmoid.",
        ),
        Mistake(
            lambda x, h, W, U, b: float(gate(x, h, W, U, b).mean()),
            "You took the mean. A gate has a number for each number of the state.",
        ),
        Mistake(
            lambda x, h, W, U, b: np.maximum(x @ W + h @ U + b, 0),
            "This is the relu, which has no upper end. A gate lies between 0 and 1: the sigmoid.",
        ),
        Mistake(
            lambda x, h, W, U, b: 1 / 1 + np.exp(-(x @ W + h @ U + b)),
            "Brackets are missing: 1 / (1 + np.exp(-a)), not 1 / 1 + np.exp(-a).",
        ),
        Mistake(
            lambda x, h, W, U, b: 1 / (1 + np.exp(-x @ W + h @ U + b)),
            "The minus stands before the first part only. Put the whole sum in brackets: -(...).",
        ),
        Mistake(
            lambda x, h, W, U, b: float(gate(x, h, W, U, b).sum()),
            "You added up the gate. It has a number for each number of the state.",
        ),
        Mistake(
            lambda x, h, W, U, b: np.exp(x @ W + h @ U + b),
            "This is e to the power of the sum, which has no upper end. A gate lies between 0 and 1: 1 / (1 + "
            "np.exp(-a)).",
        ),
        Mistake(
            lambda x, h, W, U, b: sigmoid(x @ W) + sigmoid(h @ U) + b,
            "You took two sigmoids and added the bias after them. There is one sigmoid, around the whole sum.",
        ),
    ],
    hints=[
        "First the number inside: what the film says (x @ W), what the state says (h @ U), and b.",
        "The sigmoid is 1 / (1 + np.exp(-a)); NumPy applies it to every number of a.",
    ],
)
