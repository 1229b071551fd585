"""Which ratings were in the training?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def attack_auc(members: np.ndarray, strangers: np.ndarray) -> float:
    """The share of pairs in which the member has the smaller loss, ties half.  (n,), (m,) -> number"""
    signs = np.sign(np.subtract.outer(strangers, members))
    return float(np.mean((signs + 1) / 2))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, a coin, everybody, nobody, then random losses with ties."""
    cases: Cases = [(np.array([0.4, 0.1]), np.array([0.3, 0.4, 0.9])), (np.ones(3), np.ones(2))]
    cases += [(np.array([0.0, 0.1]), np.array([0.5])), (np.array([2.0]), np.array([0.5, 1.0]))]
    return cases + [(rng.integers(0, 8, 7) / 4, rng.integers(1, 9, 5) / 4) for _ in range(3)]


def _pairs(count: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[[np.ndarray, np.ndarray], float]:
    return lambda members, strangers: float(count(members[:, None], strangers[None, :]).mean())


EXERCISE = Exercise(
    "15-attack-auc",
    points=2,
    title="how well a loss tells what was in",
    reference=attack_auc,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _pairs(lambda a, b: (a > b) + 0.5 * (a == b)),
            "The direction is wrong: the model knows its members, so the member has the SMALLER loss.",
        ),
        Mistake(_pairs(lambda a, b: (a < b) * 1.0), "A tie tells nothing: it counts one half, and in your answer 0."),
        Mistake(_pairs(lambda a, b: (a <= b) * 1.0), "A tie tells nothing: it counts one half, and in your answer 1."),
        Mistake(
            lambda members, strangers: float(
                np.mean([(a < b) + 0.5 * (a == b) for a, b in zip(members, strangers, strict=False)])
            ),
            "You paired the first with the first, the second with the second. Compare EACH with EACH: n times m pairs.",
        ),
        Mistake(
            lambda members, strangers: float((members < strangers.mean()).mean()),
            "You looked at the losses of members alone. A model that is good everywhere has small losses there too, "
            "and leaks nothing: compare each member with each stranger.",
        ),
        Mistake(
            lambda members, strangers: float(strangers.mean() - members.mean()),
            "This is a difference of means; one large loss decides it. Count pairs.",
        ),
        Mistake(
            lambda members, strangers: float(
                ((members[:, None] < strangers) + 0.5 * (members[:, None] == strangers)).sum()
            ),
            "This is a number of pairs. Divide by how many pairs there are: n times m.",
        ),
        Mistake(
            lambda members, strangers: float(
                np.mean(np.sort(members)[: len(strangers)][: len(members)].mean() < strangers)
            ),
            "You compared the mean of the members. Compare each member with each stranger.",
        ),
    ],
    hints=[
        "members[:, None] < strangers is a table of all pairs.",
        "The mean of a table of 1, 0.5 and 0 is the share.",
    ],
)
