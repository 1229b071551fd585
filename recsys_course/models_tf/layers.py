"""Keras layers that begin with given NumPy arrays, and how to read them back.

Keras keeps the weights of a layer as the course does, (inputs, outputs): nothing is transposed.
"""

from __future__ import annotations

import math
from typing import Any

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray
from tensorflow import Tensor

from recsys_course.models.neural.born import Weights

LAYERS = (
    keras.layers.Dense,
    keras.layers.LayerNormalization,
    keras.layers.Conv1D,
    keras.layers.Conv2D,
    keras.layers.GRU,
    keras.layers.LSTM,
)


def constant(weights: Weights, name: str) -> keras.Variable:
    """An array that training does not change, for example features of items. A file of Keras holds it too."""
    return keras.Variable(np.array(weights[name]), name=name, trainable=False)


def table(weights: Weights, name: str) -> keras.Variable:
    """A learned array as it is: vectors of items or people, or biases."""
    return keras.Variable(np.array(weights[name]), name=name)


def dense(weights: Weights, name: str) -> keras.layers.Dense:
    """x W + b."""
    kernel, bias = weights[f"{name}.kernel"], weights[f"{name}.bias"]
    layer = keras.layers.Dense(kernel.shape[1])
    return _with(layer, (None, kernel.shape[0]), kernel, bias)


def norm(weights: Weights, name: str) -> keras.layers.LayerNormalization:
    """(x - mean) / sqrt(variance + 1e-5) * scale + bias, over the numbers of each vector; Keras' own is 1e-3."""
    scale, bias = weights[f"{name}.scale"], weights[f"{name}.bias"]
    return _with(keras.layers.LayerNormalization(epsilon=1e-5), (None, None, len(scale)), scale, bias)


def convolution(weights: Weights, name: str) -> keras.layers.Conv1D | keras.layers.Conv2D:
    """Filters over time, or over pictures: as many places as the kernel has axes before its last two. No padding."""
    kernel, bias = weights[f"{name}.kernel"], weights[f"{name}.bias"]
    *sides, n_in, n_out = kernel.shape
    kind = keras.layers.Conv1D if len(sides) == 1 else keras.layers.Conv2D
    return _with(kind(n_out, sides[0]), (None, *(None for _ in sides), n_in), kernel, bias)


def gru(weights: Weights, name: str) -> keras.layers.GRU:
    """A GRU layer. Keras has the gates in our order z, r, h; reset_after=True is the form of cuDNN and PyTorch."""
    kernel, recurrent, bias = (weights[f"{name}.{part}"] for part in ("kernel", "recurrent", "bias"))
    layer = keras.layers.GRU(recurrent.shape[0], return_sequences=True, reset_after=True)
    return _with(layer, (None, None, kernel.shape[0]), kernel, recurrent, bias)


def lstm(weights: Weights, name: str) -> keras.layers.LSTM:
    """An LSTM layer, gates i, f, c, o as ours, with one bias."""
    kernel, recurrent, bias = (weights[f"{name}.{part}"] for part in ("kernel", "recurrent", "bias"))
    layer = keras.layers.LSTM(recurrent.shape[0], return_sequences=True)
    return _with(layer, (None, None, kernel.shape[0]), kernel, recurrent, bias)


def look_up(vectors: Tensor, numbers: Tensor) -> Tensor:
    """The rows `numbers` of a table; a row of zeros where the number is -1.  (n, d), (...) -> (..., d)."""
    real = tf.cast(numbers >= 0, tf.float32)[..., None]
    return tf.gather(vectors, tf.maximum(numbers, 0)) * real


def convolve(layer: keras.layers.Conv1D | keras.layers.Conv2D, pictures: Tensor) -> Tensor:
    """relu of every filter at every place.  (m, L, n_in) -> (m, L - width + 1, n_out); Keras has channels last.

    Over pictures: (m, height, width, n_in) -> (m, height - side + 1, width - side + 1, n_out).
    """
    return tf.nn.relu(layer(pictures))


def same_length(layer: keras.layers.Conv1D | keras.layers.Conv2D, pictures: Tensor) -> Tensor:
    """`convolve` with rows of zeros at both ends, so that the length stays.  (m, L, n_in) -> (m, L, n_out)."""
    width = layer.kernel_size[0]
    return convolve(layer, tf.pad(pictures, [[0, 0], [(width - 1) // 2, width // 2], [0, 0]]))


def halve(answers: Tensor) -> Tensor:
    """The larger of each two neighbours in time.  (m, L, n) -> (m, L // 2, n). In pictures the largest of 2 x 2."""
    pool = tf.nn.max_pool1d if len(answers.shape) == 3 else tf.nn.max_pool2d
    return pool(answers, 2, 2, "VALID")


def flat(answers: Tensor) -> Tensor:
    """Everything about a place in one row.  (m, a, b, ...) -> (m, a b ...)."""
    return tf.reshape(answers, (-1, math.prod(answers.shape[1:])))


def rows(states: Tensor) -> Tensor:
    """All places of all histories below one another.  (b, L, d) -> (b L, d)."""
    return tf.reshape(states, (-1, states.shape[2]))


def read(module: keras.Layer) -> Weights:
    """All learned arrays of a network, by the names that it was made from: its own, then those of its parts."""
    weights = {}
    for name, part in vars(module).items():
        if isinstance(part, keras.Variable) and part.trainable:
            weights[name] = part.numpy().copy()
        elif isinstance(part, keras.Layer):
            arrays = _read(part) if isinstance(part, LAYERS) else read(part)
            weights |= {f"{name}.{part_name}": array for part_name, array in arrays.items()}
    return weights


def _read(layer: keras.Layer) -> Weights:
    """The arrays of a layer in our order: kernel, bias, for cells recurrent; scale and bias of a norm."""
    names = ("kernel", "recurrent", "bias") if len(layer.weights) == 3 else ("kernel", "bias")
    if isinstance(layer, keras.layers.LayerNormalization):
        names = ("scale", "bias")
    return dict(zip(names, (weight.numpy().copy() for weight in layer.trainable_weights), strict=True))


def _with(layer: keras.Layer, shape: tuple[int | None, ...], *arrays: NDArray[Any]) -> keras.Layer:
    layer.build(shape)
    for weight, array in zip(layer.trainable_weights, arrays, strict=True):
        weight.assign(array)
    return layer
