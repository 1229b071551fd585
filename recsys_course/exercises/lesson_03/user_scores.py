"""Scores from the k most similar people."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def user_scores(similarity: np.ndarray, ratings: np.ndarray, k: int) -> np.ndarray:
    """Sum over the k most similar people v of similarity_v * ratings_v.  (n,), (n, n_items), k -> (n_items,)."""
    scores = np.zeros(ratings.shape[1])
    for person in np.argsort(-similarity, kind="stable")[:k]:
        scores += similarity[person] * ratings[person]
    return scores


def _cases(rng: np.random.Generator) -> Cases:
    """Two near people and one far; a tie, which the smaller number wins; k = 1; then random tables."""
    stars = np.array([[0.0, 5, 1], [4, 0, 2], [5, 3, 0]])
    by_hand = [(np.array([0.9, 0.2, 0.5]), stars, 2), (np.array([0.4, 0.8, 0.8]), stars, 1)]
    shapes = [(5, 4, 2), (6, 3, 3), (5, 5, 4)]
    return by_hand + [(rng.random(n).round(2), rng.integers(0, 6, (n, m)).astype(float), k) for n, m, k in shapes]


def _by_hand_nearest(similarity: np.ndarray, k: int) -> np.ndarray:
    return np.argsort(-similarity, kind="stable")[:k]


EXERCISE = Exercise(
    "03-user-scores",
    points=2,
    title="scores from the most similar people",
    reference=user_scores,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda similarity, ratings, k: similarity @ ratings,
            "You asked everybody. Only the k most similar people may speak.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                similarity[np.argsort(similarity, kind="stable")[:k]]
                @ ratings[np.argsort(similarity, kind="stable")[:k]]
            ),
            "You asked the k people who are LEAST similar: argsort puts the smallest value first.",
        ),
        Mistake(
            lambda similarity, ratings, k: ratings[_by_hand_nearest(similarity, k)].sum(axis=0),
            "You summed the stars of the neighbours without their similarity. A nearer person must count more.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                user_scores(similarity, ratings, k) / max(similarity[_by_hand_nearest(similarity, k)].sum(), 1e-12)
            ),
            "You divided by the sum of the similarities: that is a mean number of stars. Here the score is the sum, "
            "so that a film that many neighbours saw gets a higher score.",
        ),
        Mistake(
            lambda similarity, ratings, k: similarity[:k] @ ratings[:k],
            "You took the first k people of the table, not the k most similar ones.",
        ),
        Mistake(
            lambda similarity, ratings, k: user_scores(similarity[::-1], ratings[::-1], k),
            "Almost: of equally similar people you take the one with the larger number. When you reverse an ascending "
            "sort, you also reverse the ties; sort by -similarity with kind='stable'.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                similarity[_by_hand_nearest(similarity, k + 1)[1:]] @ ratings[_by_hand_nearest(similarity, k + 1)[1:]]
            ),
            "You skipped the nearest person. Nobody here is the person themselves: take the first k of the order.",
        ),
    ],
    hints=[
        "First find the numbers of the k most similar people. Then add up their rows, each times its similarity.",
        "np.argsort(-similarity, kind='stable') lists people from the most to the least similar; ties keep the smaller "
        "number first.",
        "With those numbers you can pick entries of `similarity` and rows of `ratings`, and one `@` does the sum.",
    ],
)
