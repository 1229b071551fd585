"""Right answers of 08-neumf, written in other ways than the reference."""

import numpy as np


def joined_with_loops(bias, p, q, v, deep):
    pairs = zip(bias, p, q, deep, strict=True)
    return [b + sum(x * y * z for x, y, z in zip(a, c, v, strict=True)) + number for b, a, c, number in pairs]


def joined_with_einsum(bias, p, q, v, deep):
    return np.einsum("nd,nd,d->n", p, q, v) + bias + deep


RIGHT_ANSWERS = [joined_with_loops, joined_with_einsum]
