"""Right answers of 08-mend-heads, written in other ways than the reference."""

import numpy as np


def heads_with_loops(p, q, deep):
    return [float(a @ b) + float(number[0]) for a, b, number in zip(p, q, deep, strict=True)]


def heads_flattened(p, q, deep):
    return np.einsum("nd,nd->n", p, q) + deep.ravel()


RIGHT_ANSWERS = [heads_with_loops, heads_flattened]
