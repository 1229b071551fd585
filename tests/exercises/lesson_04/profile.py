"""Right answers of 04-profile, written in other ways than the reference."""

import numpy as np


def profile_with_loops(vectors, weights):
    total = np.zeros(vectors.shape[1])
    for row, weight in zip(vectors, weights, strict=True):
        total += weight * row
    return total / (sum(weights) or 1)


def profile_with_average(vectors, weights):
    return np.average(vectors, axis=0, weights=weights) if any(weights) else [0.0] * vectors.shape[1]


RIGHT_ANSWERS = [profile_with_loops, profile_with_average]
