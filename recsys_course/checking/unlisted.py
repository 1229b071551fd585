"""Recognises a mistake that nobody wrote down: a mutant of the right answer that gives what the learner's answer gives.

The rule is that of `recognise`: every case must be explained. Because there are many mutants, the cases must also say
enough: a result that many wrong answers share proves nothing.
"""

from __future__ import annotations

import pickle
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from types import FunctionType
from typing import Any

import numpy as np

from recsys_course.checking.diagnosing import differs, explains, explains_all
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.checking.mutating.misread import misread
from recsys_course.checking.mutating.mutants import Mutant, mutants
from recsys_course.checking.mutating.slips import slips
from recsys_course.checking.mutating.whole import around
from recsys_course.checking.runner.running import Outcome, run_limited

SECONDS = 2.0  # of computing, for the whole search
SHORT = 0.6  # the same where many answers are looked at in a row
ONE = 0.2  # for one mutant on all cases
_KEPT = 128
_Tried = tuple[Mutant, list[Outcome]]
_tried: dict[tuple[str, bool, bytes], list[_Tried]] = {}


def recognise_unlisted(
    exercise: Exercise,
    cases: Sequence[tuple[Any, ...]],
    expected: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    thorough: bool = True,
) -> Mistake | None:
    """The one change of the right answer that explains a wrong answer in every case, or None.

    An exercise of one case proves too little. Where only one of several cases shows the mistake, or where all results
    are whole numbers, which agree by chance, a change is named only if no other one explains it too.
    Then a listed mistake may leave a few cases open, see `_guarded`.
    thorough: whether pairs of a listed mistake and a change are tried where nothing else fits; they need two cases that
    show them.
    """
    shown = _telling(exercise, expected, outcomes) if len(outcomes) == len(cases) > 1 else []
    if not shown:
        return None
    end = time.thread_time() + (SECONDS if thorough else SHORT)
    certain = len(shown) > 1 and any(_has_fractions(outcomes[i].value) for i in shown)
    for makers in (_FIRST, _THEN) if len(shown) > 1 else (_FIRST,):
        tried = _singles(exercise, cases, expected, end, makers)
        fitting = _fitting(exercise, tried, expected, outcomes)
        hints = {one.hint: one for one in islice(fitting, 1 if certain else None)}
        if hints:
            return _mistake(*hints.values()) if len(hints) == 1 else None
    if guarded := _guarded(exercise, cases, expected, outcomes, end):
        return guarded
    if not (certain and thorough and _has_fractions(outcomes[shown[0]].value)):
        return None
    pairs = _pairs(exercise, cases, shown[0], outcomes, end)
    found = next(_fitting(exercise, pairs, expected, outcomes), None)
    return _mistake(found) if found else None


_Maker = Callable[[Exercise, Sequence[tuple[Any, ...]], Sequence[Outcome]], Iterable[Mutant]]
_FIRST: tuple[_Maker, ...] = (
    lambda exercise, cases, expected: around(exercise.reference),
    lambda exercise, cases, expected: mutants(exercise.reference),
)
_THEN: tuple[_Maker, ...] = (
    lambda exercise, cases, expected: misread(exercise.reference, cases[0], _results(expected[0].value)),
    lambda exercise, cases, expected: mutants(exercise.reference, rules=slips(exercise.parameters)),
)


def _results(value: Any) -> int:
    return len(value) if isinstance(value, tuple) else 1


def _guarded(
    exercise: Exercise,
    cases: Sequence[tuple[Any, ...]],
    expected: Sequence[Outcome],
    outcomes: Sequence[Outcome],
    end: float,
) -> Mistake | None:
    """The listed mistake that gives every wrong result, where the answer has a guard that it lacks; None if two fit."""
    found: list[tuple[int, Mistake]] = []
    for mistake in exercise.mistakes:
        wrong = run_limited(mistake.code, cases, ONE) if time.thread_time() < end else None
        left = _left_open(exercise, list(zip(expected, wrong, outcomes, strict=True))) if wrong is not None else None
        if left is not None:
            found.append((left, mistake))
    fewest = min((left for left, _ in found), default=0)
    best = [mistake for left, mistake in found if left == fewest]
    return best[0] if len(best) == 1 else None


def _left_open(exercise: Exercise, trios: Sequence[tuple[Outcome, Outcome, Outcome]]) -> int | None:
    """The number of cases with a guard; None where the mistake does not give all that is wrong.

    A guard: the mistake gives an error or no number and the answer does, or the answer is right where it is not.
    Two wrong cases at least must be those of the mistake, and more than there are with a guard.
    """
    agreed = left = 0
    for want, there, got in trios:
        right = differs(exercise, want, got) is None
        if explains(exercise, want, there, got):
            agreed += not right and there.kind == "value"
        elif right or (got.kind == "value" and (_says_nothing(there) or _of_both(want, there, got))):
            left += 1
        else:
            return None
    return left if agreed > max(1, left) else None


def _says_nothing(there: Outcome) -> bool:
    """Whether a mistake stops with an error, or gives no finite number."""
    return there.kind == "error" or (there.kind == "value" and not _any_finite(there.value))


def _any_finite(value: Any) -> bool:
    if isinstance(value, tuple):
        return any(_any_finite(one) for one in value)
    try:
        return bool(np.isfinite(np.asarray(value, dtype=float)).any())
    except (TypeError, ValueError):
        return True


def _of_both(want: Outcome, there: Outcome, got: Outcome) -> bool:
    """Whether each number of an answer is that of the mistake or the right one."""
    try:
        right, wrong, own = (np.asarray(one.value, dtype=float) for one in (want, there, got))
    except (TypeError, ValueError):
        return False
    if not right.shape == wrong.shape == own.shape:
        return False
    return bool(np.all(np.isclose(own, wrong, equal_nan=True) | np.isclose(own, right, equal_nan=True)))


def _mistake(mutant: Mutant) -> Mistake:
    return Mistake(mutant.code, mutant.hint)


def _telling(exercise: Exercise, expected: Sequence[Outcome], outcomes: Sequence[Outcome]) -> list[int]:
    """The wrong cases whose result says something; none where the answer gives the same in all of them."""
    pairs = list(zip(expected, outcomes, strict=True))
    wrong = [i for i, pair in enumerate(pairs) if differs(exercise, *pair) is not None]
    found = [i for i in wrong if outcomes[i].kind == "value" and _says_something(outcomes[i].value)]
    same = len(found) > 1 and all(differs(exercise, outcomes[found[0]], outcomes[i]) is None for i in found[1:])
    return [] if same else found


def _says_something(value: Any) -> bool:
    """Whether a result is more than nothing, not-a-number, or the same 0 or 1 everywhere."""
    try:
        numbers = np.unique(np.asarray(value, dtype=float))
    except (TypeError, ValueError):
        return True
    finite = numbers[np.isfinite(numbers)]
    return len(finite) > 1 or (len(finite) == 1 and finite[0] not in (0, 1))


def _has_fractions(value: Any) -> bool:
    """Whether a result holds numbers that are not whole: many pairs give the same whole numbers by chance."""
    try:
        numbers = np.asarray(value, dtype=float)
    except (TypeError, ValueError):
        return False
    return bool(np.any(np.isfinite(numbers) & (numbers != np.rint(numbers))))


def _fitting(
    exercise: Exercise, tried: Iterable[_Tried], expected: Sequence[Outcome], outcomes: Sequence[Outcome]
) -> Iterator[Mutant]:
    for mutant, wrong in tried:
        if explains_all(exercise, expected, wrong, outcomes):
            yield mutant


def _singles(
    exercise: Exercise,
    cases: Sequence[tuple[Any, ...]],
    expected: Sequence[Outcome],
    end: float,
    makers: tuple[_Maker, ...],
) -> list[_Tried]:
    """All mutants that the cases tell from the right answer, with their outcomes; kept for the next answer."""
    key = _key(exercise, cases, makers is _FIRST)
    if key in _tried:
        return _tried[key]
    made = chain.from_iterable(make(exercise, cases, expected) for make in makers)
    found = [
        (one, wrong)
        for one, wrong in _run(made, cases, end)
        if any(differs(exercise, *pair) is not None for pair in zip(expected, wrong, strict=True))
    ]
    if key is not None:
        while len(_tried) >= _KEPT:
            del _tried[next(iter(_tried))]
        _tried[key] = found
    return found


def _key(exercise: Exercise, cases: Sequence[tuple[Any, ...]], first: bool) -> tuple[str, bool, bytes] | None:
    try:
        return exercise.id, first, pickle.dumps((exercise.reference, cases))
    except Exception:  # an object in a case, or a function made on the way, that no file can hold
        return None


def _run(made: Iterable[Mutant], cases: Sequence[tuple[Any, ...]], end: float) -> Iterator[_Tried]:
    """Run one after the other until the time is up."""
    for mutant in made:
        if time.thread_time() >= end:
            return
        outcomes = run_limited(mutant.code, cases, ONE)
        if outcomes is not None:
            yield mutant, outcomes


def _pairs(
    exercise: Exercise, cases: Sequence[tuple[Any, ...]], shown: int, outcomes: Sequence[Outcome], end: float
) -> Iterator[_Tried]:
    """A listed mistake and one change; only those that explain the case `shown` run on all cases."""
    for mistake in exercise.mistakes:
        for one, (first,) in _run(_changed(mistake.code, exercise.reference), [cases[shown]], end):
            if first.kind == "value" and differs(exercise, first, outcomes[shown]) is None:
                words = f"Two things. One: {mistake.hint} The other: {one.hint}"
                yield from _run([Mutant(one.code, words, one.diff)], cases, end)


def _changed(mistake: Callable[..., Any], reference: Callable[..., Any]) -> Iterator[Mutant]:
    """The mistake with one change in its own code, or in the right answer that it uses."""
    yield from mutants(mistake)
    if isinstance(mistake, FunctionType) and reference.__name__ in mistake.__code__.co_names:
        for one in mutants(reference):
            space = {**mistake.__globals__, reference.__name__: one.code}
            code = FunctionType(mistake.__code__, space, closure=mistake.__closure__)
            code.__defaults__ = mistake.__defaults__
            yield Mutant(code, one.hint, one.diff)
