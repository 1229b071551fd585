"""Right answers of lesson 07, written in other ways than the references."""

import math

import numpy as np
from scipy.special import log_softmax, logsumexp


def one_hot_with_eye(numbers, n):
    return np.eye(n)[numbers]


def one_hot_with_loops(numbers, n):
    table = np.zeros((len(numbers), n))
    for row, number in enumerate(numbers):
        table[row, number] = 1
    return table


def pairs_with_a_loop(P, Q, bias, users, items):
    return [bias[i] + P[u] @ Q[i] for u, i in zip(users, items, strict=True)]


def pairs_from_all_scores(P, Q, bias, users, items):
    return (P @ Q.T + bias)[users, items]


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


def softmax_loss_of_scipy(scores, targets):
    return -log_softmax(scores, axis=1)[range(len(targets)), targets].mean()


def softmax_loss_with_a_loop(scores, targets):
    total = 0
    for row, target in zip(scores, targets, strict=True):
        highest = max(row)
        total += math.log(sum(math.exp(s - highest) for s in row)) + highest - row[target]
    return total / len(targets)


def sampled_with_a_loop(right, wrong, targets, others):
    losses = []
    for r, row, target in zip(right, wrong, targets, strict=True):
        rivals = [math.exp(s - r) for s, other in zip(row, others, strict=True) if other != target]
        losses.append(math.log(1 + sum(rivals)))
    return sum(losses) / len(losses)


def sampled_with_weights(right, wrong, targets, others):
    differences = np.column_stack([np.zeros(len(right)), wrong - right[:, None]])
    counts = np.column_stack([np.ones(len(right)), targets[:, None] != others])
    return logsumexp(differences, axis=1, b=counts).mean()


def best_epoch_with_slices(values, patience):
    for run in range(1, len(values) + 1):
        best = int(np.argmax(values[:run])) + 1
        if run - best >= patience:
            return best, run
    return best, len(values)


def best_epoch_with_while(values, patience):
    highest, waited, run, best = -math.inf, 0, 0, 0
    while run < len(values) and waited < patience:
        waited += 1
        if values[run] > highest:
            highest, waited, best = values[run], 0, run + 1
        run += 1
    return [best, run]


def vector_with_a_loop(stars, Q):
    met = [Q[i] for i in range(len(stars)) if stars[i] > 0]
    return sum(met) / len(met) if met else [0.0] * Q.shape[1]


def vector_with_a_mask(stars, Q):
    return (stars > 0) @ Q / max((stars > 0).sum(), 1)


def scores_with_a_loop(p, q, user_bias, item_bias):
    return [a @ b + s + t for a, b, s, t in zip(p, q, user_bias, item_bias, strict=True)]


def scores_from_the_diagonal(p, q, user_bias, item_bias):
    return np.diag(p @ q.T) + user_bias + item_bias


RIGHT_ANSWERS = {
    "07-one-hot": [one_hot_with_eye, one_hot_with_loops],
    "07-pairs": [pairs_with_a_loop, pairs_from_all_scores],
    "07-step": [step_with_one_hot_rows, step_with_a_loop],
    "07-softmax-loss": [softmax_loss_of_scipy, softmax_loss_with_a_loop],
    "07-sampled": [sampled_with_a_loop, sampled_with_weights],
    "07-best-epoch": [best_epoch_with_slices, best_epoch_with_while],
    "07-mend-ratings": [vector_with_a_loop, vector_with_a_mask],
    "07-mend-scalar": [scores_with_a_loop, scores_from_the_diagonal],
}
