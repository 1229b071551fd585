"""Right answers of 15-noisy-counts: a loop, and a cut of film numbers."""

import numpy as np


def with_a_loop(table, most, epsilon, noise):
    counts = np.zeros(table.shape[1])
    for row in table:
        for film in [i for i, met in enumerate(row) if met][:most]:
            counts[film] += 1
    return counts + noise * (most / epsilon)


def with_bincount(table, most, epsilon, noise):
    films = np.concatenate([np.flatnonzero(row)[:most] for row in table])
    return np.bincount(films, minlength=table.shape[1]) + noise * most / epsilon


RIGHT_ANSWERS = [with_a_loop, with_bincount]
