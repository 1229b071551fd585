"""A switch: one model for newcomers, another for all others."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def switch(newcomer: np.ndarray, other: np.ndarray, lengths: np.ndarray, at_least: int) -> np.ndarray:
    """Rows of `newcomer` where the history is shorter than at_least, else of `other`.  (n, m) twice -> (n, m)."""
    return np.array([a if n < at_least else b for a, b, n in zip(newcomer, other, lengths, strict=True)])


def _cases(rng: np.random.Generator) -> Cases:
    """Lengths below, at and above the limit; nobody is new; everybody is; one person; a square table."""
    a, b = np.arange(12.0).reshape(4, 3), -np.arange(12.0).reshape(4, 3)
    cases: Cases = [(a, b, np.array([0, 1, 2, 3]), 2), (a, b, np.array([4, 5, 6, 7]), 0), (a, b, np.zeros(4, int), 9)]
    cases += [(a[:1], b[:1] - 1, np.array([3]), 4), (a, b - 0.5, np.array([5, 1, 6, 5]), 4)]
    lengths = [np.r_[0, 3, 6, rng.integers(0, 7, 2)] for _ in range(2)]
    return cases + [(rng.random((5, 5)), rng.random((5, 5)), n, 3) for n in lengths]


EXERCISE = Exercise(
    "05-switch",
    points=1,
    title="one model for newcomers, another for all others",
    reference=switch,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(other, newcomer, lengths, at_least),
            "The two are swapped: those with a SHORT history get the first model.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(newcomer, other, lengths, at_least + 1),
            "Almost: somebody with exactly at_least films is no longer a newcomer. Use < at_least.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer + other,
            "You added the tables. Each person gets only one model.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer if lengths.mean() < at_least else other,
            "You decided once for everybody. Each person has a history of their own.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(newcomer, other, (lengths > 0) * at_least, at_least),
            "You switch only at an empty history. The limit is at_least.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: np.where(lengths < at_least, newcomer, other),
            "The condition has shape (n,), the tables (n, m): they meet at the wrong axis. (lengths < at_least)[:, "
            "None] "
            "makes it a column, one truth for each row.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer if lengths < at_least else other,
            "`if` needs one truth, and lengths < at_least is an array of many. Decide for each person: np.where, or a "
            "loop over the rows.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer if (lengths < at_least).any() else other,
            "One newcomer decides for everybody here. Each person has a history of their own.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer if (lengths < at_least).all() else other,
            "You decide once for everybody: newcomers only when all are new. Each person has a history of their own.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: switch(newcomer, other, -lengths, -at_least),
            "The comparison is turned around: a history SHORTER than at_least makes a newcomer.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: other,
            "Everybody gets the second table. Those with a short history get the first one.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer,
            "Everybody gets the first table. Those with a longer history get the second one.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: (newcomer + other) / 2,
            "You took the mean of both tables. Each person gets only one model.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: np.vstack(
                [newcomer[lengths < at_least], other[lengths >= at_least]]
            ),
            "Your rows are in another order: first all newcomers, then all others. Row u belongs to person u.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer[lengths < at_least],
            "Only the newcomers are left. The others get their row of the second table.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: np.where((lengths < at_least)[:, None], newcomer, 0),
            "The others got zeros. They get their row of the second table.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: np.maximum(newcomer, other),
            "You took the larger of the two scores. The length of the history decides.",
        ),
        Mistake(
            lambda newcomer, other, lengths, at_least: newcomer[0] if lengths[0] < at_least else other[0],
            "Only the first person has a row. Does your function return inside its loop? Return after it.",
        ),
    ],
    hints=[
        "lengths < at_least is True for the newcomers.",
        "np.where(condition, a, b) picks from a where the condition is True, else from b.",
        "The condition has shape (n,), the tables (n, m): turn it into a column with [:, None].",
    ],
)
