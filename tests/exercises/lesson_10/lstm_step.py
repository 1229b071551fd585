"""Right answers of 10-lstm-step, written in other ways than the reference."""

import numpy as np
from scipy.special import expit


def lstm_by_slices(x, h, c, W, U, b):
    d, a = len(h), x @ W + h @ U + b
    new = expit(a[d : 2 * d]) * c + expit(a[:d]) * np.tanh(a[2 * d : 3 * d])
    return expit(a[3 * d :]) * np.tanh(new), new


def lstm_as_rows(x, h, c, W, U, b):
    i, f, g, o = (np.concatenate([x, h]) @ np.vstack([W, U]) + b).reshape(4, -1)
    c = c / (1 + np.exp(-f)) + np.tanh(g) / (1 + np.exp(-i))
    return [np.tanh(c) / (1 + np.exp(-o)), c]


RIGHT_ANSWERS = [lstm_by_slices, lstm_as_rows]
