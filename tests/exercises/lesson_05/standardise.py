"""Right answers of 05-standardise, written in other ways than the reference."""

import statistics

import numpy as np
from scipy.stats import zscore


def standardise_with_statistics(row):
    values = row.tolist()
    mean, deviation = statistics.fmean(values), statistics.pstdev(values)
    return [(x - mean) / deviation if deviation else 0.0 for x in values]


def standardise_with_scipy(row):
    return np.zeros(len(row)) if np.all(row == row[0]) else zscore(row)


RIGHT_ANSWERS = [standardise_with_statistics, standardise_with_scipy]
