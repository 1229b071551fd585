"""Right answers of 07-best-epoch, written in other ways than the reference."""

import math

import numpy as np


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


RIGHT_ANSWERS = [best_epoch_with_slices, best_epoch_with_while]
