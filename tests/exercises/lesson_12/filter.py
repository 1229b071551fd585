"""Right answers of 12-filter, written in other ways than the reference."""

import numpy as np


def filter_with_loops(picture, kernel, padding, stride):
    padded, k = np.pad(picture, padding), len(kernel)
    rows = range(0, padded.shape[0] - k + 1, stride)
    columns = range(0, padded.shape[1] - k + 1, stride)
    return np.array([[(padded[r : r + k, c : c + k] * kernel).sum() for c in columns] for r in rows])


def filter_as_shifted_pictures(picture, kernel, padding, stride):
    h, w = picture.shape
    padded = np.zeros((h + 2 * padding, w + 2 * padding))
    padded[padding : padding + h, padding : padding + w] = picture
    k = len(kernel)
    rows, columns = padded.shape[0] - k + 1, padded.shape[1] - k + 1
    total = sum(kernel[i, j] * padded[i : i + rows, j : j + columns] for i in range(k) for j in range(k))
    return total[::stride, ::stride]


RIGHT_ANSWERS = [filter_with_loops, filter_as_shifted_pictures]
