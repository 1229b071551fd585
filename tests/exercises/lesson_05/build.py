"""Right answers to 05-build, each written in another way."""

import numpy as np
from scipy.stats import zscore


def person_by_person(valid, later, seen, hidden):
    def blended(pair, w):
        total = np.zeros(pair.shape[1])
        for row, weight in zip(pair, (1 - w, w), strict=True):
            if max(row) > min(row):
                total += weight * (row - np.mean(row)) / np.std(row)
        return total

    means = []
    for n in range(11):
        values = []
        for u in range(len(hidden)):
            scores = blended(valid[:, u], n / 10)
            unseen = [i for i in range(len(scores)) if not seen[u, i]]
            listed = sorted(unseen, key=lambda i: (-scores[i], i))[:10]
            values.append(1 / np.log2(listed.index(hidden[u]) + 2) if hidden[u] in listed else 0)
        means.append(sum(values) / len(values))
    weight = means.index(max(means)) / 10
    return weight, means, np.array([blended(later[:, u], weight) for u in range(later.shape[1])])


def with_scipy(valid, later, seen, hidden):
    def scaled(scores):
        same = scores.max(axis=2) == scores.min(axis=2)
        with np.errstate(all="ignore"):
            z = zscore(scores + np.where(same, np.nan, 0)[:, :, None], axis=2)
        return np.nan_to_num(z)

    means = np.zeros(11)
    for n, w in enumerate(np.linspace(0, 1, 11)):
        scores = np.einsum("m,mui->ui", [1 - w, w], scaled(valid))
        order = np.argsort(np.where(seen == 1, np.inf, -scores), axis=1, kind="stable")[:, :10]
        means[n] = ((order == hidden[:, None]) / np.log2(np.arange(2, 12))).sum(axis=1).mean()
    weight = np.linspace(0, 1, 11)[means.argmax()]
    return weight, means, np.tensordot([1 - weight, weight], scaled(later), axes=1)


RIGHT_ANSWERS = [person_by_person, with_scipy]
