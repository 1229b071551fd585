"""What networks have in common that read whole histories and predict the next item at every place of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions
from recsys_course.models.history import known_items
from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.network import Inputs, Numbers
from recsys_course.models.neural.sequences import chunks, last_items, last_of

if TYPE_CHECKING:
    from recsys_course.models.neural.network import Network as _Network  # it always stands before one
else:
    _Network = object


class HistoryReader(_Network):
    """Cuts histories into pieces of `length`, oldest item first; short ones end with -1, so the past is on the left.

    Not a Network itself, for the reason that `FeatureReader` gives: `class GRU(HistoryReader, Network)`.
    """

    length: int
    recent: Numbers

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """Pieces of histories (c, length), and the next item at each place, (c, length)."""
        self.recent = last_items(train, self.length, newest="left")
        return chunks(train, self.length)

    def _tables(self, rng: np.random.Generator) -> Weights:
        items = born.table(rng, self.n_items, self.n_factors)
        return {"item_factors": items, "item_bias": born.zeros(self.n_items)}

    def told(self, rows: tuple[NDArray[Any], ...]) -> Inputs:
        """items (b, length), and the places that are looked at, (b * length,): all."""
        return rows[0], np.arange(rows[0].size)

    def asked(self, users: Numbers) -> Inputs:
        """The last items (m, length), and the place of the newest one in each row, (m,); -1 where there is none."""
        return _with_places(self.recent[users])

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first; only the last `length` are read."""
        return self.forward(_with_places(last_of(known_items(items, self.n_items), self.length, "left")))[0]

    def _users_at_once(self) -> int:
        return max(1, min(super()._users_at_once(), 200_000 // (self.length * self.n_factors) * 16))

    def _check(self) -> None:
        super()._check()
        if self.length < 1:
            raise ValueError(f"length={self.length} is too short. Read at least 1 item, for example 50.")


def _with_places(items: Numbers) -> Inputs:
    lengths = (items >= 0).sum(axis=1)
    return items, np.where(lengths > 0, np.arange(len(items)) * items.shape[1] + lengths - 1, -1)
