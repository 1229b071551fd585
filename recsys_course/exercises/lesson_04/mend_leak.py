"""Repair a profile that knows tomorrow."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def profile_at(vectors: np.ndarray, times: np.ndarray, when: float) -> np.ndarray:
    """Mean of the rows with times < when; zeros when there are none.  (t, d), (t,), number -> (d,)."""
    known = times < when
    total = np.where(known[:, None], vectors, 0).sum(axis=0)
    return total / max(np.count_nonzero(known), 1)


def _cases(rng: np.random.Generator) -> Cases:
    """A film at the very moment, nothing before it, and random times out of order."""
    three = np.array([[1.0, 0], [0, 1], [0.6, 0.8]])
    cases: Cases = [(three, np.array([10, 20, 30]), 30), (three, np.array([10, 20, 30]), 5)]
    for _ in range(3):
        times = rng.permutation(50)[:5]
        cases.append((rng.random((5, 3)).round(2), times, int(np.sort(times)[3])))
    return cases


def _past_with_nan(vectors: np.ndarray, times: np.ndarray, when: float) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return vectors[times < when].sum(axis=0) / (times < when).sum()


EXERCISE = Exercise(
    "04-mend-leak",
    points=2,
    title="repair: a profile that knows tomorrow",
    reference=profile_at,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda vectors, times, when: vectors.mean(axis=0),
            "The bug is still there: films that were met after `when` are in the mean.",
        ),
        Mistake(
            lambda vectors, times, when: (
                vectors[times <= when].mean(axis=0) if (times <= when).any() else np.zeros(vectors.shape[1])
            ),
            "Almost: the film met AT that moment is the one we want to recommend. Only earlier ones count: <, not <=.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[times > when].mean(axis=0) if (times > when).any() else vectors[0] * 0,
            "You kept the films that came after `when`: only the future. Turn the sign around.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[:-1].mean(axis=0),
            "You left out the last row. The rows need not be in order of time: look at `times`.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[times < when].sum(axis=0),
            "This is the sum of the past. The profile here is the mean.",
        ),
        Mistake(
            lambda vectors, times, when: vectors[times < when].sum(axis=0) / len(vectors),
            "You divided by the number of ALL films. Divide by the number of those that came earlier.",
        ),
        Mistake(
            _past_with_nan,
            "Right, except when no film was met earlier: 0 / 0 is not a number. Return zeros, one for each term.",
        ),
    ],
    hints=[
        "Which films could the service know about at the moment `when`?",
        "`times < when` is an array of True and False; it picks rows of `vectors`.",
        "When nothing was met before, the mean of no rows is not a number. Return zeros.",
    ],
)
