"""Right answers of 00-most-watched, written in other ways than the reference."""

from collections import Counter

import numpy as np


def most_watched_by_hand(watched):
    counts = {}
    for item in watched:
        counts[item] = counts.get(item, 0) + 1
    best = None
    for item in sorted(counts):
        if best is None or counts[item] > counts[best]:
            best = item
    return best


def most_watched_with_unique(watched):
    items, counts = np.unique(watched, return_counts=True)
    return items[np.argmax(counts)]


def most_watched_with_a_key(watched):
    return min(Counter(watched).items(), key=lambda pair: (-pair[1], pair[0]))[0]


RIGHT_ANSWERS = [most_watched_by_hand, most_watched_with_unique, most_watched_with_a_key]
