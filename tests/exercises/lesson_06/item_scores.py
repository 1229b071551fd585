"""Right answers of 06-item-scores, written in other ways than the reference."""

import numpy as np


def scores_with_loops(user, items):
    return [sum(a * b for a, b in zip(user, item, strict=True)) for item in items]


def scores_with_einsum(user, items):
    return np.einsum("f,if->i", user, items)


RIGHT_ANSWERS = [scores_with_loops, scores_with_einsum]
