"""Right answers of 11-rollout, written in other ways than the reference."""

import numpy as np


def from_the_top(A):
    row = np.zeros(A.shape[1])
    row[-1] = 1
    for weights in A[::-1]:
        row = 0.5 * row @ weights + 0.5 * row
    return row


def with_multi_dot(A):
    eye = np.eye(A.shape[1])
    return np.linalg.multi_dot([*[(one + eye) / 2 for one in reversed(A)], eye])[-1, :]


RIGHT_ANSWERS = [from_the_top, with_multi_dot]
