"""Integrated gradients of a small network, on the way from a start."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Answer = Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray, int], np.ndarray]


def on_the_way(x: np.ndarray, start: np.ndarray, into: np.ndarray, out: np.ndarray, steps: int) -> np.ndarray:
    """(x - start) times the mean gradient of tanh(x into) . out at the middles of `steps` equal steps.  (d,) -> (d,)"""
    total = np.zeros(len(x))
    for k in range(steps):
        inside = (start + (2 * k + 1) / (2 * steps) * (x - start)) @ into
        total += into @ (out * (1 - np.tanh(inside) ** 2))
    return total / steps * (x - start)


def _way(
    shares: Callable[[int], np.ndarray] = lambda steps: (np.arange(steps) + 0.5) / steps,
    mean: Callable[[np.ndarray], np.ndarray] = lambda slopes: slopes.mean(axis=0),
    times: Callable[[np.ndarray, np.ndarray], np.ndarray] = lambda x, start: x - start,
    begin: Callable[[np.ndarray], np.ndarray] = lambda start: start,
    slope: Callable[[np.ndarray], np.ndarray] = lambda inside: 1 - np.tanh(inside) ** 2,
) -> Answer:
    def answer(x: np.ndarray, start: np.ndarray, into: np.ndarray, out: np.ndarray, steps: int) -> np.ndarray:
        first = begin(start)
        points = first + shares(steps)[:, None] * (x - first)
        slopes = (slope(points @ into) * out) @ into.T
        return np.asarray(times(x, start) * mean(slopes))

    return answer


def _cases(rng: np.random.Generator) -> Cases:
    """One input and one unit, a start that is the end, one step; then drawn networks."""
    one = np.array([[1.0]])
    cases: Cases = [(np.array([2.0]), np.array([0.0]), one, np.array([3.0]), 2)]
    cases.append((np.array([2.0]), np.array([0.5]), one, np.array([3.0]), 4))
    same = rng.normal(size=3)
    cases.append((same, same, rng.normal(size=(3, 2)), rng.normal(size=2), 3))
    for steps in (1, 3, 8):
        cases.append((rng.normal(size=4), rng.normal(size=4), rng.normal(size=(4, 3)), rng.normal(size=3), steps))
    return cases


EXERCISE = Exercise(
    "14-on-the-way",
    points=2,
    title="integrated gradients from a start",
    reference=on_the_way,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(_way(times=lambda x, start: x), "Multiply the mean gradient by the whole way, x - start, not by x."),
        Mistake(
            _way(begin=np.zeros_like, times=lambda x, start: x),
            "Your way begins at 0. It begins at `start`, and the gradient is multiplied by x - start.",
        ),
        Mistake(_way(begin=np.zeros_like), "Your points lie on the way from 0. The way begins at `start`."),
        Mistake(
            _way(shares=lambda steps: np.arange(steps) / steps),
            "You take the left end of each step. Take the middle: (k + 0.5) / steps.",
        ),
        Mistake(
            _way(shares=lambda steps: (np.arange(steps) + 1) / steps),
            "You take the right end of each step. Take the middle: (k + 0.5) / steps.",
        ),
        Mistake(
            _way(shares=lambda steps: np.linspace(0, 1, steps)),
            "You take both ends of the way. Take the middle of each step: (k + 0.5) / steps.",
        ),
        Mistake(_way(shares=lambda steps: np.ones(1)), "This is the gradient at x alone, times the way: no integral."),
        Mistake(_way(mean=lambda slopes: slopes.sum(axis=0)), "You added the gradients up. Take their mean."),
        Mistake(
            lambda x, start, into, out, steps: _way()(start, x, into, out, steps),
            "The sign is turned: the way goes from `start` to x, so multiply by x - start.",
        ),
        Mistake(
            _way(slope=lambda inside: 1 - np.tanh(inside)),
            "The slope of tanh is 1 - tanh squared; the square is missing.",
        ),
        Mistake(_way(slope=lambda inside: np.ones_like(inside)), "The slope of tanh is missing: 1 - tanh(z) ** 2."),
        Mistake(_way(times=lambda x, start: np.ones_like(x)), "This is the mean gradient. Multiply it by x - start."),
        Mistake(
            lambda x, start, into, out, steps: float(_way()(x, start, into, out, steps).sum()),
            "This is the sum. Return one part for each number of x.",
        ),
    ],
    hints=[
        "Point k stands at start + (k + 0.5) / steps * (x - start).",
        "The gradient at a point z is into @ (out * (1 - np.tanh(z @ into) ** 2)).",
        "The mean over all points, times x - start.",
    ],
)
