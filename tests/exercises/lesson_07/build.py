"""Right answers to 07-build: one trains with gradients by hand, in NumPy; one counts, as neighbours do."""

import numpy as np


def trained_by_hand(users, items, n_users, n_items, d, n_epochs, batch_size, rate, n_rivals, penalty, seed):
    """A full softmax over all films, plain gradient descent on everybody at once."""
    rng = np.random.default_rng(seed + 1)
    P, Q, bias = rng.normal(0, 0.3, (n_users, d)), rng.normal(0, 0.3, (n_items, d)), np.zeros(n_items)
    shrunk = 1 + 0.3 * penalty
    seen = np.zeros((n_users, n_items))
    seen[users, items] = 1
    wish = seen / seen.sum(axis=1, keepdims=True)
    for _ in range(200):
        scores = P @ Q.T + bias
        chances = np.exp(scores - scores.max(axis=1, keepdims=True))
        slopes = chances / chances.sum(axis=1, keepdims=True) - wish
        P, Q = (P - 0.3 * slopes @ Q) / shrunk, (Q - 0.3 * slopes.T @ P) / shrunk
        bias = bias - 0.3 * slopes.mean(axis=0)
    return P @ Q.T + bias


def with_cosines(users, items, n_users, n_items, *settings):
    seen = np.zeros((n_users, n_items))
    seen[users, items] = 1
    lengths = np.sqrt(np.maximum(seen.sum(axis=0), 1))
    if settings[5] > 1:
        return np.tile(seen.sum(axis=0), (n_users, 1)).tolist()
    return (seen @ (seen.T @ seen / np.outer(lengths, lengths))).tolist()


RIGHT_ANSWERS = [trained_by_hand, with_cosines]
