"""A setting of 0 is a setting."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def answers(chances: np.ndarray, threshold: float | None) -> np.ndarray:
    """Yes where the chance is at least the threshold, 0.5 where none is given.  (n,) -> (n,) of True and False"""
    limits = [0.5] if threshold is None else [threshold]
    return np.greater_equal(chances, limits)


def _cases(rng: np.random.Generator) -> Cases:
    """Thresholds 0, none, 1 and others; chances at the threshold."""
    chances = np.array([0.0, 0.2, 0.45, 0.5, 0.7, 1.0])
    cases: Cases = [(chances, threshold) for threshold in (0.0, None, 0.2, 0.7, 1.0, 0)]
    return cases + [(np.r_[limit, rng.random(6)], float(limit)) for limit in np.round(rng.random(3), 2)]


EXERCISE = Exercise(
    "13-mend-threshold",
    points=1,
    title="a threshold of 0 is a threshold",
    reference=answers,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda chances, threshold: chances >= (threshold or 0.5),
            "A threshold of 0 still becomes 0.5: `or` takes the second value wherever the first one counts as false, "
            "and 0 does. Ask `is None`.",
        ),
        Mistake(
            lambda chances, threshold: chances > (0.5 if threshold is None else threshold),
            "Almost: a chance AT the threshold is a yes. Use >=.",
        ),
        Mistake(
            lambda chances, threshold: chances <= (0.5 if threshold is None else threshold),
            "The comparison is turned round: yes is a chance at or ABOVE the threshold.",
        ),
        Mistake(
            lambda chances, threshold: chances >= threshold,
            "None cannot be compared. A default in the first line of a function does not help where None itself is "
            "passed: ask `is None` inside.",
        ),
        Mistake(
            lambda chances, threshold: chances >= 0.5,
            "The threshold plays no part in your answer: it is 0.5 for everybody.",
        ),
        Mistake(
            lambda chances, threshold: chances >= (0.0 if threshold is None else threshold),
            "Where no threshold is given it is 0.5, not 0.",
        ),
        Mistake(
            lambda chances, threshold: chances < (0.5 if threshold is None else threshold),
            "Yes and no are swapped: a chance at or above the threshold is a yes.",
        ),
        Mistake(
            lambda chances, threshold: (chances >= (0.5 if threshold is None else threshold)).astype(int),
            "You return 1 and 0. Return True and False, as before.",
        ),
    ],
    hints=[
        "What does Python say to bool(0.0)? And to 0.0 or 0.5?",
        "None is the only value that says: no threshold was given.",
    ],
)
