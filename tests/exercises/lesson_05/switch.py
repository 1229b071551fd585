"""Right answers of 05-switch, written in other ways than the reference."""

import numpy as np


def switch_with_a_loop(newcomer, other, lengths, at_least):
    table = other.copy()
    for person, length in enumerate(lengths):
        if length < at_least:
            table[person] = newcomer[person]
    return table


def switch_with_arithmetic(newcomer, other, lengths, at_least):
    new = (np.asarray(lengths) < at_least).astype(float).reshape(-1, 1)
    return new * newcomer + (1 - new) * other


RIGHT_ANSWERS = [switch_with_a_loop, switch_with_arithmetic]
