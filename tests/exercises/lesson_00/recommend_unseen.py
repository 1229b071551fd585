"""Right answers of 00-recommend-unseen, written in other ways than the reference."""

import numpy as np


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


RIGHT_ANSWERS = [unseen_with_a_loop, unseen_with_sorted, unseen_with_a_mask]
