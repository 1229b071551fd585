"""Who met which item, how much they liked it, and when: the one table that every model learns from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
        """Store clean arrays; a ValueError names the first row that cannot be right."""
        types = {"users": np.int64, "items": np.int64, "ratings": np.float32, "times": np.int64}
        for name, dtype in types.items():
            object.__setattr__(self, name, np.ascontiguousarray(getattr(self, name), dtype=dtype))
        lengths = {name: getattr(self, name).shape for name in types}
        if len(set(lengths.values())) != 1 or self.users.ndim != 1:
            raise ValueError(f"The four arrays need one equal length. Got {lengths}.")
        _check_range("user", self.users, self.n_users)
        _check_range("item", self.items, self.n_items)
        if not np.isfinite(self.ratings).all():
            row = int(np.flatnonzero(~np.isfinite(self.ratings))[0])
            raise ValueError(f"Rating {self.ratings[row]} in row {row} is not a number. Remove or mend the row.")

    def __len__(self) -> int:
        return len(self.users)

    def __repr__(self) -> str:
        return f"Interactions({len(self):,} events of {self.n_users:,} users with {self.n_items:,} items)"

    def select(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> Interactions:
        """The events in `rows`: a mask (n,) of booleans, or row numbers (m,). User and item numbers stay."""
        parts = (self.users[rows], self.items[rows], self.ratings[rows], self.times[rows])
        return Interactions(*parts, self.n_users, self.n_items)

    def matrix(self, values: str = "ones") -> csr_array:
        """The user-item matrix R (n_users, n_items), sparse, float32.

        values="ones": R_ui = 1 where u met i. values="ratings": R_ui = r_ui.
        When a person met an item twice, the last event of the file counts.
        """
        if values not in ("ones", "ratings"):
            raise ValueError(f'values={values!r} is unknown. Use "ones" or "ratings".')
        key = self.users * self.n_items + self.items
        last = len(key) - 1 - np.unique(key[::-1], return_index=True)[1]
        data = self.ratings[last] if values == "ratings" else np.ones(len(last), np.float32)
        return csr_array((data, (self.users[last], self.items[last])), shape=(self.n_users, self.n_items))

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
    if len({(part.n_users, part.n_items) for part in parts}) != 1:
        sizes = [(part.n_users, part.n_items) for part in parts]
        raise ValueError(f"Tables of different worlds cannot be joined: (n_users, n_items) are {sizes}.")
    columns = (np.concatenate([getattr(p, name) for p in parts]) for name in ("users", "items", "ratings", "times"))
    return Interactions(*columns, parts[0].n_users, parts[0].n_items)


def _check_range(kind: str, numbers: NDArray[np.int64], limit: int) -> None:
    wrong = np.flatnonzero((numbers < 0) | (numbers >= limit))
    if len(wrong):
        raise ValueError(
            f"{kind} number {numbers[wrong[0]]} in row {wrong[0]} is outside 0..{limit - 1}. "
            f"Numbers must come from the same Dataset as n_{kind}s={limit}."
        )
