"""Exercises of lesson 00: the first recommendation, by counting."""

from __future__ import annotations

from collections import Counter

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def most_watched(watched: list[int]) -> int:
    """The item that occurs most often in `watched`; among equals the smallest number.

    watched: item numbers, one for each time somebody watched something; at least one.
    """
    return int(np.argmax(np.bincount(watched)))


def _watched_cases(rng: np.random.Generator) -> Cases:
    """By hand: a clear winner, ties in either order, gaps in the numbers, one event; then random ones."""
    by_hand = [[3, 1, 3, 5, 3, 1], [7, 2, 7, 2, 4], [2, 6, 6, 2, 9], [8], [4, 4, 4, 12, 12]]
    random = [(rng.integers(1, 8, size=12)).tolist() for _ in range(4)]
    return [(watched,) for watched in by_hand + random]


def _position_instead_of_item(watched: list[int]) -> int:
    _, counts = np.unique(watched, return_counts=True)
    return int(np.argmax(counts))


MOST_WATCHED = Exercise(
    "00-most-watched",
    points=1,
    title="the most watched film",
    reference=most_watched,
    cases=_watched_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda watched: max(Counter(watched).values()),
            "You return how often it was watched. Return the number of the film itself.",
        ),
        Mistake(
            lambda watched: Counter(watched).most_common(1)[0][0],
            "Almost: when two films are watched equally often, yours wins that comes first in the list. "
            "The rule of this course is: the smaller number wins, so that everybody gets the same result.",
        ),
        Mistake(
            lambda watched: max(set(watched), key=lambda item: (watched.count(item), item)),
            "Almost: when two films are watched equally often, you take the larger number. Take the smaller one.",
        ),
        Mistake(
            lambda watched: max(watched),
            "You return the largest film number. The number is only a name; count how often each one occurs.",
        ),
        Mistake(
            lambda watched: min(set(watched), key=lambda item: (watched.count(item), item)),
            "You return the film that was watched least. Look for the largest count.",
        ),
        Mistake(
            _position_instead_of_item,
            "You return a position in the table of counts, not the film that stands there. "
            "np.unique gives the films and their counts: look the film up at that position.",
        ),
    ],
    hints=[
        "Do it by hand first: for [3, 1, 3, 5, 3, 1], write each film once, and beside it how often it occurs.",
        "You need one count per film. A dict, collections.Counter, np.unique with return_counts, and "
        "np.bincount "
        "can all count.",
        "Then find the largest count, and the film it belongs to. Go through the films from the smallest "
        "number "
        "up, and replace the best so far only when a count is strictly larger: then ties need no extra rule.",
    ],
)


def recommend_unseen(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    """The k most watched items this person has not seen, best first; among equals the smaller number.

    counts: (n_items,) how often each item was watched. seen: item numbers.
    k: how many; the list is shorter where fewer are unseen.
    """
    order = np.argsort(-np.asarray(counts), kind="stable")
    return [int(item) for item in order if item not in set(seen)][:k]


def _unseen_cases(rng: np.random.Generator) -> Cases:
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


RECOMMEND_UNSEEN = Exercise(
    "00-recommend-unseen",
    points=2,
    title="the k most watched films a person has not seen",
    reference=recommend_unseen,
    cases=_unseen_cases,
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
            "When fewer than k films are unseen, your list is filled up with seen ones. A short list is right then.",
        ),
        Mistake(
            _reversed_ties,
            "Almost: turning an ascending order around also turns the ties around. Among films watched "
            "equally "
            "often the smaller number comes first; sort the negative counts with a stable sort instead.",
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
