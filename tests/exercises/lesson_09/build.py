"""Right answers of 09-build: no network, but two others that find the rule of each small world."""

import numpy as np


def by_least_squares(before, targets, recent, n_items, *settings):
    """A film is the sum of what each neighbouring pair, each film at its age, and both ends together say for it."""
    both = np.vstack([before, recent])
    ages = [both == film for film in range(-1, n_items)]
    code = both[:, :-1] * n_items + both[:, 1:] + n_items + 1
    pairs = [(code == pair).any(axis=1)[:, None] for pair in np.unique(code)]
    ends = [
        ((both[:, 0] == one) & (both[:, -1] == other))[:, None] for one in range(n_items) for other in range(n_items)
    ]
    seen = np.hstack([*ages, *pairs, *ends]).astype(float)
    weights = np.linalg.lstsq(seen[: len(before)], np.eye(n_items)[targets], rcond=None)[0]
    return seen[len(before) :] @ weights


def by_a_table_of_rules(before, targets, recent, n_items, *settings):
    """Of three possible rules the one under which no key has two followers."""

    def oldest(window):
        return window[0]

    def both_ends(window):
        return window[0], window[-1]

    def the_two(window):
        rare = [film for film in window if film in deciding]
        return tuple(rare)

    fillers = set(np.argsort(-np.bincount(before[before >= 0], minlength=n_items))[:2])
    deciding = set(range(n_items)) - fillers
    for rule in (oldest, both_ends, the_two):
        followers = {}
        for window, target in zip(before, targets, strict=True):
            followers.setdefault(rule(window), set()).add(target)
        if all(len(films) == 1 for films in followers.values()):
            break
    rows = np.zeros((len(recent), n_items), dtype=np.float32)
    for row, window in zip(rows, recent, strict=True):
        row[list(followers[rule(window)])] = 3.0
    return rows - 7


RIGHT_ANSWERS = [by_least_squares, by_a_table_of_rules]
