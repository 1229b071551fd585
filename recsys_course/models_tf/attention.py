"""Attention over histories in TensorFlow: SASRec."""

from __future__ import annotations

import keras
import numpy as np
import tensorflow as tf
from tensorflow import Tensor

from recsys_course.models.neural import attention
from recsys_course.models.neural.born import Weights
from recsys_course.models_tf.layers import dense, look_up, norm, rows, table
from recsys_course.models_tf.network import Scorer, Twin


class Block(keras.layers.Layer):  # type: ignore[misc]  # Keras has no types
    """x <- x + A V, then x <- x + relu(x W1 + b1) W2 + b2, each from normalised vectors."""

    def __init__(self, weights: Weights, name: str) -> None:
        super().__init__()
        self.norm = norm(weights, f"{name}.norm")
        self.query, self.key, self.value = (dense(weights, f"{name}.{part}") for part in ("query", "key", "value"))
        self.second_norm = norm(weights, f"{name}.second_norm")
        self.inner, self.outer = (dense(weights, f"{name}.{part}") for part in ("inner", "outer"))
        self.slope = table(weights, f"{name}.slope") if f"{name}.slope" in weights else None

    def attention(self, x: Tensor) -> Tensor:
        """A (b, L, L): row t says how much place t takes from each place up to t; a row sums to 1."""
        return self._weights(self.norm(x))

    def _weights(self, calm: Tensor) -> Tensor:
        query, key = self.query(calm), self.key(calm)
        return causal_softmax(query @ tf.transpose(key, (0, 2, 1)) / query.shape[2] ** 0.5, self.slope)

    def attend(self, x: Tensor) -> Tensor:
        """A V: what every place takes from the places up to it, (b, L, d) -> (b, L, d)."""
        calm = self.norm(x)
        return self._weights(calm) @ self.value(calm)

    def feed_forward(self, x: Tensor) -> Tensor:
        """relu(x W1 + b1) W2 + b2 at every place for itself, (b, L, d) -> (b, L, d)."""
        return self.outer(tf.nn.relu(self.inner(self.second_norm(x))))


class SASRecScorer(Scorer):
    """score_t = b_i + x_t . q_i, x_t what the blocks make of the items up to place t."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")
        self.place_factors = table(weights, "place_factors") if "place_factors" in weights else None
        self.numbers = sorted({name.split(".")[0] for name in weights if name.startswith("block")})
        for name in self.numbers:  # block1, block2, ...
            setattr(self, name, Block(weights, name))
        self.last_norm = norm(weights, "last_norm")

    def people(self, items: Tensor, places: Tensor, kept: Tensor | None = None) -> Tensor:
        """The vectors x (m, d) at these places of the histories (b, L), counted row by row."""
        return look_up(rows(self.states(items, kept)), places)

    def states(self, items: Tensor, kept: Tensor | None = None) -> Tensor:
        """What the last block makes of every place, (b, L) -> (b, L, d). kept: what dropout leaves of each part."""
        x = _drop(self.embed(items), kept, 0)
        for number, block in enumerate(self.blocks()):
            x = x + _drop(block.attend(x), kept, 2 * number + 1)
            x = x + _drop(block.feed_forward(x), kept, 2 * number + 2)
        return self.last_norm(x)

    def blocks(self) -> list[Block]:
        """The blocks, from the first to the last."""
        return [getattr(self, name) for name in self.numbers]

    def embed(self, items: Tensor) -> Tensor:
        """sqrt(d) times the vectors of the items, and those of places where there are any: (b, L) -> (b, L, d)."""
        vectors = look_up(self.item_factors, items) * self.item_factors.shape[1] ** 0.5
        return vectors if self.place_factors is None else vectors + self.place_factors


class SASRec(Twin, attention.SASRec):
    """Every item looks at the items before it, see models/neural/attention.py."""

    scorer = SASRecScorer


def causal_softmax(match: Tensor, slope: Tensor | None = None) -> Tensor:
    """softmax of each row over the places up to its own, less slope * distance.  (b, L, L) -> (b, L, L)"""
    place = tf.range(match.shape[1])
    distance = place[:, None] - place
    match = match if slope is None else match - slope * tf.cast(distance, tf.float32)
    return tf.nn.softmax(tf.where(distance < 0, -np.inf, match), axis=2)


def _drop(x: Tensor, kept: Tensor | None, layer: int) -> Tensor:
    return x if kept is None else x * kept[layer]
