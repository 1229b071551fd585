"""Right answers of 11-padding, written in other ways than the reference."""

import numpy as np


def padding_with_loops(items):
    b, L = items.shape
    looks = np.zeros((b, L, L), dtype=bool)
    for row in range(b):
        for t in range(L):
            for s in range(t + 1):
                looks[row, t, s] = items[row, s] != -1 or s == t
    return looks


def padding_with_places(items):
    place = np.arange(items.shape[1])
    later, same = place[None, :] > place[:, None], place[None, :] == place[:, None]
    return ~later & ((items[:, None] > -1) | same)


RIGHT_ANSWERS = [padding_with_loops, padding_with_places]
