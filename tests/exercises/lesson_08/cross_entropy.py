"""Right answers of 08-cross-entropy, written in other ways than the reference."""

import math

import numpy as np


def cross_entropy_with_loops(right, wrong):
    def softplus(x):
        return max(x, 0) + math.log1p(math.exp(-abs(x)))

    yes = [softplus(-s) for s in right]
    no = [sum(softplus(s) for s in row) / len(row) for row in wrong]
    return sum(yes) / len(yes) + sum(no) / len(no)


def cross_entropy_with_maxima(right, wrong):
    scores, signs = [right, wrong.ravel()], [-1, 1]
    z = [sign * score for sign, score in zip(signs, scores, strict=True)]
    return sum(np.mean(np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))) for x in z)


RIGHT_ANSWERS = [cross_entropy_with_loops, cross_entropy_with_maxima]
