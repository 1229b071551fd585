"""Right answers of 04-mend-leak, written in other ways than the reference."""

import numpy as np


def profile_at_with_loops(vectors, times, when):
    past = [row for row, time in zip(vectors, times, strict=True) if time < when]
    return sum(past) / len(past) if past else np.zeros(vectors.shape[1])


def profile_at_with_weights(vectors, times, when):
    before = (times < when).astype(float)
    return before @ vectors / max(before.sum(), 1)


RIGHT_ANSWERS = [profile_at_with_loops, profile_at_with_weights]
