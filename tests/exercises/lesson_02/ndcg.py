"""Right answers of 02-ndcg, written in other ways than the reference."""

from math import log2

import numpy as np


def ndcg_with_a_loop(ranked, relevant, k):
    dcg = 0
    for position, item in enumerate(ranked[:k]):
        if item in relevant:
            dcg += 1 / log2(position + 2)
    ideal = 0
    for position in range(min(k, len(relevant))):
        ideal += 1 / log2(position + 2)
    return dcg / ideal


def ndcg_with_natural_logarithms(ranked, relevant, k):
    """The base of the logarithm cancels."""
    rel = [item in relevant for item in ranked[:k]]
    best = [True] * min(k, len(relevant))
    return np.divide(*(sum(r / np.log(j) for j, r in enumerate(row, start=2)) for row in (rel, best)))


RIGHT_ANSWERS = [ndcg_with_a_loop, ndcg_with_natural_logarithms]
