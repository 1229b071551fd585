"""Right answers of 11-attend, written in other ways than the reference."""

import numpy as np
from scipy.special import softmax

from tests.exercises.lesson_11.weights import weights_with_loops


def one_query_after_the_other(Q, K, V):
    return [np.array(weights_with_loops(q, K)) @ V for q in Q]


def attend_with_einsum(Q, K, V):
    A = softmax(np.einsum("md,td->mt", Q, K) * Q.shape[-1] ** -0.5, axis=-1)
    return np.einsum("mt,te->me", A, V)


RIGHT_ANSWERS = [one_query_after_the_other, attend_with_einsum]
