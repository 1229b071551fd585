"""The picture of the lesson with its filter, and what filters give when the relu is forgotten."""

from __future__ import annotations

import numpy as np

OURS = np.array([[0, 0.5], [0, 1], [1, 0], [0.8, 0.2]])  # the picture of the lesson
SPACE = np.array([[1.0, -1.0], [1.0, -1.0]])  # its filter: two space films in a row


def without_relu(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    """The sums of one filter at every place, negative ones too.  (L, d), (h, d), number -> (L - h + 1,)."""
    height = len(kernel)
    return np.array([(picture[t : t + height] * kernel).sum() + bias for t in range(len(picture) - height + 1)])


def all_without_relu(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """The largest of these sums, for each picture and filter.  (m, L, d), (h, d, n), (n,) -> (m, n)."""
    sums = [[without_relu(p, kernels[:, :, f], b) for f, b in enumerate(biases)] for p in pictures]
    return np.array(sums).max(axis=2)
