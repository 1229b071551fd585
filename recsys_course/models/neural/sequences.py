"""Histories as rectangles of numbers, which networks need: windows before each event, chunks, the last items.

An empty place is -1. All three are cut from the events in time order with one table of places, without a loop.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions

Numbers = NDArray[np.int64]


def windows(train: Interactions, length: int) -> tuple[Numbers, Numbers, Numbers]:
    """Every event that has one before it: users (m,), the `length` items before it (m, length), its item (m,).

    The item just before is in the last column; a short past begins with -1.
    """
    items, starts, _ = _in_one_row(train)
    first = np.repeat(starts, train.counts_by_user())  # for each event: where its user's history begins
    place = np.flatnonzero(np.arange(len(items)) > first)
    before = place[:, None] - np.arange(length, 0, -1)
    users = train.users[train.in_time_order()][place]
    return users, _at(items, before, before >= first[place, None]), items[place]


def chunks(train: Interactions, length: int) -> tuple[Numbers, Numbers]:
    """Histories cut into pieces: items (c, length) and, at each place, the item that came next, (c, length).

    A piece begins with the item that was last predicted in the piece before. Unused places at its end are -1 in both.
    """
    items, starts, ends = _in_one_row(train)
    steps = np.maximum(ends - starts - 1, 0)  # predictions in each history
    pieces = -(-steps // length)
    number = np.arange(pieces.sum()) - np.repeat(np.cumsum(pieces) - pieces, pieces)  # 0, 1, 2, ... in each history
    place = (np.repeat(starts, pieces) + number * length)[:, None] + np.arange(length)
    real = place + 1 < np.repeat(ends, pieces)[:, None]
    return _at(items, place, real), _at(items, place + 1, real)


def last_items(train: Interactions, length: int, newest: str = "right") -> Numbers:
    """The last `length` items of each user, (n_users, length), oldest first.

    newest="right": a short history begins with -1, as windows do; "left": it ends with -1, as chunks do.
    """
    items, starts, ends = _in_one_row(train)
    if newest == "right":
        place = ends[:, None] - np.arange(length, 0, -1)
    else:
        place = np.maximum(ends - length, starts)[:, None] + np.arange(length)
    return _at(items, place, (place >= starts[:, None]) & (place < ends[:, None]))


def last_of(items: ArrayLike, length: int, newest: str = "right") -> Numbers:
    """The same for one stranger's items (t,), oldest first: (1, length)."""
    row = np.full(length, -1)
    known = np.asarray(items, dtype=np.int64)[-length:]
    row[length - len(known) :] = known
    return (row if newest == "right" else np.roll(row, len(known)))[None, :]


def _in_one_row(train: Interactions) -> tuple[Numbers, Numbers, Numbers]:
    """All histories one after the other (n,), and where each user's begins and ends, (n_users,) each."""
    ends = np.cumsum(train.counts_by_user())
    return train.items[train.in_time_order()], ends - train.counts_by_user(), ends


def _at(items: Numbers, places: Numbers, real: NDArray[np.bool_]) -> Numbers:
    """items[places] where the place is real, else -1."""
    return np.where(real, items[np.clip(places, 0, len(items) - 1)], -1)
