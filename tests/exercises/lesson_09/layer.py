"""Right answers of 09-layer, written in other ways than the reference."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from tests.exercises.lesson_09.strongest import strongest_with_loops


def layer_with_loops(pictures, kernels, biases):
    return np.array([strongest_with_loops(picture, kernels, biases) for picture in pictures])


def layer_with_relu_last(pictures, kernels, biases):
    seen = sliding_window_view(pictures, len(kernels), axis=1)
    return np.maximum(np.einsum("mpdh,hdn->mpn", seen, kernels).max(axis=1) + biases, 0)


RIGHT_ANSWERS = [layer_with_loops, layer_with_relu_last]
