"""Right answers of 12-pool, written in other ways than the reference."""

import numpy as np


def pool_with_loops(answers):
    h, w = answers.shape
    return [[answers[r : r + 2, c : c + 2].max() for c in range(0, w - 1, 2)] for r in range(0, h - 1, 2)]


def pool_with_four_tables(answers):
    even = answers[: answers.shape[0] // 2 * 2, : answers.shape[1] // 2 * 2]
    upper = np.maximum(even[::2, ::2], even[::2, 1::2])
    return np.maximum(upper, np.maximum(even[1::2, ::2], even[1::2, 1::2]))


RIGHT_ANSWERS = [pool_with_loops, pool_with_four_tables]
