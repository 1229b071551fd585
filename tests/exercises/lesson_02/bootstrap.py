"""Right answers of 02-bootstrap, written in other ways than the reference."""

import numpy as np
import pandas as pd


def interval_with_a_loop(values, picks):
    means = []
    for row in picks:
        means.append(sum(values[i] for i in row) / len(row))
    return np.percentile(means, [2.5, 97.5])


def interval_by_sorting(values, picks):
    """As the lesson tells it: sort, and cut 2.5 % off each end."""
    means = sorted(values[picks].mean(axis=1))
    cut = int(0.025 * len(means))
    return means[cut], means[-cut - 1]


def interval_with_pandas(values, picks):
    means = pd.DataFrame(values[picks]).mean(axis=1)
    return [means.quantile(0.025), means.quantile(0.975)]


RIGHT_ANSWERS = [interval_with_a_loop, interval_by_sorting, interval_with_pandas]
