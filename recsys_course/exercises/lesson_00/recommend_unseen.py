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
    """By hand: ties, films nobody watched, almost all seen, nothing seen, all seen; random ones; last, many ties."""
    cases: Cases = [
        (np.array([5, 2, 4, 4, 1, 3]), [0], 2),
        (np.array([3, 3, 3, 0, 3]), [1], 3),
        (np.array([0, 6, 0, 2, 0]), [1, 3], 2),
        (np.array([4, 1, 2, 3]), [0, 3, 2], 3),
        (np.array([1, 9, 4, 9]), [], 4),
        (np.array([2, 7]), [1, 0], 1),
    ]
    for _ in range(4):
        seen = sorted(rng.choice(8, size=3, replace=False).tolist())
        cases.append((rng.integers(0, 6, size=8), seen, int(rng.integers(2, 5))))
    cases.append((rng.integers(1, 4, size=60), [3, 50], 40))  # so many ties that only a stable sort keeps them
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


def _any_order(keys: np.ndarray, seen: list[int], k: int) -> list[int]:
    return [item for item in keys.tolist() if item not in seen][:k]


def _places_among_the_unseen(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return _order(np.delete(counts, seen))[:k]


def _compared_with_counts(counts: np.ndarray, seen: list[int], k: int) -> list[int]:
    return [item for item in _order(counts) if counts[item] not in seen][:k]


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
        Mistake(
            lambda counts, seen, k: _any_order(np.argsort(-counts), seen, k),
            "Almost: np.argsort may exchange films with equal counts. "
            'Ask for a stable sort: kind="stable" keeps equal ones in the order of their numbers.',
        ),
        Mistake(
            lambda counts, seen, k: _any_order(np.argsort(counts)[::-1], seen, k),
            "Almost: np.argsort may exchange films with equal counts, and [::-1] turns them around. "
            'Sort the negative counts, with kind="stable".',
        ),
        Mistake(
            lambda counts, seen, k: [int(item) for item in np.argsort(counts, kind="stable") if item not in seen][-k:],
            "These are the right films, or nearly, but the best one comes last, and of equal counts the larger number "
            "wins. Sort downwards, and cut with [:k].",
        ),
        Mistake(
            _places_among_the_unseen,
            "You removed the seen films from `counts` before you sorted. Then all later films move to other places: "
            "place 3 is no longer film 3. Keep the numbers, and leave the seen ones out of the sorted order.",
        ),
        Mistake(
            _compared_with_counts,
            "You look for the COUNT of a film in `seen`. `seen` holds film numbers: test the number.",
        ),
        Mistake(
            lambda counts, seen, k: recommend_unseen(counts, seen, k + 1),
            "One film too many: your list is what k + 1 gives. The slice [:k] holds exactly k.",
        ),
        Mistake(
            lambda counts, seen, k: recommend_unseen(counts, seen, k - 1),
            "One film too few: your list is what k - 1 gives. The slice [:k] holds exactly k.",
        ),
        Mistake(
            lambda counts, seen, k: recommend_unseen(counts, seen, len(counts)),
            "Your list holds all unseen films. Cut it after the first k.",
        ),
        Mistake(
            lambda counts, seen, k: recommend_unseen(counts, seen, 1) or None,
            "Your list never has more than one film. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            lambda counts, seen, k: recommend_unseen(counts, seen, 1)[0],
            "You return one film. Return a list of the k best ones, also where k is 1.",
        ),
        Mistake(
            lambda counts, seen, k: [item for item in range(len(counts)) if item not in seen][:k],
            "Your films are in the order of their numbers. The most watched one comes first.",
        ),
        Mistake(
            lambda counts, seen, k: sorted(recommend_unseen(counts, seen, k)),
            "The right films, but sorted by their numbers. The most watched one comes first.",
        ),
        Mistake(
            lambda counts, seen, k: [item for item in _order(counts) if item not in seen and counts[item] > 0][:k],
            "You leave out the films that nobody has watched. They come last, but they are unseen too.",
        ),
        Mistake(
            lambda counts, seen, k: [item for item in _order(counts) if item in seen][:k],
            "You keep the films that the person HAS seen. Keep those that are not in `seen`.",
        ),
        Mistake(
            lambda counts, seen, k: [item for item in _order(counts) if item != 0 and item not in seen][:k],
            "Film 0 is never in your list. Film numbers begin at 0: use range(len(counts)).",
        ),
        Mistake(
            lambda counts, seen, k: [item + 1 for item in recommend_unseen(counts, seen, k)],
            "All numbers are one too large: you count films from 1. The first film has the number 0.",
        ),
        Mistake(
            lambda counts, seen, k: set(recommend_unseen(counts, seen, k)),
            "A set has no order. Return a list, the most watched film first.",
        ),
        Mistake(
            lambda counts, seen, k: [(item, int(counts[item])) for item in recommend_unseen(counts, seen, k)],
            "You return pairs. Return the numbers of the films alone, as a list.",
        ),
        Mistake(
            lambda counts, seen, k: (recommend_unseen(counts, seen, k) + [-1] * k)[:k],
            "You fill a short list up with -1. When fewer than k films are unseen, the list is simply shorter.",
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
