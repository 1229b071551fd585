"""Right answers, each written in another way than the reference: every one of them must pass.

`RIGHT_ANSWERS["03-cosine"]` is a list of at least two. Where an answer is a value, put the value.
Lesson 00 stands here; lesson 03 has a dict of the same name in `tests/right_answers_03.py`, and so on.
"""

import importlib
from collections import Counter
from pathlib import Path

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


def unseen_with_a_loop(counts, seen, k):
    left = [item for item in range(len(counts)) if item not in seen]
    chosen = []
    while left and len(chosen) < k:
        best = left[0]
        for item in left:
            if counts[item] > counts[best]:
                best = item
        chosen.append(best)
        left.remove(best)
    return chosen


def unseen_with_sorted(counts, seen, k):
    left = set(range(len(counts))) - set(seen)
    return tuple(sorted(left, key=lambda item: (-counts[item], item))[:k])


def unseen_with_a_mask(counts, seen, k):
    unseen = np.ones(len(counts), dtype=bool)
    unseen[seen] = False
    (items,) = np.nonzero(unseen)
    return items[np.lexsort((items, -counts[items]))][:k]


RIGHT_ANSWERS = {
    "00-most-watched": [most_watched_by_hand, most_watched_with_unique, most_watched_with_a_key],
    "00-recommend-unseen": [unseen_with_a_loop, unseen_with_sorted, unseen_with_a_mask],
}

for path in sorted(Path(__file__).parent.glob("right_answers_[0-9][0-9].py")):
    RIGHT_ANSWERS |= importlib.import_module(f"tests.exercises.{path.stem}").RIGHT_ANSWERS
