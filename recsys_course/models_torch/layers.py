"""PyTorch layers that begin with given NumPy arrays, and how to read them back.

PyTorch keeps the weights of a layer as (outputs, inputs), the course and Keras as (inputs, outputs): transpose.
"""

from __future__ import annotations

from typing import Any, TypeVar

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn

from recsys_course.models.neural.born import Weights

Layer = TypeVar("Layer", bound=nn.Module)
LAYERS = (nn.Linear, nn.LayerNorm, nn.Conv1d, nn.Conv2d, nn.GRU, nn.LSTM)


def constant(weights: Weights, name: str) -> Tensor:
    """An array that training does not change, for example features of items."""
    return _tensor(weights[name])


def table(weights: Weights, name: str) -> nn.Parameter:
    """A learned array as it is: vectors of items or people, or biases."""
    return nn.Parameter(_tensor(weights[name]))


def dense(weights: Weights, name: str) -> nn.Linear:
    """x W + b."""
    kernel, bias = _tensor(weights[f"{name}.kernel"]), _tensor(weights[f"{name}.bias"])
    layer = nn.Linear(*kernel.shape)
    return _with(layer, weight=kernel.T, bias=bias)


def norm(weights: Weights, name: str) -> nn.LayerNorm:
    """(x - mean) / sqrt(variance + 1e-5) * scale + bias, over the numbers of each vector."""
    scale, bias = _tensor(weights[f"{name}.scale"]), _tensor(weights[f"{name}.bias"])
    return _with(nn.LayerNorm(len(scale), eps=1e-5), weight=scale, bias=bias)


def convolution(weights: Weights, name: str) -> nn.Conv1d | nn.Conv2d:
    """Filters over time, or over pictures: as many places as the kernel has axes before its last two. No padding."""
    kernel, bias = _tensor(weights[f"{name}.kernel"]), _tensor(weights[f"{name}.bias"])
    *sides, n_in, n_out = kernel.shape
    layer = nn.Conv1d(n_in, n_out, sides[0]) if len(sides) == 1 else nn.Conv2d(n_in, n_out, sides[0])
    return _with(layer, weight=kernel.movedim((-1, -2), (0, 1)), bias=bias)


def gru(weights: Weights, name: str) -> nn.GRU:
    """A GRU layer. PyTorch has the gates in the order r, z, n, in rows; ours are z, r, h, in columns."""
    kernel, recurrent, bias = (_gates(weights[f"{name}.{part}"]) for part in ("kernel", "recurrent", "bias"))
    layer = nn.GRU(kernel.shape[1], recurrent.shape[1], batch_first=True)
    return _with(layer, weight_ih_l0=kernel, weight_hh_l0=recurrent, bias_ih_l0=bias[:, 0], bias_hh_l0=bias[:, 1])


def lstm(weights: Weights, name: str) -> nn.LSTM:
    """An LSTM layer, gates i, f, c, o as ours. PyTorch has two biases that add up: the second stays 0, untrained."""
    kernel, recurrent, bias = (_tensor(weights[f"{name}.{part}"].T) for part in ("kernel", "recurrent", "bias"))
    layer = nn.LSTM(kernel.shape[1], recurrent.shape[1], batch_first=True)
    _with(layer, weight_ih_l0=kernel, weight_hh_l0=recurrent, bias_ih_l0=bias, bias_hh_l0=torch.zeros_like(bias))
    layer.bias_hh_l0.requires_grad_(False)
    return layer


def look_up(vectors: Tensor, numbers: Tensor) -> Tensor:
    """The rows `numbers` of a table; a row of zeros where the number is -1.  (n, d), (...) -> (..., d)."""
    real = (numbers >= 0).unsqueeze(-1)
    return F.embedding(numbers.clamp(min=0), vectors) * real


def convolve(layer: nn.Conv1d | nn.Conv2d, pictures: Tensor) -> Tensor:
    """relu of every filter at every place.  (m, L, n_in) -> (m, L - width + 1, n_out); PyTorch wants channels first.

    Over pictures: (m, height, width, n_in) -> (m, height - side + 1, width - side + 1, n_out).
    """
    return F.relu(layer(pictures.movedim(-1, 1))).movedim(1, -1)


def same_length(layer: nn.Conv1d | nn.Conv2d, pictures: Tensor) -> Tensor:
    """`convolve` with rows of zeros at both ends, so that the length stays.  (m, L, n_in) -> (m, L, n_out)."""
    width = layer.kernel_size[0]
    return convolve(layer, F.pad(pictures, (0, 0, (width - 1) // 2, width // 2)))


def halve(answers: Tensor) -> Tensor:
    """The larger of each two neighbours in time.  (m, L, n) -> (m, L // 2, n). In pictures the largest of 2 x 2."""
    pool = F.max_pool1d if answers.ndim == 3 else F.max_pool2d
    return pool(answers.movedim(-1, 1), 2).movedim(1, -1)


def flat(answers: Tensor) -> Tensor:
    """Everything about a place in one row.  (m, a, b, ...) -> (m, a b ...)."""
    return answers.flatten(1)


def rows(states: Tensor) -> Tensor:
    """All places of all histories below one another.  (b, L, d) -> (b L, d)."""
    return states.flatten(0, 1)


def read(module: nn.Module) -> Weights:
    """All learned arrays of a network, by the names that it was made from: its own, then those of its parts."""
    weights = _numpy(**dict(module.named_parameters(recurse=False)))
    for name, part in module.named_children():
        arrays = _read(part) if isinstance(part, LAYERS) else read(part)
        weights |= {f"{name}.{part_name}": array for part_name, array in arrays.items()}
    return weights


def _read(layer: nn.Module) -> Weights:
    """The arrays of a layer in our order: kernel, bias, for cells recurrent; scale and bias of a norm."""
    own = dict(layer.named_parameters())
    if isinstance(layer, nn.Linear):
        return _numpy(kernel=own["weight"].T, bias=own["bias"])
    if isinstance(layer, nn.LayerNorm):
        return _numpy(scale=own["weight"], bias=own["bias"])
    if isinstance(layer, nn.Conv1d | nn.Conv2d):
        return _numpy(kernel=own["weight"].movedim((0, 1), (-1, -2)), bias=own["bias"])
    kernel, recurrent = own["weight_ih_l0"].T, own["weight_hh_l0"].T
    if isinstance(layer, nn.GRU):
        both = torch.stack([own["bias_ih_l0"], own["bias_hh_l0"]])
        rows = _numpy(kernel=kernel, recurrent=recurrent, bias=both)
        return {name: _gates(array).numpy().T.copy() for name, array in rows.items()}
    return _numpy(kernel=kernel, recurrent=recurrent, bias=own["bias_ih_l0"])


def _gates(array: NDArray[Any]) -> Tensor:
    """The first two of three gates exchanged, z r h <-> r z h, and transposed.  (n, 3 d) -> (3 d, n)."""
    first, second, third = np.split(np.asarray(array), 3, axis=-1)
    return _tensor(np.concatenate([second, first, third], axis=-1).T)


def _tensor(array: NDArray[Any]) -> Tensor:
    """The array as a tensor of its own, so that training does not change the array."""
    return torch.from_numpy(np.array(array))


def _with(layer: Layer, **tensors: Tensor) -> Layer:
    with torch.no_grad():
        for name, value in tensors.items():
            getattr(layer, name).copy_(value)
    return layer


def _numpy(**tensors: Tensor) -> Weights:
    return {name: value.detach().numpy().copy() for name, value in tensors.items()}
