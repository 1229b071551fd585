"""Right answers of 13-what-is-left, written in other ways than the reference."""

import numpy as np


def left_by_determinants(alike, chosen):
    before = np.linalg.det(alike[np.ix_(chosen, chosen)]) if chosen else 1.0
    left = np.zeros(len(alike))
    for i in range(len(alike)):
        if i not in chosen:
            rows = [*chosen, i]
            left[i] = np.linalg.det(alike[np.ix_(rows, rows)]) / before
    return left


def left_step_by_step(alike, chosen):
    left, rows = np.ones(len(alike)), np.zeros((len(alike), 0))
    for j in chosen:
        e = (alike[j] - rows @ rows[j]) / np.sqrt(left[j])
        rows, left = np.column_stack([rows, e]), left - e**2
    left[chosen] = 0
    return left


RIGHT_ANSWERS = [left_by_determinants, left_step_by_step]
