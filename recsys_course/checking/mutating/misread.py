"""Wrong answers that misread the task: an argument is not used, or another one is; one of several results is wrong.

They are tried where no single change fits: they are many, and each says less about the code.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from itertools import islice, permutations
from typing import Any

import numpy as np

from recsys_course.checking.mutating.mutants import Mutant
from recsys_course.checking.wording import ORDINALS, show

_MOST_ORDERED = 4  # more results have too many orders
Change = tuple[Callable[[Any], Any], str]

_RESULTS: tuple[Change, ...] = (
    (lambda r: r[:1], "Only the first one is there. Does your `return` stand inside the loop? Move it to the left."),
    (lambda r: _ones(r), "Your result is 1 where the right one is not 0. The values themselves are asked for."),
    (lambda r: np.cumsum(r), "Your numbers run on: each is added to all before it. Set the sum back in each round."),
    (lambda r: np.cumsum(r, axis=0), "Your rows run on: each is added to all before it. Begin anew in each round."),
    (lambda r: _rows(r, np.sum), "You divided each row by its sum at the end."),
    (lambda r: _rows(r, np.linalg.norm), "You divided each row by its length at the end."),
    (lambda r: r / np.max(r), "You divided by the largest number at the end."),
    (lambda r: r - np.mean(r), "You subtracted the mean at the end."),
    (lambda r: np.triu(r), "Only the upper half of your table is filled."),
    (lambda r: np.tril(r), "Only the lower half of your table is filled."),
    (lambda r: np.diag(np.diag(r)), "Only the diagonal of your table is filled."),
    (lambda r: np.diag(r), "You return the diagonal of the table. The whole table is asked for."),
    (lambda r: _filled(r, 1), "The diagonal of your table holds 1. Look at what belongs there."),
    (lambda r: _filled(r, 0), "The diagonal of your table holds 0. Look at what belongs there."),
    (lambda r: np.unique(r), "Repeated numbers are lost in your result, or they are sorted."),
    (lambda r: np.sum(r, axis=0), "You added up the rows at the end. The single numbers are asked for."),
    (lambda r: np.sum(r, axis=1), "You added up each row at the end. The single numbers are asked for."),
    (lambda r: np.mean(r, axis=0), "You took the mean of the rows at the end. The single numbers are asked for."),
    (lambda r: np.max(r, axis=1), "You took the largest of each row at the end. The single numbers are asked for."),
    (lambda r: np.tanh(r), "You took tanh once more at the end."),
    (lambda r: 1 / (1 + np.exp(-np.asarray(r))), "You took the sigmoid once more at the end."),
    (lambda r: np.arccos(np.clip(r, -1, 1)), "This is the angle. Its cosine is asked for: leave out `arccos`."),
    (lambda r: 1 - np.asarray(r) ** 2, "Your result is 1 minus the square of the right one."),
    (lambda r: np.size(r), "This is the number of elements. The elements themselves are asked for."),
)  # fmt: skip
_PARTS: tuple[Change, ...] = (
    (lambda r: -r, "its sign is the wrong way round."),
    (lambda r: 1 - r, "it is 1 minus the right one."),
    (lambda r: 1 / r, "the fraction is upside down."),
    (lambda r: 2 * r, "it is two times the right one."),
    (lambda r: r / 2, "it is half of the right one."),
    (lambda r: r + 1, "it is one too large. Do you count from 0 or from 1?"),
    (lambda r: r - 1, "it is one too small. Do you count from 0 or from 1?"),
    (lambda r: np.square(r), "it is the square of the right one."),
    (lambda r: np.sqrt(r), "it is the square root of the right one."),
    (lambda r: np.swapaxes(r, 0, 1), "rows and columns are swapped."),
    (lambda r: np.asarray(r)[::-1], "its order is the wrong way round."),
    (lambda r: r * 0, "it is 0 where it should not be."),
)  # fmt: skip
_ALL: tuple[Change, ...] = (
    (lambda r: r[1:], "The first element of each result is missing."),
    (lambda r: r[:-1], "The last element of each result is missing."),
    (lambda r: r[:1], "Only the first element of each result is there. Does `return` stand inside the loop?"),
    (lambda r: r[-1:], "Only the last element of each result is there."),
    (lambda r: np.asarray(r)[::-1], "The order of each result is the wrong way round."),
    (lambda r: -r, "The sign of each result is the wrong way round."),
    (lambda r: 2 * r, "Each result is two times the right one."),
    (lambda r: r / 2, "Each result is half of the right one."),
)  # fmt: skip


def misread(function: Callable[..., Any], example: tuple[Any, ...], results: int = 1) -> Iterator[Mutant]:
    """Arguments first, then results.

    example: the arguments of the first case, whose numbers may be written down in an answer. results: how many the
    function returns.
    """
    yield from _arguments(function, example)
    for change, hint in _RESULTS:
        yield Mutant(_after(function, change), hint, hint)
    if results > 1:
        yield from _several(function, results)


def _arguments(function: Callable[..., Any], example: tuple[Any, ...]) -> Iterator[Mutant]:
    names = list(inspect.signature(function).parameters)
    for place, name in enumerate(names[: len(example)]):
        for change, hint in _others(name, example[place]):
            yield Mutant(_given(function, place, change), hint, hint)
        for other, its_name in enumerate(names):
            if other != place:
                hint = f"You used `{its_name}` where `{name}` belongs."
                yield Mutant(_taken(function, place, other), hint, hint)


def _others(name: str, example: Any) -> Iterator[Change]:
    """What may stand in the place of one argument."""
    if isinstance(example, bool | str):
        return
    if isinstance(example, int | float | np.number):
        fixed = f"Your result is that of {name} = {show(example)} always. Use `{name}`, not its value in the example."
        yield lambda value: example, fixed
        for number in (0, 1):
            hint = f"Your result is that of {name} = {number}: `{name}` is not used where it belongs."
            yield lambda value, number=number: type(value)(number), hint  # type: ignore[misc]
        yield lambda value: -value, f"The sign of `{name}` is the wrong way round."
        yield lambda value: 2 * value, f"`{name}` counts twice in your result."
        return
    equal = f"The single values of `{name}` play no part: your result is what equal values everywhere in it give."
    for one in (0, 1):
        yield lambda value, one=one: np.full_like(_numbers(value), one), equal  # type: ignore[misc]
    yield lambda value: np.full_like(_numbers(value), _numbers(value).flat[0]), equal
    yield lambda value: np.sign(_numbers(value)), f"You only ask whether a value of `{name}` is 0, not how large it is."
    yield lambda value: -_numbers(value), f"The sign of `{name}` is the wrong way round."
    yield lambda value: np.sort(_numbers(value)), f"`{name}` is sorted in what you compute. Its order counts."


def _numbers(value: Any) -> np.ndarray:
    """An array of numbers; Errors: TypeError for anything else."""
    array = np.asarray(value)
    if array.dtype.kind not in "iuf" or array.size == 0:
        raise TypeError("no numbers")
    return array


def _several(function: Callable[..., Any], results: int) -> Iterator[Mutant]:
    for change, hint in _ALL:
        yield Mutant(_after(function, _everywhere(change)), hint, hint)
    orders = permutations(range(results)) if 2 < results <= _MOST_ORDERED else iter(())
    for order in islice(orders, 1, None):  # the first is the right one
        hint = "Your results are right, in another order. The description says which comes first."
        yield Mutant(_after(function, _ordered(order)), hint, hint)
    for place, word in enumerate(ORDINALS[:results]):
        for change, text in _PARTS:
            hint = f"Look at the {word} of the {results} results: {text}"
            yield Mutant(_after(function, _part(place, change)), hint, hint)
        for other, its_word in enumerate(ORDINALS[:results]):
            if other != place:
                hint = f"The {word} of the {results} results is the {its_word} one once more."
                yield Mutant(_after(function, _copied(place, other)), hint, hint)


def _everywhere(change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda r: tuple(change(one) for one in r)


def _ordered(order: Sequence[int]) -> Callable[[Any], Any]:
    return lambda r: tuple(r[place] for place in order)


def _part(place: int, change: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda r: (*r[:place], change(r[place]), *r[place + 1 :])


def _copied(place: int, other: int) -> Callable[[Any], Any]:
    return lambda r: (*r[:place], r[other], *r[place + 1 :])


def _after(function: Callable[..., Any], change: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *given: change(function(*given))


def _given(function: Callable[..., Any], place: int, change: Callable[[Any], Any]) -> Callable[..., Any]:
    return lambda *given: function(*given[:place], change(given[place]), *given[place + 1 :])


def _taken(function: Callable[..., Any], place: int, other: int) -> Callable[..., Any]:
    return lambda *given: function(*given[:place], given[other], *given[place + 1 :])


def _ones(result: Any) -> np.ndarray:
    return (np.asarray(result) != 0).astype(float)


def _rows(result: Any, measure: Callable[..., Any]) -> np.ndarray:
    """Each row over its sum or length; a row of zeros stays."""
    below = np.asarray(measure(result, axis=1, keepdims=True), dtype=float)
    return np.asarray(result) / np.where(below == 0, 1, below)


def _filled(result: Any, value: float) -> np.ndarray:
    """Another diagonal; Errors: ValueError where there is none."""
    table = np.array(result, dtype=float)
    if table.ndim != 2 or len(set(table.shape)) > 1:
        raise ValueError("not a square table")
    np.fill_diagonal(table, value)
    return table
