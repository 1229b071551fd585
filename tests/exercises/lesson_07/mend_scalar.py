"""Right answers of 07-mend-scalar, written in other ways than the reference."""

import numpy as np


def scores_with_a_loop(p, q, user_bias, item_bias):
    return [a @ b + s + t for a, b, s, t in zip(p, q, user_bias, item_bias, strict=True)]


def scores_from_the_diagonal(p, q, user_bias, item_bias):
    return np.diag(p @ q.T) + user_bias + item_bias


RIGHT_ANSWERS = [scores_with_a_loop, scores_from_the_diagonal]
