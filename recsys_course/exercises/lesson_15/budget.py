"""Which questions are still answered?"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def answered(wanted: list[float], total: float) -> list[bool]:
    """In order: is there enough left for this question? A refused one costs nothing.  numbers, number -> answers"""
    left = [total]
    for epsilon in wanted:
        left.append(left[-1] - (epsilon if epsilon <= left[-1] else 0))
    return [after < before for before, after in pairwise(left)]


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, one question ten times, refusals, hundredths, and random ones in quarters."""
    cases: Cases = [([0.5, 0.25, 0.5, 0.25], 1.0), ([0.5] * 10, 2.0), ([2.0, 0.25], 1.0), ([1.0], 1.0)]
    cases += [([0.24, 0.24, 0.24, 0.2], 0.7), ([0.36, 0.36, 0.08], 0.82)]
    return cases + [(rng.choice([0.25, 0.5, 0.75, 1.0], 8).tolist(), float(rng.integers(2, 4))) for _ in range(3)]


def _running(wanted: list[float], total: float) -> list[bool]:
    return [bool(sum(wanted[: n + 1]) <= total) for n in range(len(wanted))]


def _strict(wanted: list[float], total: float) -> list[bool]:
    answers, spent = [], 0.0
    for epsilon in wanted:
        answers.append(spent + epsilon < total)
        spent += epsilon if answers[-1] else 0
    return answers


def _until_empty(wanted: list[float], total: float) -> list[bool]:
    answers, spent = [], 0.0
    for epsilon in wanted:
        answers.append(spent < total)
        spent += epsilon if answers[-1] else 0
    return answers


EXERCISE = Exercise(
    "15-budget",
    points=2,
    title="a budget that is kept",
    reference=answered,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda wanted, total: [epsilon <= total for epsilon in wanted],
            "You compare each question alone with the budget. What was answered before is spent: add it up.",
        ),
        Mistake(
            _running,
            "After a refusal you answer nothing any more. Nothing was told, so nothing is spent: add only what was "
            "answered, and a smaller question may still fit.",
        ),
        Mistake(_strict, "A question that uses up exactly what is left may be answered: <=, not <."),
        Mistake(
            _until_empty,
            "You ask whether anything is left. Ask whether ENOUGH is left: spent + this question <= total.",
        ),
        Mistake(
            lambda wanted, total: answered([round(epsilon, 1) for epsilon in wanted], total),
            "You rounded the epsilons to one decimal. Ten answers of 0.04 are 0.4, not 0: add them as they are.",
        ),
        Mistake(
            lambda wanted, total: [True] * len(wanted),
            "Everything is answered. The sum of all epsilons is the promise.",
        ),
        Mistake(
            lambda wanted, total: [not answer for answer in answered(wanted, total)],
            "True and False are swapped: True says that the question is answered.",
        ),
    ],
    hints=["Keep a number `spent`, and add to it only when the answer is True.", "spent + epsilon <= total"],
)
