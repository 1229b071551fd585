"""A table that counts how many rows it is multiplied with, for exercises about not computing the same thing twice.

An answer sees an ordinary array. `np.asarray` makes one of it that does not count. This file imports no other file
of the course.
"""

from __future__ import annotations

from typing import Any

import numpy as np

_PRODUCTS = (np.dot, np.einsum, np.inner, np.tensordot)


class ComputedTwice(ArithmeticError):
    """More rows were multiplied with a counted table than are needed."""


class Counted(np.ndarray):
    """A table of two axes that may be multiplied with fewer than `limit` rows; its parts count together.

    The sum of `row * table` counts like `row @ table`. Errors: ComputedTwice at the limit.
    """

    __array_priority__ = -1.0  # what a method such as `P.dot(table)` gives is no counted table
    limit: int
    whole: tuple[int, ...]
    rows: list[float]

    def __new__(cls, table: np.ndarray, limit: int) -> Counted:
        """Count from 0 for this table."""
        counted = np.array(table).view(cls)
        counted.limit, counted.whole, counted.rows = limit, counted.shape, [0.0]
        return counted

    def __array_finalize__(self, parent: Any) -> None:
        """A part of the table counts for the whole table."""
        if isinstance(parent, Counted) and hasattr(parent, "rows"):
            self.limit, self.whole, self.rows = parent.limit, parent.whole, parent.rows

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **options: Any) -> Any:
        """Compute with ordinary arrays, and count `@` and `*`."""
        if "out" in options:
            options["out"] = _ordinary(options["out"])
        result = getattr(ufunc, method)(*_ordinary(inputs), **options)
        if ufunc is np.matmul:
            self._count(np.size(result) / self.whole[1])
        if ufunc is np.multiply:
            self._count(np.size(result) / (self.whole[0] * self.whole[1]))
        return result

    def __array_function__(self, function: Any, types: Any, inputs: Any, options: Any) -> Any:
        """Count the other ways to multiply; everything else is as it is for an array."""
        if function not in _PRODUCTS:
            return super().__array_function__(function, types, inputs, options)
        result = function(*_ordinary(inputs), **options)
        self._count(np.size(result) / self.whole[1])
        return result

    def __deepcopy__(self, memo: Any) -> Counted:
        """A copy counts from 0."""
        return Counted(np.asarray(self), self.limit)

    def __repr__(self) -> str:
        """As an array."""
        return repr(np.asarray(self))

    def _count(self, rows: float) -> None:
        self.rows[0] += rows
        if self.rows[0] >= self.limit:
            raise ComputedTwice("the same products are computed again and again; compute each of them once")


def _ordinary(values: Any) -> Any:
    """The same with ordinary arrays, also inside lists and tuples."""
    if isinstance(values, (list, tuple)):
        return type(values)(map(_ordinary, values))
    return np.asarray(values) if isinstance(values, Counted) else values
