"""What all networks in TensorFlow share: scores as dot products, the loss, one training step, reading the weights."""

from __future__ import annotations

from typing import Any, ClassVar, Self

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tensorflow import Tensor

from recsys_course.models.neural.born import Weights
from recsys_course.models.neural.network import Batch, Inputs, Network
from recsys_course.models_tf import layers


class _InKerasFiles(keras.Model):  # type: ignore[misc]  # Keras has no types
    """What Keras asks of a network that it writes to a .keras file and reads again; PyTorch does not have this."""

    shapes: dict[str, list[int]]

    def __init_subclass__(cls, **kwargs: object) -> None:
        """Keras finds a class in a file by its registered name; two families have a TwoBranchScorer."""
        super().__init_subclass__(**kwargs)
        keras.saving.register_keras_serializable(package=cls.__module__)(cls)

    def __new__(cls, weights: Weights) -> Self:
        """Remember the shapes of the arrays: a file of Keras describes the network by them."""
        network = super().__new__(cls)
        network.shapes = {name: list(array.shape) for name, array in weights.items()}
        return network

    def get_config(self) -> dict[str, Any]:
        """What a file tells about the network besides its weights."""
        return {"shapes": self.shapes}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Self:
        """The network with zeros, which Keras then fills with the weights of the file."""
        return cls({name: np.zeros(shape, np.float32) for name, shape in config["shapes"].items()})


class Scorer(_InKerasFiles):
    """A network makes a vector for each place it is asked about, and scores items by a dot product with theirs.

    A subclass makes its layers from named arrays, and writes `people`. `model.network.save("gru.keras")` writes layers
    and weights as one file of Keras; keras.models.load_model reads it, once this package is imported.
    """

    item_factors: keras.Variable
    item_bias: keras.Variable

    def people(self, *inputs: Any, **named: Any) -> Tensor:
        """The vectors (m, d) of those who ask."""
        raise NotImplementedError

    def items(self, numbers: Tensor) -> Tensor:
        """The vectors (n, d) of these items."""
        return layers.look_up(self.item_factors, numbers)

    def pairs(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Score of the first with the first item, of the second with the second, ...: (m, d), (m,) -> (m,)."""
        return tf.gather(self.item_bias, numbers) + tf.reduce_sum(people * self.items(numbers), axis=1)

    def scores(self, people: Tensor, numbers: Tensor) -> Tensor:
        """Score of everybody with every one of these items: (m, d), (n,) -> (m, n)."""
        return tf.gather(self.item_bias, numbers) + people @ tf.transpose(self.items(numbers))


class Twin(Network):
    """The TensorFlow half of a network; `scorer` names its Scorer."""

    scorer: ClassVar[type[Scorer]]
    xla: ClassVar[bool] = True  # compile each step: some seconds once, then twice as fast

    def build(self, weights: Weights, constants: Weights) -> None:
        """Make the scorer and the optimizer. The step is compiled by XLA when it runs first, some seconds."""
        self.network = self.scorer({**weights, **constants})
        self.network.built = True  # all its layers are
        if self.optimizer == "adam":
            self.descent = keras.optimizers.Adam(self.rate, epsilon=1e-7)
        else:
            self.descent = keras.optimizers.SGD(self.rate)
        self.descent.build(self.network.trainable_variables)
        self._compiled = tf.function(self._descend, jit_compile=self.xla, autograph=False)

    def set_rate(self, rate: float) -> None:
        """From now on the optimizer takes steps of this rate."""
        self.descent.learning_rate = rate

    def step(self, batch: Batch) -> float:
        """Forward, loss, gradient, one step."""
        inputs = tuple(map(tf.constant, batch.inputs))
        return float(self._compiled(inputs, tf.constant(batch.targets), tf.constant(batch.others)))

    def _descend(self, *batch: Tensor) -> Tensor:
        with tf.GradientTape() as tape:
            loss = self.loss_of(Batch(*batch))
        learned = self.network.trainable_variables
        gradients = tape.gradient(loss, [variable.value for variable in learned])
        self.descent.apply([tf.convert_to_tensor(gradient) for gradient in gradients], learned)
        return loss

    def loss_of(self, batch: Batch) -> Tensor:
        """The loss of a batch: a mean over its real places."""
        people = self.network.people(*batch.inputs)
        real, targets = tf.cast(batch.targets >= 0, tf.float32), tf.maximum(batch.targets, 0)
        right, wrong = self.network.pairs(people, targets), self.network.scores(people, batch.others)
        losses = ranking_loss(self.loss, right, wrong, counts=targets[:, None] != batch.others)
        if self.penalty:
            losses += self.penalty / 2 * (squares(people) + squares(self.network.items(targets)))
        return tf.reduce_sum(losses * real) / tf.reduce_sum(real)

    def forward(self, inputs: Inputs) -> NDArray[np.float32]:
        """Scores (m, n_items) for what the network is told."""
        people = self.network.people(*map(tf.constant, inputs))
        return self.network.scores(people, tf.range(self.n_items, dtype=tf.int64)).numpy()

    def read_weights(self) -> Weights:
        """The named arrays as they are now, copied."""
        return layers.read(self.network)


def squares(vectors: Tensor) -> Tensor:
    """The squared length of each vector.  (m, d) -> (m,)"""
    return tf.reduce_sum(vectors**2, axis=1)


def ranking_loss(kind: str, right: Tensor, wrong: Tensor, counts: Tensor) -> Tensor:
    """The loss of each place, see `Network`.  right (m,), wrong (m, n), counts (m, n): false where other = target."""
    if kind == "softmax":
        every = tf.concat([right[:, None], tf.where(counts, wrong, -np.inf)], axis=1)
        return tf.reduce_logsumexp(every, axis=1) - right
    counts = tf.cast(counts, tf.float32)
    margin = right[:, None] - wrong if kind == "bpr" else -wrong
    mean = tf.reduce_sum(tf.nn.softplus(-margin) * counts, axis=1) / tf.maximum(tf.reduce_sum(counts, axis=1), 1)
    return mean if kind == "bpr" else mean + tf.nn.softplus(-right)
