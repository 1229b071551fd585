"""Right answers of 10-layer, written in other ways than the reference."""

import numpy as np

from tests.exercises.lesson_10.gru_step import gru_by_slices, gru_with_names


def layer_with(step):
    def read(x, W, U, b):
        states = [np.zeros(len(U))]
        for row in x:
            states.append(step(row, states[-1], W, U, b))
        return np.array(states[1:], dtype=np.float32)

    return read


RIGHT_ANSWERS = [layer_with(gru_by_slices), layer_with(gru_with_names)]
