"""Right answers of 07-one-hot, written in other ways than the reference."""

import numpy as np


def one_hot_with_eye(numbers, n):
    return np.eye(n)[numbers]


def one_hot_with_loops(numbers, n):
    table = np.zeros((len(numbers), n))
    for row, number in enumerate(numbers):
        table[row, number] = 1
    return table


RIGHT_ANSWERS = [one_hot_with_eye, one_hot_with_loops]
