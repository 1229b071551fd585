"""NumPy half of the deep networks on pairs: MLP, and NeuMF."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recsys_course.models.neural import born
from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.factors import Embeddings


@dataclass
class MLP(Embeddings):
    """The dot product gives way to a network.  score(u, i) = b_i + w . relu(relu([p_u, q_i] W1 + b1) W2 + b2)

    [p_u, q_i] are both vectors one after the other, (2 d,); W1 (2 d, 2 d), W2 (2 d, d), w (d,). As the first layer is
    linear, [p_u, q_i] W1 = p_u W1[:d] + q_i W1[d:]: each half is computed once for each person and once for each item.
    Source: He et al., Neural collaborative filtering, WWW 2017, section 3.3.
    """

    loss: str = "logistic"
    n_negatives: int | None = 64

    def born(self, rng: np.random.Generator) -> Weights:
        """Those of Embeddings, and user_half, item_half (the two halves of W1), first_bias, hidden, last (w)."""
        weights, d = super().born(rng), self.n_factors
        weights |= {name: born.glorot(rng, 2 * d, 2 * d, d, 2 * d) for name in ("user_half", "item_half")}
        weights |= {"first_bias": born.zeros(2 * d)} | born.dense(rng, "hidden", 2 * d, d)
        return weights | {"last": born.glorot(rng, d, 1, d)}

    def _size_of_a_score(self) -> int:
        return 3 * self.n_factors


@dataclass
class NeuMF(MLP):
    """Both: a dot product with weights, and the network.  score(u, i) = b_i + v . (p_u * q_i) + MLP([p'_u, q'_i])

    p * q multiplies number by number, (d,); v (d,) begins at 1, so the first part begins as a dot product. Each part
    has vectors of its own. Source: He et al., WWW 2017, section 3.4, equation 12; but see Rendle et al., RecSys 2020.
    """

    def born(self, rng: np.random.Generator) -> Weights:
        """Those of MLP, and user_own, item_own (n, d) for the product, product (d,)."""
        weights = super().born(rng)
        users = self.people_table(rng)
        items = born.table(rng, self.n_items, self.n_factors)
        return weights | {"user_own": users, "item_own": items, "product": np.ones(self.n_factors, np.float32)}
