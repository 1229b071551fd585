"""Right answers to 13-build, each written in another way."""

import numpy as np

from recsys_course.reranking import MMR, AtLeast, AtMost, Pool, relevance_of


def with_the_package(scores, seen, features, tail, series, k, pool, weight):
    unmet = np.where(seen > 0, -np.inf, scores)
    items = np.argsort(-unmet, axis=1, kind="stable")[:, :pool]
    candidates = Pool(
        items,
        relevance_of(np.take_along_axis(unmet, items, axis=1)),
        features.astype(float),
        np.zeros((len(scores), features.shape[1])),
    )
    places = MMR(weight, [AtLeast(tail, 2), AtMost(series, 3)]).pick(candidates, k)
    return np.take_along_axis(items, places, axis=1)


def with_plain_loops(scores, seen, features, tail, series, k, pool, weight):
    def alike(a, b):
        return float(features[a] @ features[b]) / float(np.sqrt((features[a] ** 2).sum() * (features[b] ** 2).sum()))

    lists = []
    for own, met in zip(scores, seen, strict=True):
        films = sorted((i for i in range(len(own)) if not met[i]), key=lambda i: (-own[i], i))[:pool]
        low, high = own[films[-1]], own[films[0]]
        relevance = {i: (own[i] - low) / (high - low) if high > low else 1.0 for i in films}
        listed = []
        while len(listed) < k:
            left = k - len(listed)
            free = [i for i in films if i not in listed]
            good = [i for i in free if series[i] < 0 or [series[j] for j in listed].count(series[i]) < 3]
            if 2 - sum(bool(tail[j]) for j in listed) >= left:
                good = [i for i in good if tail[i]]

            nearest = {i: max((alike(i, j) for j in listed), default=0.0) for i in free}
            gains = {i: round(weight * relevance[i] - (1 - weight) * nearest[i], 12) for i in good or free}
            listed.append(max(gains, key=gains.get))
        lists.append(listed)
    return lists


RIGHT_ANSWERS = [with_the_package, with_plain_loops]
