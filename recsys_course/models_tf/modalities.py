"""Networks for films that nobody has seen in TensorFlow: PictureCNN, and ContentTowers."""

from __future__ import annotations

from typing import ClassVar

import tensorflow as tf
from tensorflow import Tensor

from recsys_course.models.neural import modalities
from recsys_course.models.neural.born import Weights
from recsys_course.models_tf.layers import constant, convolution, convolve, dense, flat, halve, look_up, table
from recsys_course.models_tf.network import Scorer, Twin


class PictureScorer(Scorer):
    """score = b_w + z . q_w, z from two layers of filters over the picture."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.first = convolution(weights, "first")
        self.second = convolution(weights, "second")
        self.join = dense(weights, "join")
        self.item_factors = table(weights, "item_factors")
        self.item_bias = table(weights, "item_bias")

    def people(self, pictures: Tensor) -> Tensor:
        """z (m, d)."""
        answers = halve(convolve(self.second, halve(convolve(self.first, pictures))))
        return tf.nn.relu(self.join(flat(answers)))


class PictureCNN(Twin, modalities.PictureCNN):
    """Words for pictures, see models/neural/modalities.py."""

    scorer = PictureScorer
    xla: ClassVar[bool] = False  # its convolutions over pictures are slower on a CPU than those of TensorFlow


class ContentScorer(Scorer):
    """score = c p . x_i, x_i from what is known about the film, p from the last films of the person."""

    def __init__(self, weights: Weights) -> None:
        super().__init__()
        self.features = constant(weights, "features")
        self.present = constant(weights, "present")
        self.towers = sorted(name for name in weights if name.startswith("tower"))
        for name in self.towers:  # tower1, tower2, ...: one for each modality
            setattr(self, name, table(weights, name))
        self.join = table(weights, "join") if "join" in weights else None
        self.item_factors = table(weights, "item_factors") if "item_factors" in weights else None
        self.everybody = table(weights, "everybody")
        self.ages = table(weights, "ages")
        self.loudness = table(weights, "loudness")

    def people(self, items: Tensor, looks: Tensor) -> Tensor:
        """c p (m, d): a weighted mean of the last films, as they look now, and what all people share."""
        weights = tf.exp(self.ages) * tf.cast(items >= 0, tf.float32)
        total = tf.reduce_sum(weights[:, :, None] * look_up(self.items(looks), items), axis=1)
        mean = total / (tf.reduce_sum(weights, axis=1, keepdims=True) + 1e-6)
        return tf.exp(self.loudness) * (self.everybody + mean)

    def items(self, numbers: Tensor) -> Tensor:
        """x (n, d) of films as they look, see `looks`: length 1, or 0 where nothing is known."""
        parts = self.parts(numbers)
        if self.join is not None:
            together = tf.nn.relu(tf.concat(parts[: len(self.towers)], axis=1)) @ self.join
            parts = [together, *parts[len(self.towers) :]]
        x = tf.add_n(parts)
        return x / tf.sqrt(tf.reduce_sum(x**2, axis=1, keepdims=True) + 1e-6)

    def parts(self, numbers: Tensor) -> list[Tensor]:
        """What each modality says about the films, (n, d) each; zeros where it is missing or hidden."""
        films, hidden = numbers % self.features.shape[0], numbers // self.features.shape[0]
        start, said = 0, []
        for name in self.towers:
            tower = getattr(self, name)
            said.append(tf.gather(self.features, films)[:, start : start + tower.shape[0]] @ tower)
            start += tower.shape[0]
        if self.item_factors is not None:
            said.append(look_up(self.item_factors, films))
        bits = hidden[:, None] // 2 ** tf.range(len(said), dtype=hidden.dtype) % 2
        kept = tf.gather(self.present, films) * tf.cast(1 - bits, tf.float32)
        return [part * kept[:, m : m + 1] for m, part in enumerate(said)]

    def pairs(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m,) of people and films, one by one; a film that nobody met has no bias."""
        return tf.reduce_sum(people * self.items(numbers), axis=1)

    def scores(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Scores (m, n) of everybody with every film."""
        return people @ tf.transpose(self.items(numbers))


class ContentTowers(Twin, modalities.ContentTowers):
    """A tower for each modality, see models/neural/modalities.py."""

    scorer = ContentScorer
    xla: ClassVar[bool] = False  # its trainings are shorter than the compiling
