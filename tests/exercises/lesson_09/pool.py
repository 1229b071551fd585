"""Right answers of 09-pool, written in other ways than the reference."""

import numpy as np


def pool_with_maximum(table):
    even = table[: len(table) - len(table) % 2]
    return np.maximum(even[0::2], even[1::2])


def pool_with_a_loop(table):
    return [[max(a, b) for a, b in zip(table[i], table[i + 1], strict=True)] for i in range(0, len(table) - 1, 2)]


RIGHT_ANSWERS = [pool_with_maximum, pool_with_a_loop]
