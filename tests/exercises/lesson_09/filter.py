"""Right answers of 09-filter, written in other ways than the reference."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def filter_with_loops(picture, kernel, bias):
    found = []
    for start in range(len(picture) - len(kernel) + 1):
        total = bias
        for row in range(len(kernel)):
            for column in range(picture.shape[1]):
                total += picture[start + row, column] * kernel[row, column]
        found.append(total if total > 0 else 0.0)
    return found


def filter_as_one_product(picture, kernel, bias):
    seen = sliding_window_view(picture, kernel.shape).reshape(-1, kernel.size)
    return np.clip(seen @ kernel.ravel() + bias, 0, None)


RIGHT_ANSWERS = [filter_with_loops, filter_as_one_product]
