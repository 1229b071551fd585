"""Right answers of 09-windows, written in other ways than the reference."""

import numpy as np


def windows_with_slices(history, length):
    rows, targets = [], []
    for place in range(1, len(history)):
        past = history[max(0, place - length) : place]
        rows.append([-1] * (length - len(past)) + list(past))
        targets.append(history[place])
    return np.array(rows, dtype=int).reshape(-1, length), np.array(targets, dtype=int)


def windows_with_places(history, length):
    items = np.array(history, dtype=int)
    place = np.arange(1, len(items))[:, None] - np.arange(length, 0, -1)
    return np.where(place >= 0, items[np.maximum(place, 0)], -1), items[1:]


def windows_as_lists(history, length):
    row, rows = [-1] * length, []
    for item in history[:-1]:
        row = [*row[1:], item]
        rows.append(row)
    return rows, history[1:]


def windows_from_a_full_table(history, length):
    before = np.full((len(history) - 1, length), -1)
    for t in range(1, len(history)):
        for back in range(1, min(t, length) + 1):
            before[t - 1, -back] = history[t - back]
    return before, np.array(history[1:])


RIGHT_ANSWERS = [windows_with_slices, windows_with_places, windows_as_lists, windows_from_a_full_table]
