"""Raw ids outside, numbers 0..n-1 inside: the one place where they meet.

Items are numbered in the order of the catalogue; items that are rated but not in it follow, sorted.
Users are numbered in the order of people.csv where there is one, else by sorted id (2 before 10).
"""

from __future__ import annotations

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
    unknown = seen[numbers_of(seen, ids) < 0]
    return np.concatenate(_one_kind(ids, sorted_ids(unknown))) if len(unknown) else ids


def _one_kind(*ids: pd.Series | NDArray[Any]) -> list[NDArray[Any]]:
    """Whole numbers when all are whole numbers, else all as text: "007" and 7 stay different."""
    arrays = [np.asarray(part) for part in ids]
    if all(part.dtype.kind == "i" for part in arrays):
        return arrays
    return [part.astype(str) for part in arrays]
