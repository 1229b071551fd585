"""A stretch exercise, the k-core: thin the data out until everybody has k events."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def k_core(users: np.ndarray, items: np.ndarray, k: int) -> np.ndarray:
    """True for each event that is left in the k-core, (n,) booleans.

    Drop the events of people with fewer than k events and of films with fewer than k events. Those who are
    left may now have fewer than k: do it again, until nothing changes.
    users, items: (n,), at least one event, no pair occurs twice. The result may be False everywhere.
    """
    kept = np.ones(len(users), dtype=bool)
    while True:
        by_user, by_item = np.bincount(users[kept]), np.bincount(items[kept])
        enough = kept.copy()
        enough[kept] = (by_user[users[kept]] >= k) & (by_item[items[kept]] >= k)
        if enough.sum() == kept.sum():
            return kept
        kept = enough


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: a chain that falls apart step by step, nothing left, all left, a chain of 24; then random ones."""
    square = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    chain = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5]), np.array([0, 1, 0, 1, 1, 2, 2, 3, 3, 0, 1])
    full = np.repeat(np.arange(3), 3), np.tile(np.arange(3), 3)
    steps = np.arange(49)
    long_chain = np.r_[0, 0, 1, 1, 2 + steps // 2], np.r_[0, 1, 0, 1, 2 + (steps + 1) // 2]
    cases: Cases = [(*square, 2), (*chain, 2), (*full, 3), (*full, 4), (*long_chain, 2)]
    for _ in range(4):
        cells = np.sort(rng.choice(36, size=16, replace=False))
        cases.append((cells // 6, cells % 6, 2))
    return cases


def _pass(users: np.ndarray, items: np.ndarray, kept: np.ndarray, k: int, people: bool, films: bool) -> np.ndarray:
    """One pass: the events that are left when rows with fewer than k are dropped."""
    left = kept.copy()
    if people:
        left &= np.bincount(users[kept], minlength=users.max(initial=0) + 1)[users] >= k
    if films:
        left &= np.bincount(items[kept], minlength=items.max(initial=0) + 1)[items] >= k
    return left


_WAYS = {  # what one round does: passes over (people, films)
    "people and films at once": [(True, True)],
    "people, then films": [(True, False), (False, True)],
    "films, then people": [(False, True), (True, False)],
}


def _rounds(number: int, way: str) -> Callable[..., np.ndarray]:
    """The k-core with a fixed number of rounds."""

    def answer(users: np.ndarray, items: np.ndarray, k: int) -> np.ndarray:
        kept = np.ones(len(users), bool)
        for people, films in _WAYS[way] * number:
            kept = _pass(users, items, kept, k, people, films)
        return kept

    return answer


def _too_few_rounds() -> list[Mistake]:
    """The same mistake with one round, two, and so on: only the number in the hint differs."""
    return [
        Mistake(
            _rounds(number, way),
            "You stop after a fixed number of rounds. After each round, some who are left may have too few events: "
            f"repeat until nothing changes. (It looks like {number} x {way}.)",
        )
        for number in range(1, 11)
        for way in _WAYS
    ]


def _either(users: np.ndarray, items: np.ndarray, k: int) -> np.ndarray:
    kept = np.ones(len(users), bool)
    for _ in range(len(users)):
        kept = _pass(users, items, kept, k, True, False) | _pass(users, items, kept, k, False, True)
    return kept


EXERCISE = Exercise(
    "01-k-core",
    points=3,
    title="stretch: the k-core",
    reference=k_core,
    cases=_cases,
    compare=exact(),
    mistakes=[
        *_too_few_rounds(),
        Mistake(
            lambda users, items, k: _pass(users, items, np.ones(len(users), bool), k, True, False),
            "You look at people only. Films with fewer than k events have to go too.",
        ),
        Mistake(
            lambda users, items, k: _pass(users, items, np.ones(len(users), bool), k, False, True),
            "You look at films only. People with fewer than k events have to go too.",
        ),
        Mistake(
            lambda users, items, k: k_core(users, items, k + 1),
            "Almost: you also drop those with exactly k events. Only fewer than k is too few.",
        ),
        Mistake(
            lambda users, items, k: np.flatnonzero(k_core(users, items, k)),
            "You return row numbers. Return True or False for every row.",
        ),
        Mistake(
            _either,
            "You keep an event when its person OR its film has enough events. Both must have enough: use & (and).",
        ),
        Mistake(
            lambda users, items, k: ~k_core(users, items, k),
            "True and False are swapped: True means that the event is left.",
        ),
        Mistake(
            lambda users, items, k: k_core(users, items, k)[k_core(users, items, k)],
            "Your mask has only the rows that are left. Return one True or False for every row of the beginning.",
        ),
        Mistake(
            lambda users, items, k: int(k_core(users, items, k).sum()),
            "You return how many events are left. Return True or False for every row.",
        ),
        Mistake(
            lambda users, items, k: k_core(users, items, 2),
            "Your function always uses k = 2. Use the argument k.",
        ),
        Mistake(
            lambda users, items, k: k_core(users, items, k - 1),
            "You keep those with k - 1 events. Fewer than k is too few: keep those with >= k.",
        ),
        Mistake(
            lambda users, items, k: k_core(users, items, k).astype(int),
            "The right events, but as 0 and 1. Return True and False: a mask of 0 and 1 would pick rows 0 and 1.",
        ),
    ],
    hints=[
        "Keep a mask of the events that are still there. One pass: count people and films among those, and "
        "make the mask smaller.",
        "How do you know that you are done? When a pass removes nothing.",
        "np.bincount(users[kept], minlength=...) counts the events of each person that are left. Indexed with "
        "users, it says for every row how many its person has.",
    ],
)
