"""Right answers of 05-move-centres, written in other ways than the reference."""

import numpy as np
import pandas as pd


def move_with_loops(points, groups, centres):
    moved = []
    for c, old in enumerate(centres.tolist()):
        members = [point for point, group in zip(points.tolist(), groups, strict=True) if group == c]
        moved.append([sum(column) / len(members) for column in zip(*members, strict=True)] if members else old)
    return moved


def move_with_pandas(points, groups, centres):
    means = pd.DataFrame(points).groupby(np.asarray(groups)).mean().reindex(range(len(centres)))
    return means.where(means.notna(), pd.DataFrame(centres)).to_numpy()


RIGHT_ANSWERS = [move_with_loops, move_with_pandas]
