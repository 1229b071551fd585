"""Right answers of 14-occlusion, written in other ways than the reference."""

import numpy as np


def by_parts(history, similarity, film, half_life):
    def score(films):
        steps = np.arange(len(films))[::-1]
        return (0.5 ** (steps / half_life) * similarity[np.array(films, int), film]).sum()

    return [score(history) - score(history[:j] + history[j + 1 :]) for j in range(len(history))]


def by_what_moves_up(history, similarity, film, half_life):
    given = np.array([similarity[j, film] * 0.5 ** (s / half_life) for s, j in enumerate(history[::-1])])[::-1]
    older = np.cumsum(given) - given
    return given - older * (2 ** (1 / half_life) - 1)


RIGHT_ANSWERS = [by_parts, by_what_moves_up]
