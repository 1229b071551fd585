"""Right answers of 03-keep-nearest, written in other ways than the reference."""

import numpy as np
import pandas as pd


def keep_nearest_with_loops(similarity, k):
    kept = [[0.0] * len(row) for row in similarity]
    for r, row in enumerate(similarity):
        for c in sorted(range(len(row)), key=lambda c: (-row[c], c))[:k]:
            kept[r][c] = row[c]
    return np.array(kept)


def keep_nearest_with_ranks(similarity, k):
    place = pd.DataFrame(-similarity).rank(axis=1, method="first").to_numpy()
    return np.where(place <= k, similarity, 0)


RIGHT_ANSWERS = [keep_nearest_with_loops, keep_nearest_with_ranks]
