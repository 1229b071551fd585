"""Rebuilds an answer as plain data, so that nothing in it can pretend to be something else.

A learner may return a list, an array, a table, a sparse matrix, a tensor. Before anything is compared,
`plain`
makes of it: None, bool, int, float, complex, str, bytes, list, tuple, dict, set, numpy array or `Table`. A
subclass that claims to be equal to everything loses its claim here. This file imports no other file
of the course.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

import numpy as np

DEEPEST = 20
LARGEST = 50_000_000
_LAZY = (
    "generator", "map", "zip", "filter", "enumerate", "reversed",
    "dict_keys", "dict_values", "dict_items",
)  # fmt: skip


class Unplain(ValueError):
    """An answer is of a kind that no exercise can compare; the message says what to return instead."""


@dataclass(frozen=True)
class Table:
    """A pandas DataFrame or Series (`kind`) as plain data: names of columns, the index, the values per column."""

    columns: tuple[Any, ...]
    index: Any
    values: tuple[Any, ...]
    kind: str = "DataFrame"


def plain(value: object, depth: int = 0) -> Any:
    """Return `value` rebuilt from plain data.

    value: anything a learner may return. Sparse matrices become full arrays, one-number arrays become
    numbers.
    Errors: Unplain where that is not possible: other objects, arrays of objects, nesting deeper than 20.
    """
    if depth > DEEPEST:
        raise Unplain(f"the answer is nested more than {DEEPEST} levels deep; return a flat list or an array")
    if value is None or isinstance(value, (bool, int, float, complex, str, bytes)):
        return _scalar(value)
    if isinstance(value, np.generic):
        return _array(np.asarray(value))
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, (list, tuple, dict, set, frozenset, range)):
        return _container(value, depth + 1)
    if isinstance(value, Table):
        return _table(value, depth)
    return _foreign(value, depth)


def is_tensor(value: Any) -> bool:
    """Whether a value is a tensor, of whichever framework: an object that can make an array of itself."""
    return callable(getattr(value, "numpy", None)) and not isinstance(value, type)


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are equal: the same kinds, parts and shapes; NaN equals NaN."""
    if type(one) is not type(other):
        return False
    if isinstance(one, Table):
        return all(same(a, b) for a, b in zip(vars(one).values(), vars(other).values(), strict=True))
    if isinstance(one, np.ndarray):
        return bool(one.dtype == other.dtype and np.array_equal(one, other, equal_nan=one.dtype.kind in "fcmM"))
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other or (one != one and other != other))


def _scalar(value: Any) -> Any:
    """An exact bool, int, float, complex, str or bytes; subclasses are reduced to their base."""
    kinds: tuple[Any, ...] = (bool, int, float, complex)
    for kind in kinds:
        if isinstance(value, kind):
            return kind(value)
    if isinstance(value, str):
        return str.__str__(value)
    return None if value is None else bytes.__getitem__(value, slice(None))


def _array(value: np.ndarray) -> Any:
    """A plain copy of an array; arrays without dimensions become Python scalars."""
    copy = np.array(value, subok=False)
    if copy.dtype.kind == "O":
        copy = _text_of_objects(copy)
    if copy.dtype.kind == "V":
        raise Unplain("the answer is an array with named fields; return a plain array or a dict of arrays")
    if copy.dtype.kind == "f" and copy.dtype.itemsize > 8:
        copy = copy.astype(np.float64)
    if copy.ndim:
        return copy
    return str(copy[()]) if copy.dtype.kind in "Mm" else copy.item()


def _text_of_objects(array: np.ndarray) -> np.ndarray:
    """An object array that holds only text, as a text array; every other object array is refused."""
    items = array.ravel().tolist()
    if not all(isinstance(item, str) for item in items):
        found = sorted({type(item).__name__ for item in items})[:4]
        raise Unplain(
            f"the answer is an array of dtype object, shape {array.shape}: it holds Python objects "
            f"({', '.join(found)}) and not numbers. Build it from rows of equal length, with dtype=float"
        )
    return np.array([str.__str__(item) for item in items], dtype=np.str_).reshape(array.shape)


def _container(value: Any, depth: int) -> Any:
    """A list, tuple, dict or set whose parts are plain; a range becomes a list."""
    if isinstance(value, dict):
        pairs = dict.items(value)
        return {_key(key, depth): plain(part, depth) for key, part in pairs}
    if isinstance(value, (set, frozenset)):
        kind: Any = set if isinstance(value, set) else frozenset
        return {_key(part, depth) for part in kind.__iter__(value)}
    if isinstance(value, tuple):
        return tuple(plain(part, depth) for part in tuple.__iter__(value))
    parts = list.__iter__(value) if isinstance(value, list) else iter(value)
    return [plain(part, depth) for part in parts]


def _key(value: Any, depth: int) -> Any:
    """A plain value that can be in a set or be the key of a dict."""
    key = plain(value, depth)
    if isinstance(key, (list, dict, set, np.ndarray, Table)):
        raise Unplain(f"a key or set member is a {type(key).__name__}; use numbers, text or tuples")
    return key


def _foreign(value: Any, depth: int) -> Any:
    """Sparse matrices, what pandas makes, and tensors; libraries that are not loaded are not asked."""
    scipy_sparse, pandas = sys.modules.get("scipy.sparse"), sys.modules.get("pandas")
    if scipy_sparse is not None and scipy_sparse.issparse(value):
        return _dense(value)
    if pandas is not None and isinstance(value, pandas.DataFrame):
        parts = tuple(_column(value.iloc[:, i], depth) for i in range(value.shape[1]))
        return Table(tuple(_key(name, depth) for name in value.columns), _column(value.index, depth), parts)
    if pandas is not None and isinstance(value, pandas.Series):
        return Table((_key(value.name, depth),), _column(value.index, depth), (_column(value, depth),), "Series")
    if pandas is not None and isinstance(value, (pandas.Index, pandas.api.extensions.ExtensionArray)):
        return _column(value, depth)
    if is_tensor(value):
        return _array(np.asarray(_on_cpu(value).numpy()))
    raise Unplain(_refusal(value))


def _table(value: Table, depth: int) -> Table:
    """A table that was made plain before, rebuilt once more."""
    columns = tuple(_key(name, depth) for name in value.columns)
    values = tuple(plain(part, depth + 1) for part in value.values)
    return Table(columns, plain(value.index, depth + 1), values, str(value.kind))


def _dense(value: Any) -> np.ndarray:
    """A sparse matrix as a full array, unless it would not fit."""
    if np.prod(value.shape, dtype=float) > LARGEST:
        raise Unplain(f"the answer is a sparse matrix of shape {value.shape}: too large to compare")
    return np.asarray(value.toarray())


def _column(column: Any, depth: int) -> Any:
    """The values of one column or index: an array, or a list where they are of mixed kinds."""
    values = column.to_numpy()
    if values.dtype.kind == "O" and _is_numeric(column.dtype):  # whole numbers with gaps: <NA> becomes NaN
        values = column.to_numpy(dtype=float, na_value=np.nan)
    if values.dtype.kind != "O" or all(isinstance(part, str) for part in values):
        return _array(values)
    try:
        return [plain(part, depth + 1) for part in values.tolist()]
    except Unplain as error:
        raise Unplain(
            f"the answer holds a pandas {type(column).__name__} of dtype {column.dtype}, whose values cannot be "
            "compared; make an array of it with `.astype(float).to_numpy()` or `.astype(str).to_numpy()`"
        ) from error


def _is_numeric(dtype: Any) -> bool:
    return bool(sys.modules["pandas"].api.types.is_numeric_dtype(dtype))


def _on_cpu(tensor: Any) -> Any:
    """A tensor without its gradient, in main memory."""
    return tensor.detach().cpu() if callable(getattr(tensor, "detach", None)) else tensor


def _refusal(value: object) -> str:
    """What to say about an object that is none of the kinds above."""
    name = type(value).__name__
    if name in _LAZY:
        return f"the answer is a {name} object, which makes its values later; write list(...) around it"
    if callable(value):
        return f"the answer is itself a function or class ({name}); call it and return the result"
    if value is ...:
        return "a part of the answer is still `...`"
    if type(value).__module__.partition(".")[0] == "pandas":
        finish = (
            "finish it first, for example with `.sum()`; then" if name.endswith("GroupBy") else "to return an array,"
        )
        return f"the answer is a pandas {name}, which cannot be compared; {finish} add `.to_numpy()`"
    return f"the answer is an object of type {name}; return a number, text, list, dict, array or table"
