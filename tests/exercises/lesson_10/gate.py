"""Right answers of 10-gate, written in other ways than the reference."""

import math

import numpy as np
from scipy.special import expit


def gate_of_scipy(x, h, W, U, b):
    return expit(np.concatenate([x, h]) @ np.vstack([W, U]) + b)


def gate_with_loops(x, h, W, U, b):
    sums = [sum(x * W[:, j]) + sum(h * U[:, j]) + b[j] for j in range(len(b))]
    return [1 / (1 + math.exp(-a)) for a in sums]


RIGHT_ANSWERS = [gate_of_scipy, gate_with_loops]
