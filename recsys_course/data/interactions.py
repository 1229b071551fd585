"""Who met which item, how much they liked it, and when: the one table that every model learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array


@dataclass(frozen=True, eq=False)
class Interactions:
    """Events (u, i, r_ui, t) of people u with items i, as four arrays of equal length.

    Inside the course there are only numbers 0..n-1; raw ids stay in `Dataset`.
    Rows keep the order of the file, which breaks ties of time.

    users    (n,) int64    user numbers, 0 <= u < n_users
    items    (n,) int64    item numbers, 0 <= i < n_items
    ratings  (n,) float32  how much they liked it (1.0 where the data has no ratings)
    times    (n,) int64    seconds since 1970-01-01 UTC
    """

    users: NDArray[np.int64]
    items: NDArray[np.int64]
    ratings: NDArray[np.float32]
    times: NDArray[np.int64]
    n_users: int
    n_items: int

    def __post_init__(self) -> None:
        """Store clean arrays. Errors: ValueError for the first row that cannot be right."""
        for name in ("users", "items", "ratings", "times"):
            _check_mask(name, getattr(self, name))
        for name in ("users", "items", "times"):
            object.__setattr__(self, name, _whole(name, getattr(self, name)))
        object.__setattr__(self, "ratings", np.ascontiguousarray(self.ratings, dtype=np.float32))
        lengths = {name: getattr(self, name).shape for name in ("users", "items", "ratings", "times")}
        if len(set(lengths.values())) != 1 or self.users.ndim != 1:
            raise ValueError(f"The four arrays need one equal length. Got {lengths}.")
        _check_range("user", self.users, self.n_users)
        _check_range("item", self.items, self.n_items)
        if not np.isfinite(self.ratings).all():
            row = int(np.flatnonzero(~np.isfinite(self.ratings))[0])
            raise ValueError(f"Rating {self.ratings[row]} in row {row} is not a number. Remove or repair the row.")

    def __len__(self) -> int:
        return len(self.users)

    def __repr__(self) -> str:
        return f"Interactions({len(self):,} events of {self.n_users:,} users with {self.n_items:,} items)"

    def select(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Interactions:
        """The events in `rows`: a mask (n,) of booleans, or row numbers (m,). User and item numbers stay."""
        chosen: NDArray[Any] = np.asarray(rows)
        chosen = chosen if chosen.size else chosen.astype(np.int64)  # an empty list has no type of its own
        parts = (self.users[chosen], self.items[chosen], self.ratings[chosen], self.times[chosen])
        return Interactions(*parts, self.n_users, self.n_items)

    def matrix(self, values: str | NDArray[np.floating] = "ones") -> csr_array:
        """The user-item matrix R (n_users, n_items), sparse.

        values="ones": R_ui = 1 where u met i. values="ratings": R_ui = r_ui. Or an array (n,): a value for each event.
        When a person met an item several times, the newest event counts; of one second, the last of the file.
        """
        if isinstance(values, str) and values not in ("ones", "ratings"):
            raise ValueError(f'values={values!r} is unknown. Use "ones", "ratings" or an array of {len(self)} values.')
        given = {"ones": np.ones(len(self), np.float32), "ratings": self.ratings}
        data = given[values] if isinstance(values, str) else np.asarray(values)
        size = (self.n_users, self.n_items)
        table = csr_array((data, (self.users, self.items)), shape=size)
        if table.nnz == len(self):
            return table
        rows = self._newest_of_each_pair()  # SciPy has added repeated pairs up
        return csr_array((data[rows], (self.users[rows], self.items[rows])), shape=size)

    def _newest_of_each_pair(self) -> NDArray[np.int64]:
        newest_first = self.in_time_order()[::-1]
        pair = (self.users * self.n_items + self.items)[newest_first]
        return newest_first[np.unique(pair, return_index=True)[1]]

    def in_time_order(self) -> NDArray[np.int64]:
        """Row numbers (n,) sorted by user, then time; events of one second keep the order of the file."""
        return np.lexsort((self.times, self.users))

    def histories(self) -> list[NDArray[np.int64]]:
        """For each user the items (t,) from the oldest to the newest; an empty array for a user without events."""
        items, ends = self.items[self.in_time_order()], np.cumsum(self.counts_by_user())
        return np.split(items, ends[:-1]) if self.n_users else []

    def counts_by_user(self) -> NDArray[np.int64]:
        """Number of events of each user, (n_users,)."""
        return np.bincount(self.users, minlength=self.n_users)

    def counts_by_item(self) -> NDArray[np.int64]:
        """Number of events with each item, (n_items,): its popularity."""
        return np.bincount(self.items, minlength=self.n_items)


def concatenate(parts: Sequence[Interactions]) -> Interactions:
    """One table from several that number the same users and items. Rows follow one another in the given order."""
    if not parts:
        raise ValueError("There is no table to join. Give at least one.")
    if len({(part.n_users, part.n_items) for part in parts}) != 1:
        sizes = [(part.n_users, part.n_items) for part in parts]
        raise ValueError(f"Tables of different worlds cannot be joined: (n_users, n_items) are {sizes}.")
    users, items, ratings, times = (
        np.concatenate([getattr(part, name) for part in parts]) for name in ("users", "items", "ratings", "times")
    )
    return Interactions(users, items, ratings, times, parts[0].n_users, parts[0].n_items)


def _check_mask(name: str, values: Any) -> None:
    """Errors: ValueError where a masked array hides values: as a plain array it would show what lies below the mask."""
    if np.ma.is_masked(values):
        row = int(np.flatnonzero(np.ma.getmaskarray(values))[0])
        raise ValueError(
            f"{name} is a masked array, and row {row} is masked. Leave such rows out of all four arrays: "
            f"keep = ~np.ma.getmaskarray({name}), then {name}[keep], and so on."
        )


def _whole(name: str, values: NDArray[Any]) -> NDArray[np.int64]:
    array = np.asarray(values)
    if array.dtype.kind == "f" and array.size and not (array == np.floor(array)).all():
        row = int(np.flatnonzero(array != np.floor(array))[0])
        raise ValueError(
            f"{name} holds {array[row]} in row {row}, which is not a whole number. Repair or remove the row."
        )
    return np.ascontiguousarray(array, dtype=np.int64)


def _check_range(kind: str, numbers: NDArray[np.int64], limit: int) -> None:
    wrong = np.flatnonzero((numbers < 0) | (numbers >= limit))
    if len(wrong):
        raise ValueError(
            f"{kind} number {numbers[wrong[0]]} in row {wrong[0]} is outside 0..{limit - 1}. "
            f"Numbers must come from the same Dataset as n_{kind}s={limit}."
        )
