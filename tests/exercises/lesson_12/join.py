"""Right answers of 12-join, written in other ways than the reference."""

import numpy as np


def join_with_loops(said, known):
    rows = []
    for film in range(said.shape[1]):
        total = np.zeros(said.shape[2])
        for m in range(len(said)):
            if known[film, m]:
                total = total + said[m, film]
        length = np.sqrt((total**2).sum())
        rows.append(total / length if length > 0 else total)
    return np.array(rows)


def join_with_a_mask(said, known):
    total = (said * known.T[:, :, None]).sum(axis=0)
    lengths = np.sqrt((total**2).sum(axis=1))
    return np.divide(total, lengths[:, None], out=np.zeros_like(total), where=lengths[:, None] > 0)


RIGHT_ANSWERS = [join_with_loops, join_with_a_mask]
