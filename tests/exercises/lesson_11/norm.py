"""Right answers of 11-norm, written in other ways than the reference."""

import numpy as np


def norm_of_columns(x, scale, bias):
    turned = x.T - x.mean(axis=1)
    return (turned / ((turned**2).mean(axis=0) + 0.00001) ** 0.5).T * scale + bias


def norm_row_by_row(x, scale, bias):
    return [scale * (row - np.mean(row)) / np.sqrt(np.var(row) + 1e-5) + bias for row in x]


RIGHT_ANSWERS = [norm_of_columns, norm_row_by_row]
