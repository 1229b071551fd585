"""Right answers of 05-same-scale, written in other ways than the reference."""

import math

import numpy as np
from sklearn.preprocessing import normalize


def same_scale_with_loops(table):
    rows = []
    for row in table.tolist():
        length = math.sqrt(sum(x * x for x in row))
        rows.append([x / length for x in row] if length else row)
    return np.array(rows)


def same_scale_of_scikit_learn(table):
    return normalize(table)


RIGHT_ANSWERS = [same_scale_with_loops, same_scale_of_scikit_learn]
