"""Right answers of 06-bpr-gradient, written in other ways than the reference."""

import numpy as np
from scipy.special import expit


def bpr_with_expit(p, q_i, q_j):
    weight = expit(-(p @ q_i) + p @ q_j)
    return weight * (q_j - q_i), -weight * p, weight * p


def bpr_by_finite_differences(p, q_i, q_j):
    def loss(v):
        p, q_i, q_j = v.reshape(3, -1)
        return np.logaddexp(0, -p @ (q_i - q_j))

    whole, h = np.concatenate([p, q_i, q_j]), 1e-5
    slope = [(loss(whole + h * one) - loss(whole - h * one)) / (2 * h) for one in np.eye(len(whole))]
    return tuple(np.array(slope).reshape(3, -1))


RIGHT_ANSWERS = [bpr_with_expit, bpr_by_finite_differences]
