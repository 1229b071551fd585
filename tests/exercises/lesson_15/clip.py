"""Right answers of 15-clip: with a maximum, and with a minimum of two factors."""

import numpy as np


def with_a_maximum(rows, longest):
    return rows / np.maximum(1, np.linalg.norm(rows, axis=1, keepdims=True) / longest)


def with_a_loop(rows, longest):
    out = rows.astype(float).copy()
    for n, row in enumerate(rows):
        length = float(row @ row) ** 0.5
        if length > longest:
            out[n] = row / length * longest
    return out


RIGHT_ANSWERS = [with_a_maximum, with_a_loop]
