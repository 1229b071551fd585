"""NumPy half of the convolutional networks over histories: Caser, and TwoBranchCNN."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions
from recsys_course.models.history import known_items
from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.features import FeatureReader
from recsys_course.models.neural.network import Inputs, Network, Numbers
from recsys_course.models.neural.sequences import last_items, last_of, windows


@dataclass
class Caser(Network):
    """The last L items as a picture, read by filters.  score = b_i + [z, p_u] . q_i

    The picture (L, d) has a row for each item, the newest below. A horizontal filter of height h sees h items in a row
    and keeps its strongest answer anywhere; there are `n_filters` of each height in `heights`. A vertical filter is a
    weighted mean of all L rows; there are `n_vertical`. All answers go through one layer: z = relu([...] W + b), (d,).
    q_i (2 d,) is a different table from the picture's. A stranger has p_u = 0.
    Source: Tang and Wang, Personalized top-N sequential recommendation via convolutional sequence embedding, WSDM 2018,
    equations 3 to 10.
    """

    length: int = 5
    heights: tuple[int, ...] = (1, 2, 3)
    n_filters: int = 16
    n_vertical: int = 4
    batch_size: int = 256
    n_negatives: int | None = 500
    learned: ClassVar[tuple[str, ...]] = (*Network.learned, "recent")

    def __post_init__(self) -> None:
        """Store a tuple, so that a model read from a file equals the one that was written."""
        self.heights = tuple(self.heights)

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """users (n,), the items before (n, length), items (n,): all events but the first of each person."""
        self.recent: Numbers = last_items(train, self.length)
        return windows(train, self.length)

    def born(self, rng: np.random.Generator) -> Weights:
        """picture (n_items, d), user_factors (n_users, d), item_factors (n_items, 2 d), item_bias, and the filters."""
        d, answers = self.n_factors, len(self.heights) * self.n_filters + self.n_vertical * self.n_factors
        users = self.people_table(rng)
        weights = {"picture": born.table(rng, self.n_items, d), "user_factors": users}
        for height in self.heights:
            weights |= born.convolution(rng, f"horizontal{height}", height, d, self.n_filters)
        weights["vertical"] = born.glorot(rng, self.length, self.n_vertical)
        weights |= born.dense(rng, "join", answers, d)
        return weights | {
            "item_factors": born.table(rng, self.n_items, 2 * d),
            "item_bias": born.zeros(self.n_items),
        }

    def asked(self, users: Numbers) -> Inputs:
        """users (m,), their last items (m, length)."""
        return users, self.recent[users]

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first."""
        return self.forward((np.array([-1]), last_of(known_items(items, self.n_items), self.length)))[0]

    def _check(self) -> None:
        super()._check()
        if self.length < 1 or not self.heights or not all(1 <= height <= self.length for height in self.heights):
            raise ValueError(
                f"heights={self.heights} do not fit into length={self.length}. "
                "A filter sees from 1 to `length` items: make the history longer or the filters lower."
            )


@dataclass
class TwoBranchCNN(FeatureReader, Caser):
    """One branch over the items, one over what they are like.  score = b_i + z . q_i

    Each branch is conv - pool - conv - pool over the last L items: filters of width 3, relu, the larger of two
    neighbours. The first branch reads vectors of the items (L, d), the second their features (L, n_features). Both
    results, flattened, go through one layer: z = relu([...] W + b), (d,). L must be at least 4.
    Source: the branches follow common practice; convolution over a history: Tang and Wang, WSDM 2018; features in a
    branch of their own: Hidasi et al., Parallel recurrent neural network architectures, RecSys 2016.
    """

    length: int = 8
    # `fit` refuses None; a field without a default may not follow those that have one.
    features: NDArray[np.float32] = field(default=None, repr=False, compare=False)  # type: ignore[arg-type]

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """The items before (n, length), items (n,)."""
        return super().examples(train)[1:]

    def born(self, rng: np.random.Generator) -> Weights:
        """picture, item_factors (n_items, d), item_bias, two convolutions in each branch, join."""
        d, filters = self.n_factors, self.n_filters
        weights = {"picture": born.table(rng, self.n_items, d)}
        for branch, n_in in (("items", d), ("features", self.features.shape[1])):
            weights |= born.convolution(rng, f"{branch}1", 3, n_in, filters)
            weights |= born.convolution(rng, f"{branch}2", 3, filters, filters)
        weights |= born.dense(rng, "join", 2 * (self.length // 4) * filters, d)
        return weights | {"item_factors": born.table(rng, self.n_items, d), "item_bias": born.zeros(self.n_items)}

    def constants(self) -> Weights:
        """features (n_items, n_features)."""
        return {"features": self.features}

    def asked(self, users: Numbers) -> Inputs:
        """The last items (m, length)."""
        return (self.recent[users],)

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first."""
        return self.forward((last_of(known_items(items, self.n_items), self.length),))[0]

    def _check(self) -> None:
        super()._check()
        if self.length < 4:
            raise ValueError(f"length={self.length} is too short to be halved twice by pooling. Use 4 or more.")
