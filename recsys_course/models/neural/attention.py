"""NumPy half of the attentive network over histories: SASRec."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.network import Batch, Network
from recsys_course.models.neural.reading import HistoryReader

PLACES = ("distance", "table")
SLOPE = 0.1  # at the start: ten items back count a third of what the newest counts


@dataclass
class SASRec(HistoryReader, Network):
    """Every item looks at the items before it.  score_t = b_i + x_t . q_i

    x begins as sqrt(d) q, q the vectors of the items, and each block changes it twice, each time from a norm of x:

        x <- x + A V,   A = softmax(Q K^T / sqrt(d) - slope * distance), row t over the places up to t
        x <- x + relu(x W1 + b1) W2 + b2

    Q, K, V = x Wq + bq, x Wk + bk, x Wv + bv. At the end x is normalised once more. As in the GRU one table of item
    vectors serves both ends, and the next item is predicted at every place of a piece of `length` items.
    places="distance": far items count less, by a slope that each block learns. "table": a learned vector for each place
    is added to the items instead. dropout: the share of numbers that are set to 0 in training, drawn in NumPy.
    Source: Kang and McAuley, Self-attentive sequential recommendation, ICDM 2018, equations 1 to 9, with the norm
    before each part; the distance: Press, Smith and Lewis, ICLR 2022, section 3 (there the slopes are fixed).
    """

    length: int = 20
    n_factors: int = 64
    n_blocks: int = 2
    places: str = "distance"
    dropout: float = 0.2
    batch_size: int = 64
    rate: float = 0.007
    n_epochs: int = 5
    learned: ClassVar[tuple[str, ...]] = (*Network.learned, "recent")

    def born(self, rng: np.random.Generator) -> Weights:
        """item_factors (n_items, d), item_bias (n_items,), the blocks, the last norm, and the table of places."""
        d = self.n_factors
        weights = self._tables(rng)
        if self.places == "table":
            weights["place_factors"] = born.table(rng, self.length, d)
        for number in range(1, self.n_blocks + 1):
            weights |= self._block(rng, f"block{number}")
        return weights | born.norm("last_norm", d)

    def _block(self, rng: np.random.Generator, name: str) -> Weights:
        """Six layers of one block, and its slope."""
        d = self.n_factors
        weights = born.norm(f"{name}.norm", d) | born.norm(f"{name}.second_norm", d)
        for part in ("query", "key", "value", "inner", "outer"):
            weights |= born.dense(rng, f"{name}.{part}", d, d)
        slope = {f"{name}.slope": np.full(1, SLOPE, np.float32)} if self.places == "distance" else {}
        return weights | slope

    def batches(self, rows: tuple[NDArray[Any], ...], rng: np.random.Generator) -> Iterator[Batch]:
        """Those of every network, with what dropout keeps of each."""
        for batch in super().batches(rows, rng):
            yield batch._replace(inputs=(*batch.inputs, self.kept(len(batch.inputs[0]), rng)))

    def kept(self, n: int, rng: np.random.Generator) -> NDArray[np.float32]:
        """(1 + 2 n_blocks, n, length, d): 0 where a number is dropped, else 1 / (1 - dropout), so that sums stay.

        One layer for the vectors of the items, two for each block. Source: Srivastava et al., JMLR 15, 2014.
        """
        shape = (1 + 2 * self.n_blocks, n, self.length, self.n_factors)
        return (rng.random(shape, np.float32) >= self.dropout).astype(np.float32) / np.float32(1 - self.dropout)

    def _check(self) -> None:
        super()._check()
        if self.n_blocks < 1:
            raise ValueError(f"n_blocks={self.n_blocks} is too few. Use 1 or more, for example 2.")
        if self.places not in PLACES:
            raise ValueError(f"places={self.places!r} is unknown. Use one of {', '.join(PLACES)}.")
        if not 0 <= self.dropout < 1:
            raise ValueError(f"dropout={self.dropout} is no share that leaves something. Use 0 or more, below 1.")
