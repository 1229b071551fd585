"""Right answers of 15-k-anonymity: NumPy, and a loop over pairs."""

import numpy as np


def with_unique(table):
    sizes = np.unique(table, axis=0, return_counts=True)[1]
    return sizes.min(), (sizes == 1).sum() / len(table)


def with_pairs(table):
    alike = (table[:, None, :] == table[None, :, :]).all(axis=2).sum(axis=1)
    return int(alike.min()), float(np.mean(alike == 1))


RIGHT_ANSWERS = [with_unique, with_pairs]
