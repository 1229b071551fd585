"""Right answers of 06-softmax, written in other ways than the reference."""

import numpy as np
from scipy.special import softmax as scipy_softmax


def softmax_with_loops(scores):
    rows = []
    for row in scores:
        grown = [np.exp(s - max(row)) for s in row]
        rows.append([g / sum(grown) for g in grown])
    return np.array(rows)


def softmax_of_scipy(scores):
    return scipy_softmax(scores, axis=1)


RIGHT_ANSWERS = [softmax_with_loops, softmax_of_scipy]
