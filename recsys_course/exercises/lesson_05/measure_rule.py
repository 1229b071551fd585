"""Support, confidence and lift of a rule."""

from __future__ import annotations

from collections.abc import Callable

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


def _three(
    support: Callable[..., float] | None = None,
    confidence: Callable[..., float] | None = None,
    lift: Callable[..., float] | None = None,
) -> Callable[..., tuple[float, ...]]:
    """The three numbers, with other formulas of (fires, happens) for some of them."""

    def answer(fires: np.ndarray, happens: np.ndarray) -> tuple[float, ...]:
        others = zip((support, confidence, lift), measure_rule(fires, happens), strict=True)
        return tuple(right if other is None else float(other(fires, happens)) for other, right in others)

    return answer


def _share(fires: np.ndarray, happens: np.ndarray) -> float:
    return float((fires * happens).mean())


def _over_support(fires: np.ndarray, happens: np.ndarray) -> float:
    both = (fires * happens).sum()
    return float(both / fires.sum() / (both / len(fires)))


def _share_of_six(fires: np.ndarray, happens: np.ndarray) -> float:
    return float((fires * happens).sum() / 6)


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
        Mistake(
            _three(
                confidence=lambda fires, happens: _share(fires, happens) / happens.mean(),
                lift=lambda fires, happens: _share(fires, happens) / happens.mean() ** 2,
            ),
            "Your confidence is turned around, and your lift follows from it: you divided by those for whom the THEN "
            "holds. Divide by those for whom the IF holds.",
        ),
        Mistake(
            _three(support=lambda fires, happens: happens.mean()),
            "Your support counts everybody for whom the then holds. Support needs both: the if AND the then.",
        ),
        Mistake(
            _three(support=lambda fires, happens: (fires == happens).mean()),
            "Your support also counts people for whom NEITHER holds: there fires == happens is true. Support needs "
            "both to be 1: fires * happens.",
        ),
        Mistake(
            _three(confidence=_share),
            "Your confidence is the share of ALL people. Divide by those for whom the rule fires.",
        ),
        Mistake(
            _three(confidence=_share, lift=lambda fires, happens: _share(fires, happens) / happens.mean()),
            "Your confidence is the share of ALL people, and your lift follows from it. Divide by those for whom the "
            "rule fires.",
        ),
        Mistake(
            _three(
                lift=lambda fires, happens: (
                    happens.mean() * fires.sum() / (fires * happens).sum() if (fires * happens).any() else np.inf
                )
            ),
            "Your lift is upside down. It is the confidence, divided by the share of everybody for whom the then "
            "holds.",
        ),
        Mistake(
            _three(lift=lambda fires, happens: measure_rule(fires, happens)[1] / happens.sum()),
            "For the lift you divided by the NUMBER of people for whom the then holds. Divide by their share.",
        ),
        Mistake(
            _three(lift=lambda fires, happens: _share(fires, happens) / (fires.mean() + happens.mean())),
            "For the lift you added the two shares. Confidence divided by the share of the then.",
        ),
        Mistake(
            lambda fires, happens: (
                tuple(100 * share for share in measure_rule(fires, happens)[:2]) + measure_rule(fires, happens)[2:]
            ),
            "You give percent. Support and confidence are shares between 0 and 1.",
        ),
        Mistake(
            lambda fires, happens: measure_rule(fires, happens)[::-1],
            "The order is turned around. Return support, confidence, lift.",
        ),
        Mistake(
            lambda fires, happens: (
                measure_rule(fires, happens)[1],
                measure_rule(fires, happens)[0],
                measure_rule(fires, happens)[2],
            ),
            "Support and confidence are swapped. Support is the share of all people, confidence of those for whom the "
            "rule fires.",
        ),
        Mistake(
            lambda fires, happens: measure_rule(fires, happens)[:2],
            "The lift is missing. Return three numbers.",
        ),
        Mistake(
            _three(
                lambda fires, happens: (fires * happens).sum() // len(fires),
                lambda fires, happens: (fires * happens).sum() // fires.sum(),
                lambda fires, happens: (fires * happens).sum() // fires.sum() / happens.mean(),
            ),
            "You divide with //, which rounds down to a whole number. A share needs /.",
        ),
        Mistake(
            _three(
                confidence=lambda fires, happens: happens[fires].mean(),
                lift=lambda fires, happens: happens[fires].mean() / happens.mean(),
            ),
            "happens[fires] takes the places 0 and 1, because fires holds whole numbers. "
            "happens[fires == 1] takes the people for whom the rule fires.",
        ),
        Mistake(
            _three(
                lambda fires, happens: np.maximum(fires, happens).mean(),
                lambda fires, happens: np.maximum(fires, happens).sum() / fires.sum(),
                lambda fires, happens: np.maximum(fires, happens).sum() / fires.sum() / happens.mean(),
            ),
            "You count people for whom the if OR the then holds. Both must hold: fires * happens.",
        ),
        Mistake(
            _three(lift=_over_support),
            "Your lift divides the confidence by the support. Divide it by the share of everybody for whom the "
            "THEN holds: happens.mean().",
        ),
        Mistake(
            _three(_share_of_six, None, lambda fires, happens: measure_rule(fires, happens)[1] * 6 / happens.sum()),
            "You divide by 6, the people of the example. Here there are len(fires) people.",
        ),
        Mistake(
            _three(None, lambda fires, happens: fires.mean(), lambda fires, happens: fires.mean() / happens.mean()),
            "Your confidence is the share of people for whom the IF holds. It is the share of THESE for whom "
            "the THEN holds too.",
        ),
    ],
    hints=[
        "fires * happens is 1 for the people for whom both hold.",
        "The mean of an array of 0 and 1 is a share. Which three shares do you need?",
        "Confidence: the share with both, divided by the share that fires. Lift: that, divided by the usual share.",
    ],
)
