"""Right answers of 10-mend-shift, written in other ways than the reference."""

import numpy as np


def shift_with_lists(history, length):
    films = list(history)
    empty = [-1] * (length - len(films) + 1)
    return films[:-1] + empty, films[1:] + empty


def shift_with_pad(history, length):
    free = (0, length - len(history) + 1)
    return np.pad(history[:-1], free, constant_values=-1), np.pad(history[1:], free, constant_values=-1)


RIGHT_ANSWERS = [shift_with_lists, shift_with_pad]
