"""When to stop, and which epoch to keep."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def best_epoch(values: list[float], patience: int) -> tuple[int, int]:
    """The epoch with the highest value before the training stops, and how many epochs are run; both from 1."""
    best = epoch = 0
    for epoch, value in enumerate(values, start=1):
        best = epoch if best == 0 or value > values[best - 1] else best
        if epoch - best == patience:
            break
    return best, epoch


def _cases(rng: np.random.Generator) -> Cases:
    """A late rise that is never seen, small rises below the best, ties, a rise to the end, one value; random ones."""
    cases: Cases = [
        ([0.1, 0.3, 0.2, 0.25, 0.28, 0.5], 3),
        ([0.5, 0.4, 0.3, 0.2, 0.6], 3),
        ([0.2, 0.4, 0.4, 0.1, 0.1, 0.1], 2),
        ([0.1, 0.2, 0.3, 0.4], 2),
        ([0.3, 0.2, 0.4, 0.1, 0.2, 0.3, 0.1], 2),
        ([-0.9, -0.5, -0.7, -0.6], 2),
        ([0.3], 1),
        ([0.3, 0.2], 5),
    ]
    return cases + [(rng.integers(10, 40, 9).astype(float).tolist(), int(p)) for p in (1, 2, 3)]


def _against_the_last(values: list[float], patience: int) -> tuple[int, int]:
    falls = epoch = 0
    for epoch in range(1, len(values) + 1):
        falls = falls + 1 if epoch > 1 and values[epoch - 1] <= values[epoch - 2] else 0
        if falls == patience:
            break
    return int(np.argmax(values[:epoch])) + 1, epoch


def _ties_are_rises(values: list[float], patience: int) -> tuple[int, int]:
    best = epoch = 1
    for epoch, value in enumerate(values, start=1):
        best = epoch if value >= values[best - 1] else best
        if epoch - best == patience:
            break
    return best, epoch


def _from_zero(values: list[float], patience: int) -> tuple[int, int]:
    best, highest, epoch = 0, 0.0, 0
    for epoch, value in enumerate(values, start=1):
        best, highest = (epoch, value) if value > highest else (best, highest)
        if epoch - best == patience:
            break
    return best, epoch


def _last_rise(values: list[float], patience: int) -> tuple[int, int]:
    best, epoch = 1, 1
    for epoch in range(1, len(values) + 1):
        best = epoch if epoch > 1 and values[epoch - 1] > values[epoch - 2] else best
        if epoch - best == patience:
            break
    return best, epoch


def _in_total(values: list[float], patience: int) -> tuple[int, int]:
    best, epoch, waited = 1, 1, 0
    for epoch in range(2, len(values) + 1):
        rises = values[epoch - 1] > values[best - 1]
        best, waited = (epoch, waited) if rises else (best, waited + 1)
        if waited == patience:
            break
    return best, epoch


EXERCISE = Exercise(
    "07-best-epoch",
    points=2,
    title="when to stop, and which epoch to keep",
    reference=best_epoch,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda values, patience: (int(np.argmax(values)) + 1, len(values)),
            "You looked at all values. The training stops when patience is used up; later values are never seen.",
        ),
        Mistake(
            lambda values, patience: (best_epoch(values, patience)[0] - 1, best_epoch(values, patience)[1] - 1),
            "You count from 0. The first epoch is number 1.",
        ),
        Mistake(
            lambda values, patience: (best_epoch(values, patience)[1],) * 2,
            "You keep the last epoch that was run. Keep the one with the highest value.",
        ),
        Mistake(
            lambda values, patience: best_epoch(values, 1),
            "You stop at the first epoch that brings no new best value. Wait `patience` of them.",
        ),
        Mistake(
            _against_the_last,
            "You compare each value with the one before it. Patience counts the epochs since the BEST value.",
        ),
        Mistake(_ties_are_rises, "An equal value is not a rise: of equal values the first epoch is kept."),
        Mistake(
            lambda values, patience: best_epoch(values, patience)[::-1],
            "The two numbers are in the wrong order: first the best epoch, then how many are run.",
        ),
        Mistake(
            lambda values, patience: best_epoch(values, patience + 1),
            "You stop one epoch too late: stop when the best epoch is `patience` epochs ago, not more.",
        ),
        Mistake(
            lambda values, patience: best_epoch(values, patience - 1) if patience > 1 else (1, 1),
            "You stop one epoch too early: `patience` epochs without a new best value are run.",
        ),
        Mistake(
            lambda values, patience: (best_epoch(values, patience)[0], len(values)),
            "The best epoch is right. How many epochs are RUN: the training stops when patience is used up.",
        ),
        Mistake(
            lambda values, patience: (int(np.argmax(values)) + 1, best_epoch(values, patience)[1]),
            "You looked for the best epoch among all values. Those after the stop are never seen.",
        ),
        Mistake(
            lambda values, patience: (best_epoch(values, patience)[0] - 1, best_epoch(values, patience)[1]),
            "The best epoch is counted from 0. The first epoch is number 1.",
        ),
        Mistake(
            lambda values, patience: (values[best_epoch(values, patience)[0] - 1], best_epoch(values, patience)[1]),
            "You gave the best value. Its NUMBER is asked for, counted from 1.",
        ),
        Mistake(
            lambda values, patience: best_epoch(values, patience)[0],
            "The best epoch alone is there. Return the pair: best epoch, and how many are run.",
        ),
        Mistake(
            lambda values, patience: best_epoch([-value for value in values], patience),
            "You kept the lowest value. Here higher is better: it is a metric, no loss.",
        ),
        Mistake(
            _from_zero,
            "Your best value begins at 0, and values below 0 never beat it. Begin with the first value, or with "
            "-math.inf.",
        ),
        Mistake(
            _last_rise,
            "You keep the last epoch that was better than the one BEFORE it. Compare with the best value so far.",
        ),
        Mistake(
            _in_total,
            "You count all epochs without a new best value together. After a new best value the count begins "
            "again at 0.",
        ),
    ],
    hints=[
        "Go through the values one by one, and remember the number of the best epoch so far.",
        "After each epoch: how many epochs ago was the best one? Stop when that equals `patience`.",
    ],
)
