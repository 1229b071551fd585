"""Wrong answers around a right one: its result is changed once more, or its arguments are before they are used.

These need no source of the right answer. They go before the mutants because they say more plainly what happened.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from recsys_course.checking.mutating.mutants import Mutant

_RESULTS: tuple[tuple[Callable[[Any], Any], str], ...] = (
    (lambda r: -r, "The sign is the wrong way round: each of your numbers is the right one times -1."),
    (lambda r: 1 - r, "Your numbers are 1 minus the right ones: you measure the opposite."),
    (lambda r: 1 / r, "The fraction is upside down: your result is 1 divided by the right one."),
    (lambda r: 2 * r, "Your result is two times the right one."),
    (lambda r: r / 2, "Your result is half of the right one."),
    (lambda r: 100 * r, "Your result is 100 times the right one: a share lies between 0 and 1, not in percent."),
    (lambda r: r / 100, "Your result is a hundredth of the right one: do not divide by 100."),
    (lambda r: r + 1, "Your result is one larger than the right one."),
    (lambda r: r - 1, "Your result is one smaller than the right one."),
    (lambda r: _cut(r), "Your numbers are cut to whole numbers. Keep what stands behind the point."),
    (lambda r: _turned(r), "Rows and columns are swapped: your result is the right one turned over (`.T`)."),
    (lambda r: r[::-1], "The order is the wrong way round: your result is the right one from its end."),
    (lambda r: np.asarray(r)[:, ::-1], "The order in each row is the wrong way round."),
    (lambda r: np.asarray(r)[:, None], "Your result is a column, a table with one column. A plain row is asked for."),
    (lambda r: np.asarray(r)[None], "Your result has one dimension too many, in front."),
    (lambda r: r[1:], "The first element of the result is missing."),
    (lambda r: r[:-1], "The last element of the result is missing."),
    (lambda r: r[0], "You return the first element only. All of them are asked for."),
    (lambda r: r[1], "You return the second part only. All of them are asked for."),
    (lambda r: r[-1], "You return the last element only. All of them are asked for."),
    (lambda r: np.sort(r), "Your numbers are right, but you sorted them. Keep each in its place."),
    (lambda r: np.argsort(r), "These are the places of the sorted numbers. The numbers themselves are asked for."),
    (lambda r: np.argsort(-np.asarray(r)), "These are places, largest first. The numbers themselves are asked for."),
    (lambda r: np.sum(r), "You added everything up at the end. The single numbers are asked for."),
    (lambda r: np.mean(r), "You took the mean at the end. The single numbers are asked for."),
    (lambda r: np.max(r), "You took the largest at the end. The single numbers are asked for."),
    (lambda r: np.argmax(r), "This is the place of the largest. The numbers themselves are asked for."),
    (lambda r: np.ravel(r), "Your result is flat. A table with rows and columns is asked for."),
    (lambda r: np.abs(r), "Your numbers have lost their sign."),
    (lambda r: np.square(r), "Your result is the square of the right one: a square root is missing, or a square is one "
        "too many."),
    (lambda r: np.sqrt(r), "Your result is the square root of the right one."),
    (lambda r: np.exp(r), "Your result is e to the power of the right one: a logarithm is missing."),
    (lambda r: np.log(r), "Your result is the logarithm of the right one."),
    (lambda r: r / np.log(2), "Your result is the right one divided by ln 2: somewhere you took the other logarithm. "
        "np.log is the natural one, np.log2 that to base 2."),
    (lambda r: r * np.log(2), "Your result is the right one times ln 2: somewhere you took the other logarithm. "
        "np.log is the natural one, np.log2 that to base 2."),
    (lambda r: r / np.sum(r), "You divided by the sum at the end, so that all numbers add up to 1."),
    (lambda r: r / np.linalg.norm(r), "You divided by the length of the result at the end."),
    (lambda r: r / len(r), "You divided by the number of elements once too often."),
    (lambda r: r * len(r), "A division by the number of elements is missing."),
    (lambda r: np.asarray(r) > 0, "These are True and False. The numbers themselves are asked for."),
    (lambda r: np.flatnonzero(r), "These are places. A value for each place is asked for."),
    (lambda r: np.maximum(r, 0), "You cut off what is below 0."),
    (lambda r: np.minimum(r, 1), "You cut off what is above 1."),
)  # fmt: skip


def around(function: Callable[..., Any]) -> Iterator[Mutant]:
    """First those with another argument, then those with another result."""
    yield from _arguments(function)
    for change, hint in _RESULTS:
        yield Mutant(_after(function, change), hint, hint)


def _cut(result: Any) -> Any:
    """Whole numbers; a result that has nothing behind the point stays as it is."""
    cut = np.asarray(result).astype(int)
    return result if np.array_equal(cut, result) else cut


def _after(function: Callable[..., Any], change: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *given: change(function(*given))


def _turned(result: Any) -> Any:
    """The transpose; Errors: ValueError where nothing turns over."""
    if np.ndim(result) < 2:
        raise ValueError("one row has no columns to swap")
    return np.swapaxes(result, -1, -2)


def _arguments(function: Callable[..., Any]) -> Iterator[Mutant]:
    names = list(inspect.signature(function).parameters)
    for place, name in enumerate(names):
        for step, word, sign in ((1, "many", "+"), (-1, "few", "-")):
            hint = f"One too {word}: your result is what {name} {sign} 1 gives in the place of {name}."
            yield Mutant(_with(function, place, _moved(step)), hint, hint)
        hint = f"You read `{name}` from its end: your result is what it gives in the opposite order."
        yield Mutant(_with(function, place, lambda value: value[::-1]), hint, hint)
        hint = f"Rows and columns of `{name}` are swapped in what you compute."
        yield Mutant(_with(function, place, _turned), hint, hint)
    for left in range(len(names)):
        for right in range(left + 1, len(names)):
            hint = f"`{names[left]}` and `{names[right]}` are swapped: each stands where the other belongs."
            yield Mutant(_swapped(function, left, right), hint, hint)


def _moved(step: int) -> Callable[[Any], int]:
    """Adds to a count; anything else is a TypeError."""

    def change(value: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | np.integer):
            raise TypeError("not a count")
        return int(value) + step

    return change


def _with(function: Callable[..., Any], place: int, change: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *given: function(*given[:place], change(given[place]), *given[place + 1 :])


def _swapped(function: Callable[..., Any], left: int, right: int) -> Callable[..., Any]:
    def other(*given: Any) -> Any:
        order = list(given)
        order[left], order[right] = order[right], order[left]
        return function(*order)

    return other
