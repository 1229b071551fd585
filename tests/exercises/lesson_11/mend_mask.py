"""Right answers of 11-mend-mask, written in other ways than the reference."""

import numpy as np
from scipy.special import softmax


def row_by_row(match):
    weights = np.zeros(match.shape)
    for t in range(len(match)):
        past = match[t, : t + 1] - match[t, : t + 1].max()
        weights[t, : t + 1] = np.exp(past) / np.exp(past).sum()
    return weights


def with_a_sum(match):
    return softmax(match + np.triu(np.full(match.shape, -np.inf), k=1), axis=1)


RIGHT_ANSWERS = [row_by_row, with_a_sum]
