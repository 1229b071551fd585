"""Right answers of 10-build, written in other ways than the reference. They do not train: a network is slow in tests.

The network itself is the answer of the lesson, and is checked where the solved notebooks run.
"""

import numpy as np


def by_comparing(histories, n_items, d, length, n_epochs, batch_size, rate, seed):
    """Whoever had more of the same last three films says what came next, with more weight."""
    scores = np.zeros((len(histories), n_items))
    for row, past in zip(scores, histories, strict=True):
        for other in histories:
            for place in range(1, len(other)):
                same = 0
                while same < min(3, place, len(past)) and other[place - 1 - same] == past[-1 - same]:
                    same += 1
                row[other[place]] += 1000**same
    return scores


def by_least_squares(histories, n_items, d, length, n_epochs, batch_size, rate, seed):
    """A linear model of what the last three films were, without any steps."""
    places = [(history[:t], history[t]) for history in histories for t in range(1, len(history))]
    read = np.array([_last_three(past, n_items) for past, _ in places])
    came = np.eye(n_items)[[film for _, film in places]]
    weights = np.linalg.solve(read.T @ read + 0.01 * np.eye(read.shape[1]), read.T @ came)
    return np.array([_last_three(history, n_items) for history in histories]) @ weights


def _last_three(past, n_items):
    row = np.zeros((3, n_items))
    for back, film in enumerate(past[::-1][:3]):
        row[back, film] = 1
    return row.ravel()


RIGHT_ANSWERS = [by_comparing, by_least_squares]
