"""Right answers of 10-layer, written in other ways than the reference."""

import numpy as np

from tests.exercises.lesson_10.gru_step import gru_by_slices, gru_with_names


def layer_with(step):
    def read(x, W, U, b):
        (W_r, W_h, W_z), (U_r, U_h, U_z) = W, U
        biases = [np.hstack([z, r, h]) for r, h, z in b]
        states = [np.zeros(U.shape[-1])]
        for row in x:
            tables = np.hstack([W_z, W_r, W_h]), np.hstack([U_z, U_r, U_h])
            states.append(step(row, states[-1], *tables, np.array(biases)))
        return np.array(states[1:], dtype=np.float32)

    return read


RIGHT_ANSWERS = [layer_with(gru_by_slices), layer_with(gru_with_names)]
