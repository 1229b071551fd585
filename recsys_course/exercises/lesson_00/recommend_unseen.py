"""The first recommender: the k most watched films that a person has not seen."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def recommend_unseen(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    """The k most watched items this person has not seen, best first; among equals the smaller number.

    counts: (n_items,) how often each item was watched. seen: item numbers.
    k: how many; the list is shorter where fewer are unseen.
    """
    order = np.argsort(-np.asarray(counts), kind="stable")
    return [int(item) for item in order if item not in set(seen)][:k]


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: ties, films nobody watched, almost all seen, nothing seen; then random ones."""
    cases: Cases = [
        (np.array([5, 2, 4, 4, 1, 3]), [0], 2),
        (np.array([3, 3, 3, 0, 3]), [1], 3),
        (np.array([0, 6, 0, 2, 0]), [1, 3], 2),
        (np.array([4, 1, 2, 3]), [0, 3, 2], 3),
        (np.array([1, 9, 4, 9]), [], 4),
    ]
    for _ in range(4):
        seen = sorted(rng.choice(8, size=3, replace=False).tolist())
        cases.append((rng.integers(0, 6, size=8), seen, int(rng.integers(2, 5))))
    return cases


def _order(counts: np.ndarray) -> list[int]:
    return np.argsort(-counts, kind="stable").tolist()


def _filtered_too_late(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return [item for item in _order(counts)[:k] if item not in seen]


def _seen_set_to_zero(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return _order(np.where(np.isin(np.arange(len(counts)), seen), 0, counts))[:k]


def _seen_at_the_end(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return _order(np.where(np.isin(np.arange(len(counts)), seen), -1, counts))[:k]


def _reversed_ties(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return [item for item in np.argsort(counts, kind="stable")[::-1].tolist() if item not in seen][:k]


def _least_watched(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return [item for item in np.argsort(counts, kind="stable").tolist() if item not in seen][:k]


EXERCISE = Exercise(
    "00-recommend-unseen",
    points=2,
    title="the k most watched films a person has not seen",
    reference=recommend_unseen,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda counts, seen, k: _order(counts)[:k],
            "Films this person has already seen are still in your list. Leave out what is in `seen`.",
        ),
        Mistake(
            _filtered_too_late,
            "Your list is too short: you cut to k films first and removed the seen ones afterwards. "
            "Remove first, cut last.",
        ),
        Mistake(
            _seen_set_to_zero,
            "You set the counts of the seen films to 0. But a film that nobody has watched has 0 too, so "
            "a seen "
            "film can come back. Remove seen films altogether.",
        ),
        Mistake(
            _seen_at_the_end,
            "When fewer than k films are unseen, your list is filled with seen ones. A short list is right then.",
        ),
        Mistake(
            _reversed_ties,
            "Almost: turning an ascending order around also turns the ties around. Among films watched equally often, "
            "the smaller number comes first; sort the negative counts with a stable sort instead.",
        ),
        Mistake(
            _least_watched,
            "Your order begins with the least watched film. np.argsort sorts upwards; you need it downwards.",
        ),
        Mistake(
            lambda counts, seen, k: [int(counts[item]) for item in recommend_unseen(counts, seen, k)],
            "You return the counts. Return the numbers of the films: their positions in `counts`.",
        ),
    ],
    hints=[
        "Three steps: put all films in order, leave out the seen ones, keep the first k. Does their order matter?",
        "np.argsort(x) gives positions from the smallest x to the largest. What would you have to sort so "
        "that "
        'the largest count comes first? kind="stable" keeps equals in the order of their numbers.',
        "Go through the films in that order with a loop or a list comprehension, keep those that are not in "
        "`seen`, and cut with [:k] at the very end. A slice of a short list is simply short.",
    ],
)
