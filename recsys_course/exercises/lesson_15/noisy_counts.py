"""Popularity with a promise to each person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def _first(table: np.ndarray, most: int) -> np.ndarray:
    """Of each row the first `most` ones."""
    return table * (np.cumsum(table, axis=1) <= most)


def noisy_counts(table: np.ndarray, most: int, epsilon: float, noise: np.ndarray) -> np.ndarray:
    """Counts of at most `most` films a person, with noise for a whole person.  (n, m), number, number, (m,) -> (m,)"""
    kept = _first(table, most)
    return np.asarray(np.sum(kept, axis=0) + np.multiply(noise, most) / epsilon)


def _case(rng: np.random.Generator, most: int, epsilon: float) -> tuple[Any, ...]:
    return (rng.random((9, 7)) < 0.6).astype(int), most, epsilon, rng.laplace(0, 1, 7)


def _cases(rng: np.random.Generator) -> Cases:
    """Two films a person to more than there are, small and large epsilon, and somebody without films."""
    cases: Cases = [_case(rng, most, epsilon) for most, epsilon in ((2, 1.0), (3, 0.5), (1, 2.0), (4, 10.0), (9, 0.25))]
    table, *others = _case(rng, 2, 4.0)
    table[0] = 0
    return [*cases, (table, *others)]


def _with(change: Callable[..., Any]) -> Callable[..., Any]:
    return lambda table, most, epsilon, noise: change(table.astype(float), most, epsilon, noise)


EXERCISE = Exercise(
    "15-noisy-counts",
    points=2,
    title="popularity with a promise",
    reference=noisy_counts,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _with(lambda t, most, e, noise: _first(t, most).sum(0) + noise / e),
            "Your noise hides one EVENT: its scale is 1 / epsilon. A PERSON moves the counts by up to `most`, so the "
            "scale is most / epsilon.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: _first(t[:, ::-1], most)[:, ::-1].sum(0) + noise * most / e),
            "You kept the LAST `most` films of each row. Keep the first ones.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: _first(t, most).sum(0) + noise * _first(t, most).sum(1).max() / e),
            "You took the scale from the data, the longest row of THIS table. Then the scale tells about a person. "
            "`most` is fixed before anybody looks: most / epsilon.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: t.sum(0) + noise * most / e),
            "You count all films of each person. Then somebody with many films moves more than `most`, and the promise "
            "does not hold. Keep the first `most` of each row.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: t.sum(0) + noise / e),
            "Neither is a person limited to `most` films, nor is the noise large enough to hide a person.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: _first(t, most).sum(0) + noise * most * e),
            "You multiplied by epsilon: a small epsilon is a strong promise and needs MORE noise. Divide by it.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: _first(t, most).sum(0) + noise * e / most),
            "The scale is upside down: it is most / epsilon.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: _first(t, most).sum(0) + noise * most),
            "Your noise does not depend on epsilon. Divide by it.",
        ),
        Mistake(_with(lambda t, most, e, noise: _first(t, most).sum(0)), "There is no noise in your counts."),
        Mistake(
            _with(lambda t, most, e, noise: np.minimum(t.sum(0), most) + noise * most / e),
            "You limited the COUNT of each film. It is each PERSON who is limited to `most` films.",
        ),
        Mistake(
            _with(lambda t, most, e, noise: np.maximum(_first(t, most).sum(0) + noise * most / e, 0)),
            "You cut negative counts off. That breaks no promise, but return them as they are: they sort well.",
        ),
    ],
    hints=[
        "np.cumsum(table, axis=1) says for each film the how-manyth of its person it is.",
        "noise holds draws of scale 1. Multiply them by the scale that you need.",
    ],
)
