"""Right answers of 11-build, written in other ways than the reference. They do not train: a network is slow in tests.

The network itself is the answer of the lesson, and is checked where the solved notebooks run.
"""

import numpy as np


def by_rules(inputs, targets, recent, n_items, d, n_blocks, dropout, n_epochs, batch_size, rate, seed):
    """Who knows the worlds: after the question the answer to the newest key, else what followed the film."""
    follows = dict(zip(inputs[targets >= 0], targets[targets >= 0], strict=True))
    riddles = n_items == 8
    scores = np.zeros((len(recent), n_items))
    for row, films in zip(scores, recent, strict=True):
        films = films[films >= 0]
        key = [film for film in films if film < 3]
        row[4 + key[-1] if riddles and films[-1] == 3 else follows[films[-1]]] = 1
    return scores


def by_comparing(inputs, targets, recent, n_items, d, n_blocks, dropout, n_epochs, batch_size, rate, seed):
    """What came next after the same film, most of all where the newest film of small number was the same."""
    read, small = inputs.ravel(), newest_small(inputs).ravel()
    own, own_small = last(recent), last(newest_small(recent), recent)
    came = np.eye(n_items)[targets.clip(0)].reshape(-1, n_items) * (targets.ravel() >= 0)[:, None]
    same, close = read == own[:, None], small == own_small[:, None]
    return (same + 1000 * (same & close)) @ came


def newest_small(items):
    found = np.full(items.shape, -1)
    for t in range(items.shape[1]):
        before = found[:, t - 1] if t else found[:, 0]
        found[:, t] = np.where((items[:, t] >= 0) & (items[:, t] < 3), items[:, t], before)
    return found


def last(values, items=None):
    items = values if items is None else items
    return values[np.arange(len(items)), (items >= 0).sum(axis=1) - 1]


RIGHT_ANSWERS = [by_rules, by_comparing]
