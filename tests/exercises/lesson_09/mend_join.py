"""Right answers of 09-mend-join, written in other ways than the reference."""

import numpy as np


def join_with_two_kernels(own, like, kernel, bias):
    cut = own.shape[1] * own.shape[2]
    sums = own.reshape(len(own), -1) @ kernel[:cut] + like.reshape(len(like), -1) @ kernel[cut:] + bias
    return np.where(sums > 0, sums, 0)


def join_with_a_loop(own, like, kernel, bias):
    rows = []
    for mine, theirs in zip(own, like, strict=True):
        rows.append(np.maximum(np.hstack([mine.ravel(), theirs.ravel()]) @ kernel + bias, 0))
    return np.array(rows)


RIGHT_ANSWERS = [join_with_two_kernels, join_with_a_loop]
