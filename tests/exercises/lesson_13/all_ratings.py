"""Right answers of 13-all-ratings, written in other ways than the reference."""

import numpy as np


def ratings_with_a_loop(stars, chances, n_all):
    total, weights = 0.0, 0.0
    for star, chance in zip(stars.tolist(), chances.tolist(), strict=True):
        total += star / chance
        weights += 1 / chance
    return total / n_all, total / weights


def ratings_with_average(stars, chances, n_all):
    return np.sum(stars / chances) / n_all, np.average(stars, weights=1 / chances)


RIGHT_ANSWERS = [ratings_with_a_loop, ratings_with_average]
