"""Right answers of 14-from-the-future, written in other ways than the reference."""

import numpy as np


def with_a_list(named, histories):
    return np.mean([film not in history for film, history in zip(named, histories, strict=True) if film >= 0])


def with_counts(named, histories):
    later = spoken = 0
    for row, film in enumerate(named):
        if film != -1:
            spoken += 1
            later += not np.isin(film, histories[row])
    return later / spoken


RIGHT_ANSWERS = [with_a_list, with_counts]
