"""Explains a wrong outcome in plain language: what happened, where, and what usually helps."""

from __future__ import annotations

from collections.abc import Sequence, Sized
from typing import Any

import numpy as np

from recsys_course.checking.advice.errors import cure
from recsys_course.checking.advice.tensors import tidy
from recsys_course.checking.exercise import Exercise
from recsys_course.checking.runner.running import Outcome
from recsys_course.checking.wording import at, cut, named, place_of, shorten, show, versus

_LOOP = "Is there a loop that never ends? Check that its condition changes in every round."
_SLOW = "Is a step compiled again for every batch, or a loop without end? Is the machine busy with something else?"
_EMPTY = "In this case an argument is empty; treat that first."
_NOTHING = (
    "Your function returns None. Some functions, such as np.fill_diagonal or list.sort, change their argument and "
    "return None: call them on one line, and return the changed array on the next."
)
_SHORT = 4


def explain(
    exercise: Exercise,
    arguments: tuple[Any, ...],
    expected: Outcome,
    got: Outcome,
    difference: str,
    only_on_empty: bool = False,
) -> tuple[str, str]:
    """(headline, detail) on the first case that is not right. The headline tells nothing about the case.

    only_on_empty: what `dies_only_on_empty` found.
    """
    name = exercise.id
    if got.kind == "late":
        why = _SLOW if exercise.trained else _LOOP
        return f"{name}: stopped, because one case took longer than the time limit. {why}", _case(exercise, arguments)
    if got.kind == "no function":
        return f"{name}: the check needs your function, not its result ({got.message}). {_call(exercise)}", ""
    if got.kind == "parameters":
        return f"{name}: your function cannot be called: {got.message}. {_signature(exercise)}", ""
    if got.kind == "error" and expected.kind != "error":
        return f"{name}: your code stopped with the error {got.error}.", _error(exercise, arguments, got, only_on_empty)
    if got.kind == "untouched":
        return f"{name}: in some cases the result is still `...`.", _case(exercise, arguments)
    return f"{name}: not right yet.", _different(exercise, arguments, expected, got, difference)


def returned_nothing(exercise: Exercise, got: Outcome) -> str:
    """The headline on a function that has a `return` with a value, and the value is None in every case."""
    other = " Or it comes to its end without reaching a `return`." if got.returns == "sometimes" else ""
    return f"{exercise.id}: not right yet. {_NOTHING}{other}"


def _call(exercise: Exercise) -> str:
    function = exercise.reference.__name__ if exercise.reference.__name__.isidentifier() else "your_function"
    return f'Write check("{exercise.id}", {function}), without brackets after the name of the function.'


def _signature(exercise: Exercise) -> str:
    names = ", ".join(exercise.parameters) or "nothing"
    number = len(exercise.parameters)
    return f"The exercise calls it with {number}: ({names}). Restore the first line of the function."


def dies_only_on_empty(
    cases: Sequence[tuple[Any, ...]], expected: Sequence[Outcome], outcomes: Sequence[Outcome]
) -> bool:
    """Whether an answer stops with an error only where a certain argument is empty, and mostly where it is."""
    pairs = zip(expected, outcomes, strict=False)
    died = {i for i, (want, got) in enumerate(pairs) if got.kind == "error" and want.kind != "error"}
    for part in range(max(len(arguments) for arguments in cases)):
        empty = {i for i, arguments in enumerate(cases) if arguments[part:] and _is_empty(arguments[part])}
        if died and died <= empty and len(empty) < min(len(cases), 2 * len(died)):
            return True
    return False


def _is_empty(argument: Any) -> bool:
    """Whether an argument has no elements; one number is never empty."""
    if hasattr(argument, "shape"):
        return bool(np.prod(argument.shape) == 0)
    return isinstance(argument, Sized) and len(argument) == 0


def _error(exercise: Exercise, arguments: tuple[Any, ...], got: Outcome, only_on_empty: bool) -> str:
    """Type and message, the line of the learner's code, the usual cure, the arguments."""
    lines = [f"{got.error}: {cut(tidy(got.message), 300)}" if got.message else ""]
    if got.line:
        lines.append(f"in line {got.line} of your code{': ' if got.code else ''}{got.code}")
    lines.append(cure(got.error, got.message, got.code))
    lines.append(_EMPTY if only_on_empty else "")
    return "\n".join([*(line for line in lines if line), _case(exercise, arguments)])


def _different(exercise: Exercise, arguments: tuple[Any, ...], expected: Outcome, got: Outcome, difference: str) -> str:
    """The sentence on the difference, the arguments, expected and got; no pair of values is printed twice."""
    pair = _pair(expected, got)
    if expected.kind == got.kind == "value":
        difference, pair = _once(difference, expected.value, got.value, pair)
    difference = difference[:1].upper() + difference[1:]
    parts = [difference if difference.endswith((".", "?")) else f"{difference}.", _case(exercise, arguments), pair]
    return "\n".join(part for part in parts if part)


def _pair(expected: Outcome, got: Outcome) -> str:
    """The whole values, one below the other."""
    wanted = f"a {expected.error}" if expected.kind == "error" else _indented(shorten(expected.value))
    lines = [f"Expected: {wanted}"]
    if got.kind == "value":
        lines.append(f"Got:      {_indented(shorten(got.value))}")
    return "\n".join(lines)


def _once(difference: str, expected: Any, got: Any, pair: str) -> tuple[str, str]:
    """Sentence and pair, without what both would say: for a single value, or a list or tuple of up to four."""
    if difference.startswith((f"{versus(expected, got)}.", f"expected {show(expected)}, got None.")):
        return difference, ""
    short = isinstance(expected, (list, tuple)) and isinstance(got, (list, tuple, np.ndarray))
    if not short or len(expected) != len(got) or len(expected) > _SHORT:
        return difference, pair
    for number, (one, other) in enumerate(zip(expected, got, strict=True)):
        place = at(place_of(expected, number))
        if difference == f"{place}{versus(one, other)}.":
            told_apart = shorten(one) != shorten(other)
            return (f"{place[:-2]} differs.", pair) if told_apart else (difference, "")
    return difference, pair


def _case(exercise: Exercise, arguments: tuple[Any, ...]) -> str:
    return f"With these arguments:\n{named(exercise.parameters, arguments)}" if arguments else ""


def _indented(text: str) -> str:
    return text.replace("\n", "\n" + " " * 10)
