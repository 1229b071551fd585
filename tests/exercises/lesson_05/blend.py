"""Right answers of 05-blend, written in other ways than the reference."""

import numpy as np

from tests.exercises.lesson_05.standardise import standardise_with_statistics


def blend_with_loops(rows, weights):
    total = [0.0] * rows.shape[1]
    for row, weight in zip(rows, weights, strict=True):
        total = [t + weight * z for t, z in zip(total, standardise_with_statistics(row), strict=True)]
    return total


def blend_with_broadcasting(rows, weights):
    deviation = rows.std(axis=1, keepdims=True)
    z = (rows - rows.mean(axis=1, keepdims=True)) / np.where(np.ptp(rows, axis=1, keepdims=True) > 0, deviation, np.inf)
    return (np.asarray(weights)[:, None] * z).sum(axis=0)


RIGHT_ANSWERS = [blend_with_loops, blend_with_broadcasting]
