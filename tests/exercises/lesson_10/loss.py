"""Right answers of 10-loss, written in other ways than the reference."""

import numpy as np


def loss_with_loops(losses, targets):
    real = [
        loss
        for row, aims in zip(losses, targets, strict=True)
        for loss, aim in zip(row, aims, strict=True)
        if aim != -1
    ]
    return sum(real) / len(real)


def loss_as_average(losses, targets):
    return np.average(losses, weights=(targets >= 0).astype(float))


RIGHT_ANSWERS = [loss_with_loops, loss_as_average]
