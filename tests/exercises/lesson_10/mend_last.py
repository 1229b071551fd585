"""Right answers of 10-mend-last, written in other ways than the reference."""

import numpy as np


def last_with_a_loop(states, items):
    result = np.zeros((len(states), states.shape[2]))
    for person, row in enumerate(items):
        for place, film in enumerate(row):
            if film >= 0:
                result[person] = states[person, place]
    return result


def last_with_lists(states, items):
    n = [sum(film >= 0 for film in row) for row in items]
    return [states[u, n[u] - 1] if n[u] else np.zeros(states.shape[2]) for u in range(len(items))]


RIGHT_ANSWERS = [last_with_a_loop, last_with_lists]
