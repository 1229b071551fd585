"""NumPy half of the recurrent networks over histories: GRU, LSTM, and TwoBranchRNN."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.features import FeatureReader
from recsys_course.models.neural.network import Network
from recsys_course.models.neural.reading import HistoryReader


@dataclass
class GRU(HistoryReader, Network):
    """A state that reads one item after the other.  h_t = GRU(q_{i_t}, h_{t-1}),   score_t = b_i + h_t . q_i

    One table of item vectors serves for reading and for scoring, so the state (d,) lives where the items live. The
    next item is predicted at every place of the history, not only at its end. Histories are cut into pieces of
    `length`. Scores come from the state after the last `length` items; a person without history has the state 0.
    Source: Hidasi et al., Session-based recommendations with recurrent neural networks, ICLR 2016, section 3; Cho et
    al., EMNLP 2014, section 2.3 (the cell, here in the form of cuDNN with the reset gate after the product); one
    table for both ends: Hidasi and Karatzoglou, CIKM 2018.
    """

    length: int = 50
    n_factors: int = 64
    batch_size: int = 16
    n_negatives: int | None = 500
    learned: ClassVar[tuple[str, ...]] = (*Network.learned, "recent")

    def born(self, rng: np.random.Generator) -> Weights:
        """item_factors (n_items, d), item_bias (n_items,), and the cell `gru`."""
        return self._tables(rng) | born.gru(rng, "gru", self.n_factors, self.n_factors)


@dataclass
class LSTM(GRU):
    """The same with two layers of LSTM cells, the second reading the states of the first.

    Source: Hochreiter and Schmidhuber, Neural Computation 9(8), 1997; with forget gates: Gers et al., 2000.
    """

    def born(self, rng: np.random.Generator) -> Weights:
        """item_factors, item_bias, and the cells `lower` and `upper`."""
        d = self.n_factors
        return self._tables(rng) | born.lstm(rng, "lower", d, d) | born.lstm(rng, "upper", d, d)


@dataclass
class TwoBranchRNN(FeatureReader, GRU):
    """One GRU reads the items, another what they are like.  h = [h_items, h_features] W + b,   score = b_i + h . q_i

    Source: Hidasi et al., Parallel recurrent neural network architectures for feature-rich session-based
    recommendations, RecSys 2016, section 3.2.
    """

    # `fit` refuses None; a field without a default may not follow those that have one.
    features: NDArray[np.float32] = field(default=None, repr=False, compare=False)  # type: ignore[arg-type]

    def born(self, rng: np.random.Generator) -> Weights:
        """item_factors, item_bias, the cells `gru` and `feature_gru` (d / 2 wide), and join."""
        d, half = self.n_factors, max(1, self.n_factors // 2)
        cells = born.gru(rng, "gru", d, d) | born.gru(rng, "feature_gru", self.features.shape[1], half)
        return self._tables(rng) | cells | born.dense(rng, "join", d + half, d)

    def constants(self) -> Weights:
        """features (n_items, n_features)."""
        return {"features": self.features}
