"""Right answers of 14-imitated, written in other ways than the reference."""

import numpy as np


def with_arrays(scores, imitation, guess):
    return 1 - ((scores - imitation) ** 2).sum() / ((scores - guess) ** 2).sum()


def with_means(scores, imitation, guess):
    plain = np.mean(np.square(scores - guess))
    return (plain - np.mean(np.square(scores - imitation))) / plain


RIGHT_ANSWERS = [with_arrays, with_means]
