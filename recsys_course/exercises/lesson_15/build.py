"""The build of lesson 15: EASE with a promise to each person, and without those who asked to be deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet

Rows = Callable[[np.ndarray, float], np.ndarray]
Table = Callable[[np.ndarray], np.ndarray]


def _shorter(rows: np.ndarray, longest: float) -> np.ndarray:
    return np.asarray(rows / np.maximum(1, np.linalg.norm(rows, axis=1, keepdims=True) / longest))


def _mirrored(noise: np.ndarray) -> np.ndarray:
    return np.where(np.tri(len(noise), k=-1, dtype=bool), noise.T, noise)


def _no_negative(table: np.ndarray) -> np.ndarray:
    values, vectors = np.linalg.eigh(table)
    return np.asarray((vectors * np.maximum(values, 0)) @ vectors.T)


def _model(
    table: np.ndarray,
    gone: list[int],
    longest: float,
    penalty: float,
    sigma: float,
    noise: np.ndarray,
    shorten: Rows = _shorter,
    mirror: Table = _mirrored,
    project: Table = _no_negative,
    scale: Callable[[float], float] = np.square,
    delete_first: bool = True,
    divide: int = 1,
) -> np.ndarray:
    """The whole model; the settings after `noise` are ways to get it wrong."""
    left = table.astype(float)
    if delete_first:
        left[gone] = 0
    rows = shorten(left, longest)
    sums = project(rows.T @ rows + sigma * scale(longest) * mirror(noise))
    p = np.linalg.inv(sums + penalty * np.eye(len(sums)))
    weights = p / -(np.diag(p)[None, :] if divide else np.diag(p)[:, None])
    weights[np.diag_indices_from(weights)] = 0
    left[gone] = 0
    return np.asarray(left @ weights)


def build(
    table: np.ndarray, gone: list[int], longest: float, penalty: float, sigma: float, noise: np.ndarray
) -> np.ndarray:
    """Scores of a private EASE: delete, clip, sum, noise, invert.  (n, m), people, numbers, (m, m) -> (n, m)"""
    return _model(table, gone, longest, penalty, sigma, noise)


def _case(
    rng: np.random.Generator, longest: float, sigma: float, gone: int = 2, penalty: float = 3.0
) -> tuple[Any, ...]:
    table = (rng.random((14, 6)) < 0.5).astype(int)
    table[3] = 1
    return table, rng.permutation(14)[:gone].tolist(), longest, penalty, sigma, rng.normal(size=(6, 6))


def _cases(rng: np.random.Generator) -> Cases:
    """Little and much noise, nobody and several deleted, a length that nobody reaches, other penalties."""
    cases: Cases = [_case(rng, 1.3, 0.2), _case(rng, 1.0, 0.6), _case(rng, 1.6, 1.5, gone=4)]
    cases += [_case(rng, 9.0, 0.01, gone=0), _case(rng, 1.5, 0.0, gone=3), _case(rng, 0.7, 0.4, penalty=1.0)]
    return cases


def _with(**wrong: Any) -> Callable[..., np.ndarray]:
    return quiet(lambda *arguments: _model(*arguments, **wrong))


def _average(noise: np.ndarray) -> np.ndarray:
    return (noise + noise.T) / 2


def _clipped_scores(
    table: np.ndarray, gone: list[int], longest: float, penalty: float, sigma: float, noise: np.ndarray
) -> np.ndarray:
    """Scores from the clipped rows, which only the sums need."""
    scores = build(table, gone, longest, penalty, sigma, noise)
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    return scores / np.maximum(1, lengths / longest)


EXERCISE = Exercise(
    "15-build",
    points=5,
    title="a private EASE that can forget",
    reference=build,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda table, gone, *others: build(table, [], *others),
            "People who asked to be deleted are still in. Their rows become 0 before anything is summed.",
        ),
        Mistake(
            _with(delete_first=False),
            "You deleted people after the sums were made: they get no scores, and the weights still know them. Empty "
            "their rows first.",
        ),
        Mistake(
            _with(shorten=lambda rows, longest: rows),
            "The rows are not clipped, so one person can move the sums by more than longest squared. Use `clipped`.",
        ),
        Mistake(
            _with(scale=lambda longest: 1.0),
            "Your noise does not grow with `longest`. One person moves X'X by up to longest squared: that is its unit.",
        ),
        Mistake(
            _with(scale=lambda longest: longest),
            "Your noise has the unit `longest`. A person moves x x', whose length is longest SQUARED.",
        ),
        Mistake(
            _with(mirror=lambda noise: noise),
            "Your noise is not symmetric, and the sums are; or you mirrored the lower triangle. Take the upper one, "
            "with the diagonal, and mirror it.",
        ),
        Mistake(
            _with(mirror=_average),
            "You averaged the noise with its transpose. That keeps the promise too; this exercise takes the upper "
            "triangle, mirrored.",
        ),
        Mistake(
            _with(mirror=lambda noise: noise + noise.T),
            "You added the noise to its transpose: the diagonal counts twice. Take the upper triangle and mirror it.",
        ),
        Mistake(
            _with(mirror=lambda noise: np.triu(noise) + np.triu(noise).T),
            "The diagonal of the noise counts twice. Mirror what is ABOVE it alone: np.triu(noise, 1).T.",
        ),
        Mistake(
            _with(mirror=np.triu),
            "Your triangle is not mirrored, so the sums are not symmetric. Add np.triu(noise, 1).T.",
        ),
        Mistake(
            _with(mirror=np.zeros_like),
            "There is no noise in your sums. Clipping alone promises nothing.",
        ),
        Mistake(
            _with(project=lambda table: table),
            "Noise can make eigenvalues negative, and then the inverse is wild. Set negative ones to 0 first.",
        ),
        Mistake(
            _with(project=lambda table: np.maximum(table, 0)),
            "You set negative SUMS to 0. Set negative EIGENVALUES to 0: np.linalg.eigh.",
        ),
        Mistake(
            quiet(lambda table, gone, longest, penalty, *others: build(table, gone, longest, 0.0, *others)),
            "The penalty is missing. Add it to the diagonal of the sums before you take the inverse.",
        ),
        Mistake(
            lambda table, gone, *others: build(np.delete(table, gone, axis=0), [], *others),
            "You took the rows of `gone` out of the table, so all who stand behind them have another number. Set the "
            "rows to 0.",
        ),
        Mistake(
            _with(divide=0),
            "You divided row i by P_ii. EASE divides COLUMN j by P_jj.",
        ),
        Mistake(
            _clipped_scores,
            "You scored with the clipped rows. Clipping is for the sums; a person's own row stays whole.",
        ),
    ],
    hints=[
        "Copy the table as float, and set the rows of `gone` to 0.",
        "np.triu(noise) + np.triu(noise, 1).T is the upper triangle, mirrored.",
        "np.linalg.eigh gives eigenvalues and vectors; (vectors * values.clip(0)) @ vectors.T joins them again.",
    ],
)
