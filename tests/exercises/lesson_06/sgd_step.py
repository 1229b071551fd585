"""Right answers of 06-sgd-step, written in other ways than the reference."""

import numpy as np


def step_with_shrunk_values(r, mean, b_u, b_i, p, q, rate, penalty):
    keep, move = 1 - rate * penalty, rate * (r - mean - b_u - b_i - np.dot(p, q))
    return keep * b_u + move, keep * b_i + move, keep * p + move * q, keep * q + move * p


def step_as_one_long_vector(r, mean, b_u, b_i, p, q, rate, penalty):
    """The biases are factors whose partner is fixed at 1: (b_u, 1, p) . (1, b_i, q)."""
    left, right = np.concatenate([[b_u, 1.0], p]), np.concatenate([[1.0, b_i], q])
    e = r - mean - left @ right
    new_left, new_right = left + rate * (e * right - penalty * left), right + rate * (e * left - penalty * right)
    return new_left[0], new_right[1], new_left[2:], new_right[2:]


RIGHT_ANSWERS = [step_with_shrunk_values, step_as_one_long_vector]
