"""A dense layer with relu."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08.weights import numbers


def dense(x: np.ndarray, W: np.ndarray, b: np.ndarray) -> np.ndarray:
    """relu(x W + b).  (n, d_in), (d_in, d_out), (d_out,) -> (n, d_out)."""
    return np.maximum(x @ W + b, 0)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, a single output, and random layers of unequal sides."""
    by_hand = (np.array([[1, 0.5, 0.5, -1]]), np.array([[1, -1, 0], [0, 2, 1], [2, 0, 1], [0, 1, 1]]))
    cases: Cases = [(*by_hand, np.array([0.5, 0, 0.5])), numbers(rng, (3, 2), (2, 1), (1,))]
    return cases + [numbers(rng, (4, 3), (3, 5), (5,)) for _ in range(4)]


EXERCISE = Exercise(
    "08-dense",
    points=1,
    title="a dense layer with relu",
    reference=dense,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(lambda x, W, b: x @ W + b, "The relu is missing: a number below 0 becomes 0."),
        Mistake(lambda x, W, b: np.maximum(x @ W, 0), "The bias b is missing. Each output has its own."),
        Mistake(
            lambda x, W, b: np.maximum(x @ W, 0) + b,
            "You added the bias after the relu. It belongs inside: first x W + b, then the relu.",
        ),
        Mistake(
            lambda x, W, b: np.abs(x @ W + b),
            "You took the absolute value. The relu does not turn -2 into 2; it makes it 0.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x @ W + b, 0).sum(axis=1),
            "You added up the outputs. Keep them apart: one row for each input, one column for each output.",
        ),
        Mistake(
            lambda x, W, b: 1 / (1 + np.exp(-(x @ W + b))),
            "This is the sigmoid. The relu leaves what is above 0 as it is.",
        ),
        Mistake(
            lambda x, W, b: np.max(x @ W + b, axis=0),
            "np.max(..., 0) takes the largest along axis 0. np.maximum(..., 0) compares every number with 0.",
        ),
        Mistake(
            lambda x, W, b: float(np.max(x @ W + b)),
            "This is one number, the largest of all. The relu compares every number with 0: np.maximum.",
        ),
        Mistake(
            lambda x, W, b: np.minimum(x @ W + b, 0),
            "You kept what is below 0. The relu keeps what is above: np.maximum.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x @ W + 2 * b, 0),
            "The bias is in your sum twice. It is added once.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x @ W - b, 0),
            "You subtracted the bias. Add it.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x, 0) @ W + b,
            "You cut off the input. The relu comes last: first x W + b.",
        ),
        Mistake(
            lambda x, W, b: np.clip(x @ W + b, 0, 1),
            "You also cut off what is above 1. The relu leaves it as it is.",
        ),
        Mistake(
            lambda x, W, b: np.tanh(x @ W + b),
            "This is tanh. The relu leaves what is above 0 as it is, and makes 0 of what is below.",
        ),
        Mistake(
            lambda x, W, b: (x @ W + b > 0) * 1.0,
            "These are 0 and 1. The relu keeps the number itself where it is above 0.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x[0] @ W + b, 0),
            "This is the output of the first row only. x holds many rows: x @ W multiplies all of them.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x @ W + b, 0.01 * (x @ W + b)),
            "This is a leaky relu: a little of what is below 0 comes through. The relu makes it 0.",
        ),
        Mistake(
            lambda x, W, b: np.maximum(x @ W + b.sum(), 0),
            "You added the sum of all biases. Each output has its own.",
        ),
        Mistake(
            lambda x, W, b: (x @ W + b).max(axis=1),
            "np.max gives the largest number of each row. The relu is np.maximum(z, 0), number by number.",
        ),
    ],
    hints=[
        "Three steps: multiply, add, cut off.",
        "`x @ W` has one row for each row of x and one column for each output. `+ b` adds to every row.",
        "np.maximum compares number by number with 0.",
    ],
)
