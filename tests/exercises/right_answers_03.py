"""Right answers of lesson 03, written in other ways than the references."""

import math

import numpy as np
import pandas as pd
from scipy.spatial import distance
from sklearn.metrics.pairwise import cosine_similarity


def cosine_with_loops(a, b):
    dot = sum(x * y for x, y in zip(a, b, strict=True))
    length = math.sqrt(sum(x * x for x in a)) * math.sqrt(sum(y * y for y in b))
    return 0 if length == 0 else dot / length


def cosine_of_scipy(a, b):
    return 1 - distance.cosine(a, b) if np.any(a) and np.any(b) else 0.0


def user_scores_with_loops(similarity, ratings, k):
    people = sorted(range(len(similarity)), key=lambda v: (-similarity[v], v))[:k]
    return [sum(similarity[v] * ratings[v][i] for v in people) for i in range(ratings.shape[1])]


def user_scores_with_a_mask(similarity, ratings, k):
    place = pd.Series(-similarity).rank(method="first").to_numpy()
    return (np.where(place <= k, similarity, 0)[:, None] * ratings).sum(axis=0)


def item_similarities_with_loops(ratings):
    n = ratings.shape[1]
    return [[0 if i == j else cosine_with_loops(ratings[:, i], ratings[:, j]) for j in range(n)] for i in range(n)]


def item_similarities_of_scikit_learn(ratings):
    return cosine_similarity(ratings.T) * (1 - np.eye(ratings.shape[1]))


def keep_nearest_with_loops(similarity, k):
    kept = [[0.0] * len(row) for row in similarity]
    for r, row in enumerate(similarity):
        for c in sorted(range(len(row)), key=lambda c: (-row[c], c))[:k]:
            kept[r][c] = row[c]
    return np.array(kept)


def keep_nearest_with_ranks(similarity, k):
    place = pd.DataFrame(-similarity).rank(axis=1, method="first").to_numpy()
    return np.where(place <= k, similarity, 0)


def shrink_with_loops(similarity, shared, shrinkage):
    rows = [
        [s * n / (n + shrinkage) if n else 0 for s, n in zip(a, b, strict=True)]
        for a, b in zip(similarity, shared, strict=True)
    ]
    return np.array(rows)


def shrink_as_one_minus(similarity, shared, shrinkage):
    return similarity * (1 - shrinkage / np.maximum(shared + shrinkage, 1e-300)) * (shared > 0)


def recency_with_loops(similarity, history, half_life):
    score, weight = np.zeros(len(similarity)), 1.0
    for j in reversed(history):
        score += weight * similarity[:, j]
        weight *= 2 ** (-1 / half_life)
    return score


def recency_with_powers(similarity, history, half_life):
    t = len(history)
    return [sum(2 ** (-(t - 1 - n) / half_life) * row[j] for n, j in enumerate(history)) for row in similarity]


RIGHT_ANSWERS = {
    "03-cosine": [cosine_with_loops, cosine_of_scipy],
    "03-user-scores": [user_scores_with_loops, user_scores_with_a_mask],
    "03-item-similarities": [item_similarities_with_loops, item_similarities_of_scikit_learn],
    "03-keep-nearest": [keep_nearest_with_loops, keep_nearest_with_ranks],
    "03-shrink": [shrink_with_loops, shrink_as_one_minus],
    "03-mend": [cosine_with_loops, cosine_of_scipy],
    "03-recency": [recency_with_loops, recency_with_powers],
}
