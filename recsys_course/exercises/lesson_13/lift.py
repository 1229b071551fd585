"""How much more popular a list is than a person's past."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def lift(listed: np.ndarray, met: np.ndarray, events: np.ndarray) -> float:
    """Mean events of the list, divided by mean events of the past, minus 1.  film numbers, film numbers, (n_films,)"""
    return float(np.take(events, listed).mean() / np.take(events, met).mean() - 1)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, no lift, a list below the past, different lengths."""
    events = np.array([6, 5, 2, 2, 4, 3, 3, 1])
    cases: Cases = [([4, 3], [0, 1, 5, 2], events), ([5], [6], events), ([7, 3, 2], [0, 1], events)]
    cases = [(np.array(a), np.array(b), c) for a, b, c in cases]
    for _ in range(3):
        films = rng.permutation(12)
        cases.append((films[:5], films[5:8], rng.integers(1, 90, 12)))
    return cases


EXERCISE = Exercise(
    "13-lift",
    points=1,
    title="the popularity lift of one list",
    reference=lift,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda listed, met, events: lift(listed, met, events) + 1,
            "This is the ratio. The lift is the ratio minus 1: 0 says as popular as the past.",
        ),
        Mistake(
            lambda listed, met, events: lift(met, listed, events),
            "Your ratio is upside down: the list above, the past below.",
        ),
        Mistake(
            lambda listed, met, events: float(events[listed].sum() / events[met].sum() - 1),
            "You compare sums. A long past has a large sum; compare the means.",
        ),
        Mistake(
            lambda listed, met, events: float(events[listed].mean() / events.mean() - 1),
            "You compare with the mean of all films. Compare with what THIS person met.",
        ),
        Mistake(
            lambda listed, met, events: float(events[listed].mean() - events[met].mean()),
            "You subtracted the means. The lift is a ratio, minus 1.",
        ),
        Mistake(
            lambda listed, met, events: float(listed.mean() / met.mean() - 1) if met.mean() else np.inf,
            "You took the mean of the film NUMBERS. events[listed] gives their popularity.",
        ),
        Mistake(
            lambda listed, met, events: 100 * lift(listed, met, events),
            "You give percent. The lift is a plain number: 0.5 for half as much again.",
        ),
        Mistake(
            lambda listed, met, events: float(np.median(events[listed]) / np.median(events[met]) - 1),
            "You took medians. The lift compares means.",
        ),
    ],
    hints=[
        "events[listed] are the popularities of the films of the list.",
        "Two means, one above the other, minus 1.",
    ],
)
