"""Support, confidence and lift of a rule."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def measure_rule(fires: np.ndarray, happens: np.ndarray) -> tuple[float, float, float]:
    """Support, confidence, lift.  (n,), (n,) of 0 and 1 -> three numbers."""
    both = (fires * happens).sum()
    confidence = both / fires.sum()
    return float(both / len(fires)), float(confidence), float(confidence / happens.mean())


def _cases(rng: np.random.Generator) -> Cases:
    """The rule of the lesson, a rule that is always right and says nothing, one that never holds, then random ones."""
    space = (np.array([1, 1, 1, 0, 0, 1]), np.array([1, 1, 1, 0, 0, 0]))
    empty = (np.array([1, 0, 1, 0]), np.array([1, 1, 1, 1]))
    never = (np.array([1, 0, 0]), np.array([0, 1, 1]))
    cases: Cases = [space, empty, never]
    for _ in range(4):
        fires, happens = rng.integers(0, 2, (2, 9))
        fires[:2], happens[1:3], fires[3], happens[4] = 1, 1, 0, 0
        cases.append((fires, happens))
    return cases


EXERCISE = Exercise(
    "05-measure-rule",
    points=2,
    title="support, confidence and lift of a rule",
    reference=measure_rule,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda fires, happens: (fires.mean(), *measure_rule(fires, happens)[1:]),
            "Your support counts everybody for whom the rule fires. Support needs both: the if AND the then.",
        ),
        Mistake(
            lambda fires, happens: (
                measure_rule(fires, happens)[0],
                measure_rule(happens, fires)[1],
                measure_rule(fires, happens)[2],
            ),
            "Your confidence is turned around: you divided by those for whom the THEN holds. Divide by those for whom "
            "the IF holds.",
        ),
        Mistake(
            lambda fires, happens: (
                *measure_rule(fires, happens)[:2],
                measure_rule(fires, happens)[1] / fires.mean(),
            ),
            "For the lift you divided by the share for whom the rule fires. Divide by the share of everybody for whom "
            "the then holds.",
        ),
        Mistake(
            lambda fires, happens: (
                *measure_rule(fires, happens)[:2],
                measure_rule(fires, happens)[0] / happens.mean(),
            ),
            "For the lift you divided the support. Divide the confidence.",
        ),
        Mistake(
            lambda fires, happens: (
                *measure_rule(fires, happens)[:2],
                measure_rule(fires, happens)[1] - happens.mean(),
            ),
            "You subtracted. A lift is a ratio: how many TIMES as often as for everybody.",
        ),
        Mistake(
            lambda fires, happens: (float((fires * happens).sum()), *measure_rule(fires, happens)[1:]),
            "Your support is a number of people. Make it a share of all people.",
        ),
    ],
    hints=[
        "fires * happens is 1 for the people for whom both hold.",
        "The mean of an array of 0 and 1 is a share. Which three shares do you need?",
        "Confidence: the share with both, divided by the share that fires. Lift: that, divided by the usual share.",
    ],
)
