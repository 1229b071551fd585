"""Right answers of 11-left-out, written in other ways than the reference."""

import numpy as np


def with_delete(items):
    return np.array([np.append(np.delete(items, i), -1) for i in range(len(items))])


def by_moving_up(items):
    t = len(items)
    place = np.arange(t) + (np.arange(t) >= np.arange(t)[:, None])
    return np.append(items, -1)[place]


RIGHT_ANSWERS = [with_delete, by_moving_up]
