"""Right answers of lesson 06, written in other ways than the references."""

import numpy as np
import pandas as pd
from scipy.special import expit
from scipy.special import softmax as scipy_softmax


def scores_with_loops(user, items):
    return [sum(a * b for a, b in zip(user, item, strict=True)) for item in items]


def scores_with_einsum(user, items):
    return np.einsum("f,if->i", user, items)


def table_with_loops(users, items):
    return [[sum(a * b for a, b in zip(user, item, strict=True)) for item in items] for user in users]


def table_by_broadcasting(users, items):
    return (users[:, None, :] * items[None, :, :]).sum(axis=2)


def predict_with_loops(mean, user_bias, item_bias, P, Q, users, items):
    return [mean + user_bias[u] + item_bias[i] + P[u] @ Q[i] for u, i in zip(users, items, strict=True)]


def predict_from_the_whole_table(mean, user_bias, item_bias, P, Q, users, items):
    table = mean + user_bias[:, None] + item_bias[None, :] + P @ Q.T
    return table[users, items]


def gradients_place_by_place(r, base, p, q, penalty):
    e = base + sum(a * b for a, b in zip(p, q, strict=True)) - r
    to_p = [e * q[f] + penalty * p[f] for f in range(len(p))]
    return to_p, [e * p[f] + penalty * q[f] for f in range(len(p))]


def gradients_by_finite_differences(r, base, p, q, penalty):
    def loss(p, q):
        return (r - base - p @ q) ** 2 / 2 + penalty * (p @ p + q @ q) / 2

    h, unit = 1e-5, np.eye(len(p))
    to_p = np.array([(loss(p + h * one, q) - loss(p - h * one, q)) / (2 * h) for one in unit])
    return to_p, np.array([(loss(p, q + h * one) - loss(p, q - h * one)) / (2 * h) for one in unit])


def step_with_shrunk_values(r, mean, b_u, b_i, p, q, rate, penalty):
    keep, move = 1 - rate * penalty, rate * (r - mean - b_u - b_i - np.dot(p, q))
    return keep * b_u + move, keep * b_i + move, keep * p + move * q, keep * q + move * p


def step_as_one_long_vector(r, mean, b_u, b_i, p, q, rate, penalty):
    """The biases are factors whose partner is fixed at 1: (b_u, 1, p) . (1, b_i, q)."""
    left, right = np.concatenate([[b_u, 1.0], p]), np.concatenate([[1.0, b_i], q])
    e = r - mean - left @ right
    new_left, new_right = left + rate * (e * right - penalty * left), right + rate * (e * left - penalty * right)
    return new_left[0], new_right[1], new_left[2:], new_right[2:]


def als_by_stacking(Q, times, alpha, penalty):
    root = np.sqrt(1 + alpha * times)
    left = np.vstack([Q * root[:, None], np.sqrt(penalty) * np.eye(Q.shape[1])])
    right = np.concatenate([root * (times > 0), np.zeros(Q.shape[1])])
    return np.linalg.lstsq(left, right)[0]


def als_with_loops(Q, times, alpha, penalty):
    d = Q.shape[1]
    left, right = penalty * np.eye(d), np.zeros(d)
    for q, t in zip(Q, times, strict=True):
        left = left + (1 + alpha * t) * np.outer(q, q)
        if t > 0:
            right = right + (1 + alpha * t) * q
    return np.linalg.inv(left) @ right


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


def ease_column_by_column(X, penalty):
    """What the closed form promises: each column is a ridge regression on all other films."""
    m = X.shape[1]
    B = np.zeros((m, m))
    for j in range(m):
        others = [i for i in range(m) if i != j]
        left = X[:, others].T @ X[:, others] + penalty * np.eye(m - 1)
        B[others, j] = np.linalg.solve(left, X[:, others].T @ X[:, j])
    return B


def ease_with_pandas(X, penalty):
    A = pd.DataFrame(np.linalg.inv(np.dot(X.T, X) + np.diag(np.full(X.shape[1], penalty))))
    B = -A.div(np.diag(A), axis=1).to_numpy()
    return np.where(np.eye(len(B), dtype=bool), 0.0, B)


def softmax_with_loops(scores):
    rows = []
    for row in scores:
        grown = [np.exp(s - max(row)) for s in row]
        rows.append([g / sum(grown) for g in grown])
    return np.array(rows)


def softmax_of_scipy(scores):
    return scipy_softmax(scores, axis=1)


RIGHT_ANSWERS = {
    "06-item-scores": [scores_with_loops, scores_with_einsum],
    "06-mend": [table_with_loops, table_by_broadcasting],
    "06-predict": [predict_with_loops, predict_from_the_whole_table],
    "06-gradient": [gradients_place_by_place, gradients_by_finite_differences],
    "06-sgd-step": [step_with_shrunk_values, step_as_one_long_vector],
    "06-als-user": [als_by_stacking, als_with_loops],
    "06-bpr-gradient": [bpr_with_expit, bpr_by_finite_differences],
    "06-ease": [ease_column_by_column, ease_with_pandas],
    "06-softmax": [softmax_with_loops, softmax_of_scipy],
}
