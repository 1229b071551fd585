"""Right answers of 13-gini, written in other ways than the reference."""

import numpy as np


def gini_with_a_loop(shown):
    values, total = sorted(shown.tolist()), 0
    for rank, value in enumerate(values, start=1):
        total += (2 * rank - len(values) - 1) * value
    return total / (len(values) * sum(values))


def gini_by_the_lorenz_curve(shown):
    curve = np.concatenate([[0], np.cumsum(np.sort(shown))]) / shown.sum()
    return 1 - 2 * np.trapezoid(curve, dx=1 / len(shown))


RIGHT_ANSWERS = [gini_with_a_loop, gini_by_the_lorenz_curve]
