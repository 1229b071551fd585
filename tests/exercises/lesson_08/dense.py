"""Right answers of 08-dense, written in other ways than the reference."""

import numpy as np


def dense_with_loops(x, W, b):
    rows = []
    for row in x:
        sums = [sum(value * weight for value, weight in zip(row, column, strict=True)) for column in W.T]
        rows.append([max(0.0, total + bias) for total, bias in zip(sums, b, strict=True)])
    return rows


def dense_with_einsum(x, W, b):
    total = np.einsum("ni,io->no", x, W) + b
    return total * (total > 0)


RIGHT_ANSWERS = [dense_with_loops, dense_with_einsum]
