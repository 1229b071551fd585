"""Finds out what is wrong with an answer: does an outcome differ, and which known mistake explains all of them?

Everything here looks at outcomes only; the learner's code is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.checking.runner.plain import Table
from recsys_course.checking.runner.running import Outcome, run_trusted

ROUNDED = Mistake(np.round, "Your numbers are rounded. Return them as they are; do not round inside the function.")

_MISFITS = {"ValueError", "RuntimeError", "InvalidArgumentError"}  # sizes that do not fit: NumPy, PyTorch, TensorFlow
NO_TENSOR = Mistake(
    np.asarray,
    "Your numbers are right, but the result is an array of NumPy or a list. A tensor of the framework (TensorFlow or "
    "PyTorch) is asked for: compute with its functions.",
)


def differs(exercise: Exercise, expected: Outcome, got: Outcome) -> str | None:
    """None where the outcome is the expected one, else the sentence that says how it differs."""
    if expected.kind == "error":
        if got.kind == "error":
            return None if got.error == expected.error else f"expected a {expected.error}, got a {got.error}."
        return f"expected that a {expected.error} is raised."
    if got.kind != "value":
        return got.message or got.kind
    return exercise.compare(expected.value, got.value)


def recognise(
    exercise: Exercise,
    cases: Sequence[tuple[Any, ...]],
    expected: Sequence[Outcome],
    outcomes: Sequence[Outcome],
) -> Mistake | None:
    """The known mistake that explains a wrong answer in every case, or None.

    The rule: wherever the answer is wrong, the mistake gives the same; wherever the answer is right, the
    mistake is right too. A mistake that fits only some of the cases is not shown, because a wrong diagnosis
    misleads more than no diagnosis. Listed mistakes go first, in their order; then rounded numbers (`ROUNDED`).
    """
    if len(outcomes) != len(cases):
        return None
    for mistake in exercise.mistakes:
        if explains_all(exercise, expected, run_trusted(mistake.code, cases), outcomes):
            return mistake
    return ROUNDED if _is_rounded(expected, outcomes) else None


def explains(exercise: Exercise, expected: Outcome, wrong: Outcome, got: Outcome) -> bool:
    """Whether, in one case, answer and mistake give the same or are both right."""
    if wrong.kind == got.kind == "error" and {wrong.error, got.error} <= _MISFITS:
        return True
    both_right = differs(exercise, expected, got) is None and differs(exercise, expected, wrong) is None
    return both_right or differs(exercise, wrong, got) is None


def explains_all(
    exercise: Exercise, expected: Sequence[Outcome], wrong: Sequence[Outcome], outcomes: Sequence[Outcome]
) -> bool:
    """Whether in every case answer and mistake give the same or are both right."""
    return all(explains(exercise, *trio) for trio in zip(expected, wrong, outcomes, strict=True))


def _is_rounded(expected: Sequence[Outcome], outcomes: Sequence[Outcome]) -> bool:
    """Whether a wrong answer is, in every case, the right one rounded to the same 1, 2, 3 or 4 decimals."""
    pairs = list(zip(expected, outcomes, strict=True))
    equal = close_to(1e-12, 1e-12)
    if all(a.kind == "error" or b.kind != "value" or equal(a.value, b.value) is None for a, b in pairs):
        return False  # no number differs: the answer is wrong for another reason, for example its kind of numbers
    return any(all(_rounded_case(a, b, decimals) for a, b in pairs) for decimals in (1, 2, 3, 4))


def _rounded_case(expected: Outcome, got: Outcome, decimals: int) -> bool:
    """One case: at most half a step away, and on a step. A half may be rounded up or down."""
    if expected.kind == "error" or got.kind != "value":
        return expected.kind == got.kind and expected.error == got.error
    half_a_step = close_to(0.5 * 10.0**-decimals * (1 + 1e-6), 0.0)
    on_a_step = close_to(1e-12, 1e-12)
    near = half_a_step(expected.value, got.value) is None
    return near and on_a_step(_round(got.value, decimals), got.value) is None


def _round(value: Any, decimals: int) -> Any:
    """The same plain value with every number rounded."""
    if isinstance(value, np.ndarray):
        return np.round(value, decimals) if value.dtype.kind in "fc" else value
    if isinstance(value, float):
        return round(value, decimals)
    if isinstance(value, (list, tuple)):
        return type(value)(_round(part, decimals) for part in value)
    if isinstance(value, dict):
        return {key: _round(part, decimals) for key, part in value.items()}
    if isinstance(value, Table):
        return Table(value.columns, value.index, tuple(_round(part, decimals) for part in value.values), value.kind)
    return value
