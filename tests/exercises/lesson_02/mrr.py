"""Right answers of 02-mrr, written in other ways than the reference."""

import numpy as np


def mrr_with_a_loop(hits):
    total = 0.0
    for row in hits:
        for place, hit in enumerate(row, start=1):
            if hit:
                total += 1 / place
                break
    return total / len(hits)


def mrr_with_argmax(hits):
    return np.where(hits.any(axis=1), 1 / (hits.argmax(axis=1) + 1), 0).mean()


RIGHT_ANSWERS = [mrr_with_a_loop, mrr_with_argmax]
