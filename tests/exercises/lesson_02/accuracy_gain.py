"""Right answers of 02-accuracy-gain, written in other ways than the reference."""

import numpy as np


def gain_with_a_loop(truth, predicted):
    right = ones = total = 0
    for row, guess in zip(truth, predicted, strict=True):
        for t, p in zip(row, guess, strict=True):
            right, ones, total = right + (t == p), ones + t, total + 1
    return right / total - max(ones, total - ones) / total


def gain_by_trying_both(truth, predicted):
    baseline = max((truth == 0).mean(), (truth == 1).mean())
    return 1 - np.abs(truth - predicted).mean() - baseline


RIGHT_ANSWERS = [gain_with_a_loop, gain_by_trying_both]
