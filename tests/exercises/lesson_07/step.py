"""Right answers of 07-step, written in other ways than the reference."""

import numpy as np


def step_with_one_hot_rows(P, Q, users, items, stars, rate):
    ones_u, ones_i = np.eye(len(P))[users], np.eye(len(Q))[items]
    p, q = ones_u @ P, ones_i @ Q
    e = (stars - np.sum(p * q, axis=1)) * 2 / len(stars)
    return P + rate * ones_u.T @ (e[:, None] * q), Q + rate * ones_i.T @ (e[:, None] * p)


def step_with_a_loop(P, Q, users, items, stars, rate):
    new_P, new_Q = P.copy(), Q.copy()
    for u, i, r in zip(users, items, stars, strict=True):
        e = r - P[u] @ Q[i]
        new_P[u] = new_P[u] + rate * 2 * e * Q[i] / len(stars)
        new_Q[i] = new_Q[i] + rate * 2 * e * P[u] / len(stars)
    return [new_P, new_Q]


RIGHT_ANSWERS = [step_with_one_hot_rows, step_with_a_loop]
