"""Right answers of 10-history, written in other ways than the reference."""

import numpy as np


def history_as_list(x, W, U, b):
    states = [np.zeros(len(b))]
    for row in x:
        states.append(np.tanh(row @ W + states[-1] @ U + b))
    return np.array(states[1:]).reshape(-1, len(b))


def history_backwards(x, W, U, b):
    def state(t):
        return np.zeros(len(b)) if t < 0 else np.tanh(x[t] @ W + state(t - 1) @ U + b)

    return np.array([state(t) for t in range(len(x))]).reshape(len(x), len(b))


RIGHT_ANSWERS = [history_as_list, history_backwards]
