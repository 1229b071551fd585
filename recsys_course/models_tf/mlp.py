"""Deep networks on pairs in TensorFlow: MLP, and NeuMF."""

from __future__ import annotations

import tensorflow as tf
from tensorflow import Tensor

from recsys_course.models.neural import mlp
from recsys_course.models.neural.born import Weights
from recsys_course.models_tf.layers import dense, look_up, table
from recsys_course.models_tf.network import Scorer, Twin


class DeepScorer(Scorer):
    """score = b_i + w . relu(relu([p_u, q_i] W1 + b1) W2 + b2)"""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.user_factors = table(weights, "user_factors")
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")
        self.user_half = table(weights, "user_half")
        self.item_half = table(weights, "item_half")
        self.first_bias = table(weights, "first_bias")
        self.hidden = dense(weights, "hidden")
        self.last = table(weights, "last")

    def people(self, users: Tensor) -> Tensor:
        """p_u W1[:d], (m, 2 d)."""
        return look_up(self.user_factors, users) @ self.user_half

    def pairs(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m,) of people and items, one by one."""
        return tf.gather(self.item_bias, numbers) + self.deep(people + self._items_half(numbers))

    def scores(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m, n) of everybody with every item."""
        return tf.gather(self.item_bias, numbers) + self.deep(people[:, None] + self._items_half(numbers))

    def deep(self, both: Tensor) -> Tensor:
        """From [p, q] W1 to the number of the network.  (..., 2 d) -> (...)."""
        first = tf.nn.relu(both + self.first_bias)
        return tf.reduce_sum(tf.nn.relu(self.hidden(first)) * self.last, axis=-1)

    def _items_half(self, numbers: Tensor) -> Tensor:
        return self.items(numbers) @ self.item_half


class MLP(Twin, mlp.MLP):
    """A network in place of the dot product, see models/neural/mlp.py."""

    scorer = DeepScorer


class BothScorer(DeepScorer):
    """score = b_i + v . (p_u * q_i) + w . relu(...)"""

    def __init__(self, weights: Weights) -> None:
        super().__init__(weights)
        self.user_own = table(weights, "user_own")
        self.item_own = table(weights, "item_own")
        self.product = table(weights, "product")

    def people(self, users: Tensor) -> Tensor:
        """p_u W1[:d] and v * p_u side by side, (m, 3 d)."""
        return tf.concat([super().people(users), look_up(self.user_own, users) * self.product], axis=1)

    def pairs(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m,) of people and items, one by one."""
        deep, own = self._parts(people)
        return super().pairs(deep, numbers) + tf.reduce_sum(own * look_up(self.item_own, numbers), axis=1)

    def scores(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m, n) of everybody with every item."""
        deep, own = self._parts(people)
        return super().scores(deep, numbers) + own @ tf.transpose(look_up(self.item_own, numbers))

    def _parts(self, people: Tensor) -> tuple[Tensor, Tensor]:
        cut = self.first_bias.shape[0]
        return people[:, :cut], people[:, cut:]


class NeuMF(Twin, mlp.NeuMF):
    """A dot product and a network together, see models/neural/mlp.py."""

    scorer = BothScorer
