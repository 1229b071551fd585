"""Right answers of 14-because, written in other ways than the reference."""

import numpy as np


def with_argsort(history, given, n):
    places = np.argsort(given, kind="stable")[::-1][:n]
    return [history[j] for j in places if given[j] > 0]


def one_after_the_other(history, given, n):
    left, films = dict(enumerate(given)), []
    while left and len(films) < n and max(left.values()) > 0:
        best = max(j for j, part in left.items() if part == max(left.values()))
        films.append(history[best])
        del left[best]
    return np.array(films, dtype=int)


RIGHT_ANSWERS = [with_argsort, one_after_the_other]
