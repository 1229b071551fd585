"""The norm of a layer: each vector gets mean 0 and deviation 1."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake

EPSILON = 1e-5


def layer_norm(x: np.ndarray, scale: np.ndarray, bias: np.ndarray) -> np.ndarray:
    """(x - mean) / sqrt(variance + 1e-5) * scale + bias, each row with its own.  (t, d), (d,), (d,) -> (t, d)"""
    return standard(x) * scale + bias


def standard(x: np.ndarray, epsilon: float = EPSILON) -> np.ndarray:
    """(x - mean) / sqrt(variance + epsilon) over the last axis."""
    return (x - x.mean(axis=-1, keepdims=True)) / np.sqrt(x.var(axis=-1, keepdims=True) + epsilon)


def _cases(rng: np.random.Generator) -> Cases:
    """The vector of the lesson, a vector of equal numbers, small ones where the epsilon counts, random ones."""
    one, none = np.ones(4), np.zeros(4)
    cases: Cases = [(np.array([[1.0, 3, 5, 7]]), one, none), (np.array([[2.0, 2, 2, 2], [0, 0, 0, 4]]), one, none)]
    for t, d, size in ((3, 4, 0.01), (1, 5, 1.0), (6, 2, 3.0)):
        cases.append((rng.normal(0, size, (t, d)), rng.normal(1, 0.3, d), rng.normal(size=d)))
    return cases


EXERCISE = Exercise(
    "11-norm",
    points=2,
    title="the norm of a layer",
    reference=layer_norm,
    cases=_cases,
    mistakes=[
        Mistake(
            lambda x, scale, bias: (x - x.mean(axis=0)) / np.sqrt(x.var(axis=0) + EPSILON) * scale + bias,
            "You took mean and variance of the columns. Each ROW, the vector of one place, is made standard: axis=-1.",
        ),
        Mistake(
            lambda x, scale, bias: (x - x.mean()) / np.sqrt(x.var() + EPSILON) * scale + bias,
            "You took one mean and one variance for the whole table. Each row has its own.",
        ),
        Mistake(
            lambda x, scale, bias: (
                (x - x.mean(axis=1, keepdims=True)) / (x.std(axis=1, keepdims=True) + EPSILON) * scale + bias
            ),
            "You added 1e-5 to the deviation. It stands under the root, beside the variance.",
        ),
        Mistake(
            lambda x, scale, bias: (
                (x - x.mean(axis=1, keepdims=True)) / np.sqrt(x.var(axis=1, keepdims=True, ddof=1) + EPSILON) * scale
                + bias
            ),
            "You divided by d - 1 in the variance. Here it is the mean of the squares: divide by d, NumPy's default.",
        ),
        Mistake(
            lambda x, scale, bias: standard(x, 1e-3) * scale + bias,
            "You took 1e-3, Keras' own epsilon. Here it is 1e-5.",
        ),
        Mistake(
            lambda x, scale, bias: (
                np.divide(
                    x - x.mean(axis=1, keepdims=True),
                    x.std(axis=1, keepdims=True),
                    out=np.zeros_like(x),
                    where=x.std(axis=1, keepdims=True) > 0,
                )
                * scale
                + bias
            ),
            "The 1e-5 under the root is missing. For vectors of small numbers it makes a difference.",
        ),
        Mistake(
            lambda x, scale, bias: x / np.sqrt((x**2).mean(axis=1, keepdims=True) + EPSILON) * scale + bias,
            "You did not subtract the mean first.",
        ),
        Mistake(
            lambda x, scale, bias: (
                (x - x.mean(axis=1, keepdims=True)) / (x.var(axis=1, keepdims=True) + EPSILON) * scale + bias
            ),
            "You divided by the variance. Divide by its root.",
        ),
        Mistake(lambda x, scale, bias: standard(x), "The learned scale and bias are missing."),
        Mistake(lambda x, scale, bias: standard(x) * scale, "The learned bias is missing."),
        Mistake(lambda x, scale, bias: standard(x) + bias, "The learned scale is missing."),
        Mistake(
            lambda x, scale, bias: (standard(x) + bias) * scale,
            "You added the bias first. Multiply with the scale, then add the bias.",
        ),
        Mistake(
            lambda x, scale, bias: x / (np.linalg.norm(x, axis=1, keepdims=True) + EPSILON) * scale + bias,
            "You divided by the length, as for a cosine. Subtract the mean, and divide by the root of the variance.",
        ),
        Mistake(
            lambda x, scale, bias: (x - x.mean(axis=1, keepdims=True)) * scale + bias,
            "You subtracted the mean, but did not divide by the root of the variance.",
        ),
    ],
    hints=[
        "x.mean(axis=-1, keepdims=True) is (t, 1): one mean for each row. x.var(...) in the same way.",
        "Subtract, divide by np.sqrt(variance + 1e-5), then times scale, plus bias.",
    ],
)
