"""Right answers of 13-exposure, written in other ways than the reference."""

import math

import numpy as np


def exposure_with_loops(ranked, group, n_groups):
    total = [0.0] * n_groups
    for row in ranked:
        for position, film in enumerate(row):
            total[group[film]] += 1 / math.log2(position + 2)
    return [one / sum(total) for one in total]


def exposure_with_bincount(ranked, group, n_groups):
    worth = np.broadcast_to(1 / np.log2(np.arange(2, ranked.shape[1] + 2)), ranked.shape)
    total = np.bincount(group[ranked].ravel(), worth.ravel(), minlength=n_groups)
    return total / worth.sum()


RIGHT_ANSWERS = [exposure_with_loops, exposure_with_bincount]
