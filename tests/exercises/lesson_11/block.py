"""Right answers of 11-block, written in other ways than the reference."""

import numpy as np

from tests.exercises.lesson_11.mend_mask import row_by_row, with_a_sum
from tests.exercises.lesson_11.norm import norm_of_columns


def block_in_two_steps(x, Wq, Wk, Wv, W1, W2):
    calm = norm_of_columns(x, 1, 0)
    match = calm @ Wq @ Wk.T @ calm.T / len(Wq) ** 0.5
    x = row_by_row(match) @ calm @ Wv + x
    return x + (norm_of_columns(x, 1, 0) @ W1).clip(0) @ W2


def block_place_by_place(x, Wq, Wk, Wv, W1, W2):
    calm = norm_of_columns(x, 1, 0)
    weights = with_a_sum(np.array([[q @ Wq @ (k @ Wk) for k in calm] for q in calm]) / np.sqrt(x.shape[1]))
    out = []
    for t in range(len(x)):
        now = x[t] + sum(weights[t, s] * (calm[s] @ Wv) for s in range(t + 1))
        middle = norm_of_columns(now[None], 1, 0)[0] @ W1
        out.append(now + np.where(middle > 0, middle, 0) @ W2)
    return out


RIGHT_ANSWERS = [block_in_two_steps, block_place_by_place]
