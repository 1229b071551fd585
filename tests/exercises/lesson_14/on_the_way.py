"""Right answers of 14-on-the-way, written in other ways than the reference."""

import numpy as np


def with_a_loop(x, start, into, out, steps):
    gradients = []
    for k in range(steps):
        point = start + (k + 0.5) / steps * (x - start)
        gradients.append(into @ (out * (1 - np.tanh(point @ into) ** 2)))
    return (x - start) * np.mean(gradients, axis=0)


def all_at_once(x, start, into, out, steps):
    shares = (np.arange(steps) + 0.5)[:, None] / steps
    points = (1 - shares) * start + shares * x
    return (x - start) * ((out / np.cosh(points @ into) ** 2) @ into.T).mean(axis=0)


RIGHT_ANSWERS = [with_a_loop, all_at_once]
