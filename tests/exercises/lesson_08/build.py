"""Right answers to 08-build without a framework: neighbours of the person, and plain factors, know the worlds too."""

import numpy as np


def with_cosines(users, items, n_users, n_items, *settings):
    ones = np.zeros((n_users, n_items))
    ones[users, items] = 1
    lengths = np.sqrt(ones.sum(axis=1))
    return (ones @ ones.T / np.outer(lengths, lengths)) @ ones


def with_two_factors(users, items, n_users, n_items, *settings):
    ones = np.zeros((n_users, n_items))
    ones[users, items] = 1
    left, sizes, right = np.linalg.svd(ones, full_matrices=False)
    return (left[:, :2] * sizes[:2]) @ right[:2]


RIGHT_ANSWERS = [with_cosines, with_two_factors]
