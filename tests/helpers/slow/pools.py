"""Small pools of candidates, and slow re-rankers that look at every candidate from the beginning."""

import numpy as np

from recsys_course import beyond
from recsys_course.reranking import Pool


def random_pool(seed, n=3, m=8, d=5, n_items=20, binary=True):
    rng = np.random.default_rng(seed)
    features = rng.integers(0, 2, (n_items, d)).astype(float) if binary else rng.random((n_items, d))
    features[:, 0] += features.sum(axis=1) == 0
    items = np.array([rng.permutation(n_items)[:m] for _ in range(n)])
    relevance = -np.sort(-rng.random((n, m)), axis=1)
    return Pool(items, relevance, features, rng.dirichlet(np.ones(d), n))


def cosine(a, b):
    return float(a @ b / np.sqrt((a @ a) * (b @ b)))


def mmr(pool, u, before, i, w):
    own = [pool.features[item] for item in pool.items[u]]
    return w * pool.relevance[u, i] - (1 - w) * max((cosine(own[i], own[j]) for j in before), default=0)


def dpp(pool, u, before, i, w):
    """The whole objective: relevance of the list, and the logarithm of the determinant of its likenesses."""
    listed = [*before, i]
    own = [pool.features[item] for item in pool.items[u][listed]]
    alike = np.array([[cosine(a, b) for b in own] for a in own])
    return w * pool.relevance[u, listed].sum() + (1 - w) * np.log(max(np.linalg.det(alike), 0) + 1e-300)


def shares(pool, item):
    return pool.features[item] / pool.features[item].sum()


def xquad(pool, u, before, i, w):
    q, total = [shares(pool, item) for item in pool.items[u]], 0.0
    for g, p in enumerate(pool.taste[u]):
        total += p * q[i][g] * np.prod([1 - q[j][g] for j in before])
    return w * pool.relevance[u, i] + (1 - w) * total


def calibrated(pool, u, before, i, w):
    ranked = pool.items[u][[*before, i]][None, :]
    apart = beyond.calibration(ranked, pool.features, pool.taste[[u]])[0]
    return w * pool.relevance[u, i] - (1 - w) * apart


def by_relevance(pool, u, before, i, w):
    return pool.relevance[u, i]


def slow_pick(value, pool, k, w):
    """For each person and place: ask about every candidate that is left, and take the first of the best."""
    lists = []
    for u in range(len(pool.items)):
        before = []
        for _ in range(k):
            left = [i for i in range(pool.items.shape[1]) if i not in before]
            before.append(max(left, key=lambda i: (round(value(pool, u, before, i, w), 9), -i)))
        lists.append(before)
    return np.array(lists)
