"""Right answers of 15-without-row: the formula, and the inverse again."""

import numpy as np


def by_the_formula(inverse, row):
    px = inverse @ row
    return inverse + np.outer(px, px) / (1 - row @ px)


def by_a_refit(inverse, row):
    return np.linalg.inv(np.linalg.inv(inverse) - row[:, None] * row[None, :])


RIGHT_ANSWERS = [by_the_formula, by_a_refit]
