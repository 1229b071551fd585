"""Right answers of 14-left-after, written in other ways than the reference."""

import numpy as np


def with_argsort(history, said):
    order = np.argsort(-said, kind="stable")
    return [[history[j] for j in sorted(order[gone:])] for gone in range(len(history) + 1)]


def with_ranks(history, said):
    ranks = np.empty(len(history), int)
    ranks[np.argsort(-said, kind="stable")] = np.arange(len(history))
    return [np.array(history, int)[ranks >= gone] for gone in range(len(history) + 1)]


RIGHT_ANSWERS = [with_argsort, with_ranks]
