"""One step of learning with a promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def _shorter(rows: np.ndarray, longest: float) -> np.ndarray:
    return np.asarray(rows / np.maximum(1, np.linalg.norm(rows, axis=1, keepdims=True) / longest))


def private_step(
    weights: np.ndarray, gradients: np.ndarray, longest: float, multiplier: float, rate: float, noise: np.ndarray
) -> np.ndarray:
    """Clip each, add, add noise, divide, step.  (d,), (n, d), three numbers, (d,) -> (d,)"""
    people = len(gradients)
    added = np.add.reduce(_shorter(gradients, longest)) + np.multiply(noise, multiplier * longest)
    return np.asarray(weights - rate / people * added)


def _case(rng: np.random.Generator, longest: float, multiplier: float) -> tuple[Any, ...]:
    sizes = rng.choice([0.2, 2.0, 6.0], (6, 1))
    gradients, noise = rng.normal(size=(6, 3)) * sizes, rng.normal(size=3)
    return rng.normal(size=3), gradients, longest, multiplier, float(rng.uniform(0.3, 2)), noise


def _cases(rng: np.random.Generator) -> Cases:
    """Several lengths and multipliers, no noise, a length that nobody reaches, and two people without a gradient."""
    cases: Cases = [_case(rng, *both) for both in ((1.0, 1.0), (0.5, 2.0), (2.0, 0.5), (0.7, 0.0), (50.0, 0.2))]
    weights, gradients, *others = _case(rng, 1.5, 1.0)
    gradients[[1, 4]] = 0
    return [*cases, (weights, gradients, *others)]


def _step(total: Callable[..., Any]) -> Callable[..., np.ndarray]:
    """weights - rate * total / n, total from the gradients, longest, multiplier and noise."""
    return lambda w, g, longest, multiplier, rate, noise: w - rate * total(g, longest, multiplier, noise) / len(g)


EXERCISE = Exercise(
    "15-private-step",
    points=2,
    title="one step of DP-SGD",
    reference=private_step,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _step(lambda g, c, z, noise: len(g) * (_shorter(g.mean(axis=0)[None, :], c)[0]) + z * c * noise),
            "You clipped the mean. One person can then still turn the whole step: clip each person's row, then add.",
        ),
        Mistake(
            _step(lambda g, c, z, noise: g.sum(axis=0) + z * c * noise),
            "Nothing is clipped, so no noise is large enough. Shorten each person's row to `longest` first.",
        ),
        Mistake(
            _step(lambda g, c, z, noise: _shorter(g, c).sum(axis=0) + z * noise),
            "Your noise has the deviation `multiplier`. It is multiplier * longest: in units of what one person can "
            "move.",
        ),
        Mistake(
            _step(lambda g, c, z, noise: _shorter(g, c).sum(axis=0) + len(g) * z * c * noise),
            "You divided the gradients by n and not the noise, or added the noise once for each person. Add it once "
            "to the SUM, then divide by n.",
        ),
        Mistake(
            _step(lambda g, c, z, noise: _shorter(g, c).sum(axis=0)),
            "There is no noise in your step. Clipping alone promises nothing.",
        ),
        Mistake(
            lambda w, g, c, z, rate, noise: w + rate * (_shorter(g, c).sum(axis=0) + z * c * noise) / len(g),
            "You went up. A step of descent subtracts rate times the gradient.",
        ),
        Mistake(
            lambda w, g, c, z, rate, noise: w - rate * (_shorter(g, c).sum(axis=0) + z * c * noise),
            "This is a step by the sum. Divide by the number of people.",
        ),
        Mistake(
            lambda w, g, c, z, rate, noise: (
                w - rate * (_shorter(g, c).sum(axis=0) + z * c * noise) / g.any(axis=1).sum()
            ),
            "You divided by the people with a gradient. Their number tells about people; n, all people, is fixed and "
            "public.",
        ),
        Mistake(
            _step(lambda g, c, z, noise: np.clip(g, -c, c).sum(axis=0) + z * c * noise),
            "You clipped each number. Shorten each person's row as a whole.",
        ),
        Mistake(
            lambda w, g, c, z, rate, noise: (
                w - rate * _shorter(g, c).sum(axis=0) / len(g) - rate * z * c * noise / np.sqrt(len(g))
            ),
            "The noise is divided by the root of n. Noise and sum are one number: divide both by n.",
        ),
        Mistake(
            lambda w, g, c, z, rate, noise: (_shorter(g, c).sum(axis=0) + z * c * noise) / len(g),
            "This is the private gradient. Take the step: weights - rate * gradient.",
        ),
    ],
    hints=[
        "clipped(gradients, longest) is the exercise before; .sum(axis=0) adds the people.",
        "noise holds draws of deviation 1; you need multiplier * longest.",
    ],
)
