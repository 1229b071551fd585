"""What all wrong cases have in common, and no right one: a forgotten special case, said as a fact about the cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence, Sized
from typing import Any

import numpy as np

from recsys_course.checking.wording import plural

_Trait = tuple[str, Callable[[tuple[Any, ...]], bool]]
_LARGE = 700  # exp of more is infinite


def apart(names: Sequence[str], cases: Sequence[tuple[Any, ...]], right: Sequence[bool]) -> str:
    """One sentence on the only kind of case that is wrong, or "".

    names: the parameters. right: for each case whether the answer is right in it; most must be, and three at least.
    """
    if len(right) != len(cases) or sum(right) < max(3, len(right) // 2 + 1) or all(right):
        return ""
    for words, has in _traits(names, cases):
        if all(_holds(has, case) != good for case, good in zip(cases, right, strict=True)):
            wrong = len(cases) - sum(right)
            which = "the one wrong case" if wrong == 1 else f"all {plural(wrong, 'wrong case')}"
            return f"Your answer is right for the usual cases. In {which}, and in no other, {words}."
    return ""


def _holds(has: Callable[[tuple[Any, ...]], bool], case: tuple[Any, ...]) -> bool:
    try:
        return bool(has(case))
    except (TypeError, ValueError, IndexError):
        return False


def _traits(names: Sequence[str], cases: Sequence[tuple[Any, ...]]) -> Iterator[_Trait]:
    """The plainest first."""
    for words, has in _OF_ONE:
        for place, name in enumerate(names):
            yield f"`{name}` {words}", lambda case, has=has, place=place: has(case[place])  # type: ignore[misc]
    for place, name in enumerate(names):
        for other, its_name in enumerate(names):
            words = f"`{name}` is larger than the number of elements in `{its_name}`"
            yield words, lambda case, a=place, b=other: _count(case[a]) > len(case[b])  # type: ignore[misc]


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | np.integer):
        raise TypeError("not a count")
    return int(value)


def _numbers(value: Any) -> np.ndarray:
    array = np.asarray(value)
    if array.dtype.kind not in "iufb" or array.ndim == 0:
        raise TypeError("no numbers")
    return array


def _nested(value: Any) -> list[Any]:
    """A list of lists, such as histories."""
    if not isinstance(value, list) or not value or not all(isinstance(one, list | np.ndarray) for one in value):
        raise TypeError("not nested")
    return value


def _table(value: Any) -> np.ndarray:
    array = _numbers(value)
    if array.ndim != 2:
        raise TypeError("no table")
    return array


def _row(value: Any) -> np.ndarray:
    array = _numbers(value)
    if array.ndim != 1:
        raise TypeError("no row")
    return array


def _length(value: Any) -> int:
    if not isinstance(value, Sized) or isinstance(value, str | dict):
        raise TypeError("no length")
    return len(value)


_OF_ONE: tuple[tuple[str, Callable[[Any], bool]], ...] = (
    ("is empty", lambda x: _length(x) == 0),
    ("holds an empty list", lambda x: any(len(one) == 0 for one in _nested(x))),
    ("is all zeros", lambda x: _numbers(x).size > 0 and not _numbers(x).any()),
    ("has a row of zeros", lambda x: not _table(x).any(axis=1).all()),
    ("has a column of zeros", lambda x: not _table(x).any(axis=0).all()),
    ("has only one element", lambda x: _length(x) == 1),
    ("holds a list of one element", lambda x: any(len(one) == 1 for one in _nested(x))),
    ("is 0", lambda x: np.ndim(x) == 0 and bool(x == 0)),
    ("is 1", lambda x: np.ndim(x) == 0 and bool(x == 1)),
    ("holds very large numbers", lambda x: float(np.abs(_numbers(x)).max()) > _LARGE),
    ("holds numbers below 0", lambda x: float(_numbers(x).min()) < 0),
    ("holds only equal values", lambda x: _numbers(x).size > 1 and float(np.ptp(_numbers(x))) == 0),
    ("holds equal values", lambda x: len(np.unique(_row(x))) < len(_row(x))),
    ("has equal values in a row", lambda x: any(len(np.unique(row)) < len(row) for row in _table(x))),
    ("is not sorted", lambda x: bool((np.diff(_row(x)) < 0).any())),
)
