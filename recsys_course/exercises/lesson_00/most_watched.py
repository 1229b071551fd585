"""The most watched film: count, and take the largest count."""

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


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: a clear winner, ties in either order, gaps, one event; random ones; last, many ties."""
    by_hand = [[3, 1, 3, 5, 3, 1], [7, 2, 7, 2, 4], [2, 6, 6, 2, 9], [8], [4, 4, 4, 12, 12], [1, 8, 8, 1]]
    random = [(rng.integers(1, 8, size=12)).tolist() for _ in range(4)]
    many = rng.permutation(np.r_[1:31, 16:31]).tolist()  # 16 to 30 twice: so many ties that an unstable sort shows
    return [(watched,) for watched in [*by_hand, *random, many]]


def _position_instead_of_item(watched: list[int]) -> int:
    _, counts = np.unique(watched, return_counts=True)
    return int(np.argmax(counts))


def _position_in_the_list(watched: list[int]) -> int:
    _, counts = np.unique(watched, return_counts=True)
    return watched[int(np.argmax(counts))]


EXERCISE = Exercise(
    "00-most-watched",
    points=1,
    title="the most watched film",
    reference=most_watched,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda watched: max(Counter(watched).values()),
            "You return how often it was watched. Return the number of the film itself.",
        ),
        Mistake(
            lambda watched: Counter(watched).most_common(1)[0][0],
            "Almost: when two films are watched equally often, your answer is the one that comes first in the list. "
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
            "You return a position in the table of counts, not the film at that position. "
            "np.unique gives the films and their counts: look the film up at that position.",
        ),
        Mistake(
            _position_in_the_list,
            "You looked up the place of the largest count in `watched`. It is a place in the table of counts: look it "
            "up among the different films, the first array that np.unique gives.",
        ),
        Mistake(
            lambda watched: Counter(watched).most_common(1)[0],
            "You return the film together with its count. Return the film alone, one number.",
        ),
        Mistake(
            lambda watched: [most_watched(watched)],
            "You return a list or an array with one film in it. Return the film itself, one number.",
        ),
        Mistake(
            lambda watched: sorted(
                film for film in set(watched) if watched.count(film) == watched.count(most_watched(watched))
            ),
            "You return all films with the largest count. Return one number: of equal ones the smallest.",
        ),
        Mistake(
            lambda watched: min(watched),
            "You return the smallest film number. Count first: a smaller number wins only between equal counts.",
        ),
        Mistake(
            lambda watched: watched[0],
            "You return the first film of the list. Does your loop return in its first round? "
            "Compare all films first, and return after the loop.",
        ),
        Mistake(
            lambda watched: int(np.argmax(watched)),
            "This is the place of the largest film number in the list. Count how often each number occurs, and look "
            "for the largest count.",
        ),
        Mistake(
            lambda watched: sorted(watched)[len(watched) // 2],
            "This is the median of the film numbers, the one in the middle. Count how often each one occurs.",
        ),
        Mistake(
            lambda watched: int(np.argsort(-np.bincount(watched))[0]),
            "Almost: np.argsort may exchange films that were watched equally often. "
            'Ask for a stable sort, kind="stable", or use np.argmax, which takes the first of equal ones.',
        ),
        Mistake(
            lambda watched: max(set(watched), key=watched.count),
            "Almost: you go through a set, and a set has no order: of 1 and 8 it may give 8 first. "
            "Go through the films from the smallest number up.",
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
