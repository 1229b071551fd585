"""Raw ids outside, numbers 0..n-1 inside: the one place where they meet.

Items are numbered in the order of the catalogue; items that are rated but not in it follow, sorted.
Users are numbered in the order of people.csv where there is one, else by sorted id (2 before 10).
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray


def sorted_ids(raw: pd.Series) -> NDArray[Any]:
    """The different ids of `raw`, sorted: (n,) int64, or str."""
    return np.array(sorted(raw.unique()))


def numbers_of(raw: pd.Series | NDArray[Any], ids: NDArray[Any]) -> NDArray[np.int64]:
    """The number of each raw id (m,): its place in `ids` (n,), or -1 where it is not there."""
    raw, ids = _one_kind(raw, ids)
    return pd.Index(ids).get_indexer(raw).astype(np.int64)


def with_unknown(ids: NDArray[Any], seen: pd.Series) -> NDArray[Any]:
    """`ids` (n,) followed by the ids of `seen` that are not among them, sorted: (n + unknown,)."""
    known, rated = _one_kind(ids, seen)
    unknown = np.unique(rated[numbers_of(rated, known) < 0])
    return np.concatenate([known, unknown]) if len(unknown) else ids


def near_miss(unknown: NDArray[Any], ids: NDArray[Any]) -> tuple[str, str] | None:
    """The first unknown id with one of `ids` that is the same number, or differs only in spaces or capitals."""
    plainly = {_plainly(raw): str(raw) for raw in ids}
    return next(((str(raw), plainly[_plainly(raw)]) for raw in unknown if _plainly(raw) in plainly), None)


def _plainly(raw: Any) -> str:
    text = str(raw).strip().lower()
    try:
        return str(Decimal(text).normalize())
    except ArithmeticError:  # no number
        return text


def _one_kind(*ids: pd.Series | NDArray[Any]) -> list[NDArray[Any]]:
    """Whole numbers when all are whole numbers, else all as text: "007" and 7 stay different.

    A column that is "31.0" throughout comes from a table of floats; it holds whole numbers.
    """
    arrays = [_from_floats(np.asarray(part)) for part in ids]
    if all(part.dtype.kind == "i" for part in arrays):
        return arrays
    return [np.asarray(part).astype(str) for part in ids]


def _from_floats(ids: NDArray[Any]) -> NDArray[Any]:
    """int64 (n,) where every id is written like "31.0", else `ids`."""
    if ids.dtype.kind == "i" or not len(ids) or not str(ids[0]).endswith(".0"):
        return ids
    texts = pd.Series(ids).astype(str)
    if not texts.str.fullmatch(r"(?:0|-?[1-9][0-9]{0,15})\.0").all():
        return ids
    return texts.str.removesuffix(".0").to_numpy(np.int64)
