"""NumPy half of the dot-product networks: Embeddings, and TwoTowers with features of the items."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions
from recsys_course.models.history import one_history
from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.features import FeatureReader, mean_features
from recsys_course.models.neural.network import Inputs, Network, Numbers


@dataclass
class Embeddings(Network):
    """Two tables of vectors and their dot product.  score(u, i) = b_i + p_u . q_i

    The model of lesson 06, learned by a framework. (A bias of u would be the same for all items: it ranks nothing.)
    Batches hold events (u, i). A person without events keeps the vector 0 and gets b_i.
    Source: Rendle, Krichene, Zhang and Anderson, RecSys 2020, equation 1; sampled softmax: Covington, Adams and Sargin,
    RecSys 2016, section 3.1.
    """

    batch_size: int = 512

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """users (n,), items (n,)."""
        return train.users, train.items

    def born(self, rng: np.random.Generator) -> Weights:
        """user_factors (n_users, d), item_factors (n_items, d), item_bias (n_items,)."""
        users = self.people_table(rng)
        items = born.table(rng, self.n_items, self.n_factors)
        return {"user_factors": users, "item_factors": items, "item_bias": born.zeros(self.n_items)}

    def asked(self, users: Numbers) -> Inputs:
        """users (m,)."""
        return (users,)


@dataclass
class TwoTowers(FeatureReader, Embeddings):
    """A tower for people, a tower for items; both read what the items are like.

        person  p_u + g_u A        item  q_i + f_i B        score(u, i) = b_i + (p_u + g_u A) . (q_i + f_i B)

    f_i are the features of item i, g_u their mean over the history of u. The q_i of an item that nobody met begins at 0
    (it is pushed down only as a rival), so f_i B speaks for it; for a stranger, who has no p_u, g_u A speaks.
    features (n_items, n_features), see `item_features`.
    Source: Yi et al., Sampling-bias-corrected neural modeling for large corpus item recommendations, RecSys 2019.
    """

    # `fit` refuses None; a field without a default may not follow those that have one.
    features: NDArray[np.float32] = field(default=None, repr=False, compare=False)  # type: ignore[arg-type]
    learned: ClassVar[tuple[str, ...]] = (*Embeddings.learned, "user_features")

    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """users (n,), items (n,). The vectors of unmet items begin at 0: they speak by their features alone."""
        self.user_features: NDArray[np.float32] = mean_features(self.seen, self.features)
        return super().examples(train)

    def born(self, rng: np.random.Generator) -> Weights:
        """Those of Embeddings, and user_tower A, item_tower B, (n_features, d) each."""
        weights, n = super().born(rng), self.features.shape[1]
        weights["item_factors"][self.seen.sum(axis=0) == 0] = 0
        towers = {name: born.glorot(rng, n, self.n_factors) for name in ("user_tower", "item_tower")}
        return weights | towers

    def constants(self) -> Weights:
        """features (n_items, n_features)."""
        return {"features": self.features}

    def told(self, rows: tuple[NDArray[Any], ...]) -> Inputs:
        """users (m,), and g (m, n_features)."""
        return rows[0], self.user_features[rows[0]]

    def asked(self, users: Numbers) -> Inputs:
        """users (m,), and g (m, n_features)."""
        return users, self.user_features[users]

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,): no p_u, only the features of the history."""
        history = one_history(items, self.n_items)[None, :]
        return self.forward((np.array([-1]), mean_features(history, self.features)))[0]
