"""Scores from the k most similar people."""

from __future__ import annotations

from collections.abc import Callable

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
    """Two near people and one far; a tie, which the smaller number wins; k = 1; random tables; last, many ties."""
    stars = np.array([[0.0, 5, 1], [4, 0, 2], [5, 3, 0]])
    by_hand = [(np.array([0.9, 0.2, 0.5]), stars, 2), (np.array([0.4, 0.8, 0.8]), stars, 1)]
    shapes = [(5, 4, 2), (6, 3, 3), (5, 5, 4)]
    by_hand += [(rng.random(n).round(2), rng.integers(0, 6, (n, m)).astype(float), k) for n, m, k in shapes]
    ties = rng.integers(1, 4, 60) / 4  # so many ties that an unstable sort shows
    return [*by_hand, (ties, rng.integers(0, 6, (60, 3)).astype(float), 30)]


def _by_hand_nearest(similarity: np.ndarray, k: int) -> np.ndarray:
    return np.argsort(-similarity, kind="stable")[:k]


def _asked(people: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """The scores from other people, people(similarity, k)."""
    return lambda similarity, ratings, k: similarity[people(similarity, k)] @ ratings[people(similarity, k)]


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
        Mistake(
            _asked(lambda similarity, k: np.argsort(-similarity)[:k]),
            "Almost: np.argsort may exchange people who are equally similar. "
            "Ask for a stable sort: kind='stable' keeps the smaller number first.",
        ),
        Mistake(
            _asked(lambda similarity, k: np.argsort(similarity)[::-1][:k]),
            "Almost: the end of an ascending sort, [-k:] or [::-1][:k], holds of equally similar people any ones. "
            "Sort -similarity, with kind='stable'.",
        ),
        Mistake(
            lambda similarity, ratings, k: np.where(similarity >= np.sort(similarity)[-k], similarity, 0) @ ratings,
            "Almost: where several people are as similar as the k-th one, you ask them all. Ask k only, those with the "
            "smaller numbers.",
        ),
        Mistake(
            lambda similarity, ratings, k: user_scores(similarity, ratings, k + 1),
            "You asked k + 1 people, one too many. The slice [:k] holds exactly k.",
        ),
        Mistake(
            _asked(lambda similarity, k: _by_hand_nearest(similarity, k)[1:]),
            "You skipped the nearest person, so only k - 1 are left. Nobody here is the person themselves.",
        ),
        Mistake(
            lambda similarity, ratings, k: user_scores(similarity, ratings, k) / k,
            "You took the mean over the k people. The score is the sum.",
        ),
        Mistake(
            lambda similarity, ratings, k: ratings[_by_hand_nearest(similarity, k)].mean(axis=0),
            "You took the mean of the neighbours' stars. Multiply each row by the similarity, and add the rows up.",
        ),
        Mistake(
            _asked(lambda similarity, k: _by_hand_nearest(similarity, k)[-1:]),
            "Only the last of the k people is in your sum. Inside the loop, `=` replaces it; `+=` adds to it.",
        ),
        Mistake(
            _asked(lambda similarity, k: _by_hand_nearest(similarity, 1)),
            "Only the nearest person is in your sum. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            lambda similarity, ratings, k: np.sort(similarity)[::-1][:k] @ ratings[:k],
            "You sorted the similarities alone, so they no longer belong to the rows of `ratings`. "
            "np.argsort gives the numbers of the people: use them for both.",
        ),
        Mistake(
            lambda similarity, ratings, k: similarity[:k] @ ratings[_by_hand_nearest(similarity, k)],
            "The rows are those of the nearest people, but the similarities are the first k of the table. "
            "Pick both with the same numbers.",
        ),
        Mistake(
            lambda similarity, ratings, k: user_scores(similarity, (ratings > 0).astype(float), k),
            "You added up similarities only: the stars are lost. Multiply each row of `ratings` by its similarity.",
        ),
        Mistake(
            lambda similarity, ratings, k: user_scores(similarity, ratings.sum(axis=1, keepdims=True), k)[0],
            "You added everything up to one number. Each film has a score: sum over the people, axis=0.",
        ),
        Mistake(
            lambda similarity, ratings, k: (similarity[:, None] * ratings)[_by_hand_nearest(similarity, k)].sum(axis=1),
            "You summed along the films. A film's score is the sum over the people: axis=0.",
        ),
        Mistake(
            lambda similarity, ratings, k: _by_hand_nearest(similarity, k),
            "These are the numbers of the nearest people. Add up their rows, each times its similarity.",
        ),
        Mistake(
            _asked(lambda similarity, k: np.argsort(similarity)[:k]),
            "You asked the k people who are LEAST similar: argsort puts the smallest value first. Sort -similarity "
            "(with kind='stable', because of ties).",
        ),
        Mistake(
            lambda similarity, ratings, k: ratings[_by_hand_nearest(similarity, k)].max(axis=0),
            "You took the largest number of stars among the neighbours. Add up their stars, each times the similarity.",
        ),
        Mistake(
            lambda similarity, ratings, k: (
                user_scores(similarity, ratings, k)
                / np.maximum((ratings[_by_hand_nearest(similarity, k)] > 0).sum(axis=0), 1)
            ),
            "You divided by the number of neighbours who saw the film. The score here is the sum.",
        ),
    ],
    hints=[
        "First find the numbers of the k most similar people. Then add up their rows, each times its similarity.",
        "np.argsort(-similarity, kind='stable') lists people from the most to the least similar; ties keep the smaller "
        "number first.",
        "With those numbers you can pick entries of `similarity` and rows of `ratings`, and one `@` does the sum.",
    ],
)
