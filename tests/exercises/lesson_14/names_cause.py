"""Right answers of 14-names-cause, written in other ways than the reference."""

import numpy as np


def with_arrays(said, pulls, least):
    caused = pulls.max(axis=1) >= least
    right = said.argmax(axis=1) == pulls.argmax(axis=1)
    return right[caused].mean(), caused.sum()


def with_a_loop(said, pulls, least):
    right = n = 0
    for own, true in zip(said.tolist(), pulls.tolist(), strict=True):
        if max(true) >= least:
            n += 1
            right += own.index(max(own)) == true.index(max(true))
    return right / n, n


def with_nan(said, pulls, least):
    right = np.where((pulls >= least).any(axis=1), said.argmax(axis=1) == pulls.argmax(axis=1), np.nan)
    return np.nanmean(right), int(np.isfinite(right).sum())


RIGHT_ANSWERS = [with_arrays, with_a_loop, with_nan]
