"""Repair a profile that knows tomorrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet, with_and_without, zero_where_undefined


def profile_at(vectors: np.ndarray, times: np.ndarray, when: float) -> np.ndarray:
    """Mean of the rows with times < when; zeros when there are none.  (t, d), (t,), number -> (d,)."""
    known = times < when
    total = np.where(known[:, None], vectors, 0).sum(axis=0)
    return total / max(np.count_nonzero(known), 1)


def _cases(rng: np.random.Generator) -> Cases:
    """A film at the very moment, nothing before it, all before it, rows out of order, one film; then random times."""
    three = np.array([[1.0, 0], [0, 1], [0.6, 0.8]])
    cases: Cases = [(three, np.array([10, 20, 30]), 30), (three, np.array([10, 20, 30]), 5)]
    cases += [(three, np.array([10, 20, 30]), 31), (three, np.array([30, 10, 20]), 25), (three[:1], np.array([7]), 8)]
    for _ in range(3):
        times = rng.permutation(50)[:5]
        cases.append((rng.random((5, 3)).round(2), times, int(np.sort(times)[3])))
    return cases


def _mean(rows: np.ndarray) -> np.ndarray:
    """The mean of the rows, NaN without rows."""
    return rows.sum(axis=0) / len(rows)


def _zeros_without_a_past(code: Callable[..., Any]) -> Callable[..., Any]:
    return lambda vectors, times, when: (
        zero_where_undefined(code)(vectors, times, when) if (times < when).any() else np.zeros(vectors.shape[1])
    )


def _formula(code: Callable[..., Any], hint: str) -> tuple[Mistake, Mistake]:
    besides = "And the mean of no rows is not a number: return zeros, one for each term."
    return with_and_without(code, hint, besides, guard=_zeros_without_a_past)


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
        *_formula(
            lambda vectors, times, when: _mean(vectors[times <= when]),
            "Almost: the film met AT that moment is the one we want to recommend. Only earlier ones count: <, not <=.",
        ),
        *_formula(
            lambda vectors, times, when: _mean(vectors[times > when]),
            "You kept the films that came after `when`: only the future. Turn the sign around.",
        ),
        *_formula(
            lambda vectors, times, when: _mean(vectors[:-1]),
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
            quiet(lambda vectors, times, when: _mean(vectors[times < when])),
            "Right, except when no film was met earlier: 0 / 0 is not a number. Return zeros, one for each term.",
        ),
        Mistake(
            lambda vectors, times, when: (
                profile_at(vectors, times, when) if (times < when).any() else vectors.mean(axis=0)
            ),
            "Almost: where no film was met earlier, the bug is still there, and all films are in the mean. Return "
            "zeros.",
        ),
        Mistake(
            lambda vectors, times, when: profile_at(vectors, times, when) if (times < when).any() else 0,
            "Where no film was met earlier you return one 0. Return zeros, one for each term.",
        ),
        Mistake(
            lambda vectors, times, when: (
                profile_at(vectors, times, when) if (times < when).any() else np.zeros(len(vectors))
            ),
            "Your zeros are one for each film. The profile has one for each TERM: vectors.shape[1] of them.",
        ),
        *_formula(
            lambda vectors, times, when: _mean(vectors[: np.count_nonzero(times < when)]),
            "You took the first rows of the table. The rows need not be in order of time: pick them with `times < "
            "when`.",
        ),
        Mistake(
            lambda vectors, times, when: (
                vectors[times < when][-1] if (times < when).any() else np.zeros(vectors.shape[1])
            ),
            "You took one film of the past. The profile is the mean of all that were met earlier.",
        ),
        *_formula(
            lambda vectors, times, when: vectors[times < when].sum() / vectors[times < when].size,
            "Your result is one number. The profile has one for each term: the mean over the films, axis=0.",
        ),
        Mistake(
            quiet(lambda vectors, times, when: vectors[times < when].mean(axis=1)),
            "You took the mean along the rows, one number for each film. Take it over the films: axis=0.",
        ),
        Mistake(
            lambda vectors, times, when: _mean(vectors[times != when]),
            "You left out only the film met AT that moment. What came after it must stay out too: times < when.",
        ),
    ],
    hints=[
        "Which films could the service know about at the moment `when`?",
        "`times < when` is an array of True and False; it picks rows of `vectors`.",
        "When nothing was met before, the mean of no rows is not a number. Return zeros.",
    ],
)
