"""Right answers of 08-halves, written in other ways than the reference."""

import numpy as np

from tests.exercises.lesson_08.dense import dense_with_einsum, dense_with_loops


def halves_pair_by_pair(P, Q, W, b):
    return [[dense_with_loops([[*p, *q]], W, b)[0] for q in Q] for p in P]


def halves_with_repeats(P, Q, W, b):
    n, m = len(P), len(Q)
    pairs = np.hstack([np.repeat(P, m, axis=0), np.tile(Q, (n, 1))])
    return dense_with_einsum(pairs, W, b).reshape(n, m, -1)


RIGHT_ANSWERS = [halves_pair_by_pair, halves_with_repeats]
