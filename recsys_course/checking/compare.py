"""Says whether two answers are equal and, where not, what differs first, in one sentence a learner can use.

A comparison is a function `compare(expected, got) -> str | None`: None means equal. `close_to` and `exact`
make such functions. Both rebuild what they are given as plain data first, so the answer's own `==` is never
asked.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.runner.plain import Table, Unplain, plain
from recsys_course.checking.wording import at, count, first, in_full, place_of, plural, show, unequal, versus

Compare = Callable[[Any, Any], "str | None"]
_KINDS = {
    "i": "numbers",
    "u": "numbers",
    "f": "numbers",
    "b": "True/False values",
    "U": "text",
    "S": "bytes",
    "c": "complex numbers",
    "M": "dates",
    "m": "time spans",
}


def close_to(atol: float = 1e-6, rtol: float = 1e-6) -> Compare:
    """Make a comparison for measured numbers: equal when |got - expected| <= atol + rtol * |expected|.

    Whole numbers are compared with `atol` alone. Accepts int for float, list for array, sparse for full, in
    any nesting of lists, tuples, dicts and tables.
    """
    return lambda expected, got: _compare(expected, got, atol, rtol, False)


def exact() -> Compare:
    """Make a comparison for counts, item numbers, text and lists of them: equal means equal.

    Accepts a list for an array, but no float where whole numbers are expected (they could not be used as an
    index).
    """
    return lambda expected, got: _compare(expected, got, 0.0, 0.0, True)


def _compare(expected: Any, got: Any, atol: float, rtol: float, strict: bool) -> str | None:
    try:
        return _Comparison(atol, rtol, strict).differs(plain(expected), plain(got), "")
    except Unplain as error:
        return f"{error}."


class _Comparison:
    """Walks through two plain values together; a method returns None or a sentence on what differs."""

    def __init__(self, atol: float, rtol: float, strict: bool) -> None:
        self.atol, self.rtol, self.strict = atol, rtol, strict

    def differs(self, expected: Any, got: Any, where: str) -> str | None:
        """Choose the comparison by the kind of the expected value. `where`: the place in the whole answer."""
        if isinstance(expected, np.ndarray):
            return self.arrays(expected, got, where)
        if isinstance(expected, Table):
            return self.tables(expected, got, where)
        if isinstance(expected, dict):
            return self.dicts(expected, got, where)
        if isinstance(expected, (list, tuple)):
            return self.sequences(expected, got, where)
        if isinstance(expected, set):
            return self.sets(expected, got, where)
        return self.scalars(expected, got, where)

    def scalars(self, expected: Any, got: Any, where: str) -> str | None:
        """None, True/False, numbers and text."""
        if not isinstance(expected, (int, float, complex)) or isinstance(expected, bool):
            same_kind = type(expected) is type(got)
            return None if same_kind and expected == got else unequal(expected, got, where)
        numbers = (int, float, complex) if isinstance(expected, complex) else (int, float)
        if isinstance(got, bool) or not isinstance(got, numbers):
            return unequal(expected, got, where)
        if isinstance(expected, int) and isinstance(got, int):
            return None if abs(expected - got) <= self.atol else unequal(expected, got, where)
        return self.arrays(np.array([expected]), np.array([got]), where, scalar=True)

    def arrays(self, expected: np.ndarray, got: Any, where: str, scalar: bool = False) -> str | None:
        """Type, shape, kind of the elements, NaN and infinity, then the first element that differs."""
        array = _as_array(expected, got, where)
        if isinstance(array, str):
            return array
        if array.shape != expected.shape:
            cue = _shape_cue(expected, array)
            return f"{at(where)}wrong shape: expected {expected.shape}, got {array.shape}{cue}."
        if expected.size == 0:
            return None
        for test in (self.kinds, self.not_finite, self.whole, self.elements):
            sentence = test(expected, array, where, scalar)
            if sentence:
                return sentence
        return None

    def kinds(self, expected: np.ndarray, got: np.ndarray, where: str, scalar: bool) -> str | None:
        """Numbers for numbers, text for text, True/False for True/False."""
        want, have = _KINDS[expected.dtype.kind], _KINDS.get(got.dtype.kind, "Python objects")
        if want == have or (want == "complex numbers" and have == "numbers"):
            return None
        return f"{at(where)}wrong kind of elements: expected {want}, got {have} (dtype {got.dtype})."

    def not_finite(self, expected: np.ndarray, got: np.ndarray, where: str, scalar: bool) -> str | None:
        """The first NaN or infinity where none is expected."""
        if got.dtype.kind not in "fc":
            return None
        for name, test, cause in _NOT_FINITE:
            bad = test(got) & ~test(expected)
            if bad.any():
                return f"{at(where)}{first(bad, scalar)}{name}{count(bad, 'are')}. {cause}"
        return None

    def whole(self, expected: np.ndarray, got: np.ndarray, where: str, scalar: bool) -> str | None:
        """Where equal means equal: whole numbers for whole numbers."""
        if not self.strict or expected.dtype.kind not in "iu" or got.dtype.kind in "iu":
            return None
        return f"{at(where)}expected whole numbers (int), got numbers with a decimal point ({got.dtype})."

    def elements(self, expected: np.ndarray, got: np.ndarray, where: str, scalar: bool) -> str | None:
        """The first element that is too far away, with the number of such elements."""
        bad = ~self.near(expected, got)
        if not bad.any():
            return None
        place = tuple(np.argwhere(bad)[0])
        return f"{at(where)}{first(bad, scalar)}{versus(expected[place], got[place])}{count(bad, 'differ')}."

    def near(self, expected: np.ndarray, got: np.ndarray) -> np.ndarray:
        """Boolean array: which elements are equal or close enough. NaN equals NaN."""
        whole = expected.dtype.kind == got.dtype.kind == "i" and self.atol < 1
        if whole or expected.dtype.kind not in "iufc":
            return np.asarray(expected == got)
        rtol = 0.0 if expected.dtype.kind in "iu" else self.rtol
        wide = np.complex128 if "c" in (expected.dtype.kind, got.dtype.kind) else np.float64
        return np.isclose(got.astype(wide), expected.astype(wide), atol=self.atol, rtol=rtol, equal_nan=True)

    def sequences(self, expected: Any, got: Any, where: str) -> str | None:
        """Lists and tuples, of equal length and in order."""
        if isinstance(got, Table) and len(got.values) == 1:
            got = got.values[0]
        several = isinstance(expected, tuple) and not where and len(expected) > 1
        if not isinstance(got, (list, tuple, np.ndarray)):
            return _one_for_several(expected, got) if several and got is not None else unequal(expected, got, where)
        if len(got) != len(expected):  # before any list is made: an array without columns may have a billion rows
            if several:
                return _one_for_several(expected, got)
            return f"{at(where)}wrong length: expected {plural(len(expected), 'element')}, got {len(got)}."
        pairs = zip(expected, list(got), strict=True)
        found = (self.differs(a, plain(b), place_of(expected, i, where)) for i, (a, b) in enumerate(pairs))
        return next((sentence for sentence in found if sentence), None)

    def dicts(self, expected: dict[Any, Any], got: Any, where: str) -> str | None:
        """Dicts with the same keys, in any order."""
        if not isinstance(got, dict):
            return unequal(expected, got, where)
        missing, extra = expected.keys() - got.keys(), got.keys() - expected.keys()
        for keys, word in ((missing, "is missing"), (extra, "does not belong")):
            if keys:
                return f"{at(where)}the key {in_full(sorted(keys, key=repr)[0])} {word} ({len(keys)} such keys)."
        found = (self.differs(expected[key], got[key], f"{where}[{key!r}]") for key in expected)
        return next((sentence for sentence in found if sentence), None)

    def sets(self, expected: set[Any], got: Any, where: str) -> str | None:
        """Sets with the same members."""
        if not isinstance(got, set):
            return unequal(expected, got, where)
        for members, word in ((expected - got, "is missing"), (got - expected, "does not belong")):
            if members:
                return f"{at(where)}{in_full(sorted(members, key=repr)[0])} {word} ({len(members)} such members)."
        return None

    def tables(self, expected: Table, got: Any, where: str) -> str | None:
        """Tables with the same columns in the same order, the same index and the same values."""
        if not isinstance(got, Table):
            return unequal(expected, got, where)
        if len(expected.columns) > 1 and expected.columns != got.columns:
            return f"{at(where)}wrong columns: expected {list(expected.columns)}, got {list(got.columns)}."
        if len(expected.values) != len(got.values):
            numbers = f"expected {len(expected.values)}, got {len(got.values)}"
            return f"{at(where)}wrong number of columns: {numbers}."
        rows = [("the index ", expected.index, got.index)]
        names = [f"column {name!r} " for name in expected.columns]
        rows += zip(names, expected.values, got.values, strict=True)
        found = (self.differs(a, b, where + name) for name, a, b in rows)
        return next((sentence for sentence in found if sentence), None)


def _one_for_several(expected: tuple[Any, ...], got: Any) -> str:
    """The sentence on one value, or another number of values, where several results are asked for."""
    names = ", ".join("abcdefghijkl"[: len(expected)])
    have = len(got) if isinstance(got, tuple) else show(got)
    return f"wrong number of results: expected {len(expected)}, as in `return {names}`; got {have}."


def _as_array(expected: np.ndarray, got: Any, where: str) -> np.ndarray | str:
    """What was given as an array, or the sentence that says why it is not one."""
    if isinstance(got, Table) and len(got.values) == 1:
        got = got.values[0]
    if isinstance(got, np.ndarray):
        return got
    if not isinstance(got, (list, tuple)):
        return unequal(expected, got, where)
    if not got and not len(expected):
        return expected  # a list without rows cannot say how many columns they would have
    try:
        array = np.array(got)
    except ValueError:
        if isinstance(got, tuple) and not where:
            return f"wrong number of results: expected one array of shape {expected.shape}, got {len(got)} results."
        return f"{at(where)}the rows of the list have different lengths; expected the shape {expected.shape}."
    return array if array.dtype.kind in _KINDS else unequal(expected, got, where)


def _shape_cue(expected: np.ndarray, got: np.ndarray) -> str:
    """The two most frequent reasons for a wrong shape."""
    if got.ndim > 1 and got.shape == expected.shape[::-1]:
        return "; rows and columns are swapped"
    return "; drop the axis of length 1" if expected.ndim < got.ndim and expected.size == got.size else ""


_NOT_FINITE: tuple[tuple[str, Callable[[np.ndarray], np.ndarray], str], ...] = (
    ("got NaN, which means 'not a number'", np.isnan, "The usual cause is 0 divided by 0."),
    ("got infinity", np.isinf, "The usual causes are a division by 0 and the logarithm of 0."),
)
