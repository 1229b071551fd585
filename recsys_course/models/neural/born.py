"""The first weights are made here, in NumPy, so that both frameworks begin with the same numbers.

A layer's weights are written as formulas are: inputs in rows, outputs in columns, so a layer is x W + b. This is how
Keras stores them; PyTorch stores the transpose, and `models_torch/layers.py` transposes them.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Weights = dict[str, NDArray[np.float32]]


def table(rng: np.random.Generator, n: int, d: int, scale: float = 0.1) -> NDArray[np.float32]:
    """n vectors of d small random numbers."""
    return rng.normal(0, scale, (n, d)).astype(np.float32)


def zeros(*shape: int) -> NDArray[np.float32]:
    """Biases begin at 0."""
    return np.zeros(shape, np.float32)


def glorot(rng: np.random.Generator, n_in: int, n_out: int, *shape: int) -> NDArray[np.float32]:
    """Uniform in +-sqrt(6 / (n_in + n_out)), so that signals neither grow nor fade from layer to layer.

    Source: Glorot and Bengio, AISTATS 2010, equation 16.
    """
    limit = np.sqrt(6 / (n_in + n_out))
    return rng.uniform(-limit, limit, shape or (n_in, n_out)).astype(np.float32)


def dense(rng: np.random.Generator, name: str, n_in: int, n_out: int) -> Weights:
    """x W + b: kernel (n_in, n_out), bias (n_out,)."""
    return {f"{name}.kernel": glorot(rng, n_in, n_out), f"{name}.bias": zeros(n_out)}


def norm(name: str, d: int) -> Weights:
    """(x - mean) / deviation * scale + bias, over the d numbers of a vector: scale (d,) of ones, bias (d,) of zeros."""
    return {f"{name}.scale": np.ones(d, np.float32), f"{name}.bias": zeros(d)}


def convolution(rng: np.random.Generator, name: str, width: int, n_in: int, n_out: int) -> Weights:
    """A filter bank over time: kernel (width, n_in, n_out), bias (n_out,)."""
    kernel = glorot(rng, width * n_in, width * n_out, width, n_in, n_out)
    return {f"{name}.kernel": kernel, f"{name}.bias": zeros(n_out)}


def picture_filters(rng: np.random.Generator, name: str, side: int, n_in: int, n_out: int) -> Weights:
    """A filter bank over pictures: kernel (side, side, n_in, n_out), bias (n_out,)."""
    kernel = glorot(rng, side * side * n_in, side * side * n_out, side, side, n_in, n_out)
    return {f"{name}.kernel": kernel, f"{name}.bias": zeros(n_out)}


def gru(rng: np.random.Generator, name: str, n_in: int, d: int) -> Weights:
    """Gates in the order update z, reset r, candidate h: kernel (n_in, 3 d), recurrent (d, 3 d), bias (2, 3 d).

    The two rows of the bias belong to the input and to the state.
    """
    kernels = {f"{name}.kernel": glorot(rng, n_in, d, n_in, 3 * d), f"{name}.recurrent": _rotations(rng, d, 3)}
    return kernels | {f"{name}.bias": zeros(2, 3 * d)}


def lstm(rng: np.random.Generator, name: str, n_in: int, d: int) -> Weights:
    """Gates in the order input i, forget f, cell c, output o: kernel (n_in, 4 d), recurrent (d, 4 d), bias (4 d,).

    The bias of the forget gate begins at 1, so that a young network remembers.
    Source: Jozefowicz, Zaremba and Sutskever, ICML 2015, section 5.
    """
    bias = zeros(4 * d)
    bias[d : 2 * d] = 1
    kernels = {f"{name}.kernel": glorot(rng, n_in, d, n_in, 4 * d), f"{name}.recurrent": _rotations(rng, d, 4)}
    return kernels | {f"{name}.bias": bias}


def _rotations(rng: np.random.Generator, d: int, n: int) -> NDArray[np.float32]:
    """n random rotations side by side, (d, n d): a state that is rotated keeps its length."""
    return np.hstack([np.linalg.qr(rng.normal(size=(d, d)))[0] for _ in range(n)]).astype(np.float32)
