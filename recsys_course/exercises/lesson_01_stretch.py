"""Stretch exercise of lesson 01: the k-core."""

from __future__ import annotations

import numpy as np

from recsys_course.exercises.base import Cases, Exercise, Mistake
from recsys_course.exercises.compare import exact


def k_core(users: np.ndarray, items: np.ndarray, k: int) -> np.ndarray:
    """True for each event that is left in the k-core, (n,) booleans.

    Drop the events of people with fewer than k events and of films with fewer than k events. Those who are
    left may now have fewer than k: do it again, until nothing changes. users, items: (n,), no pair occurs twice.
    """
    kept = np.ones(len(users), dtype=bool)
    while True:
        by_user, by_item = np.bincount(users[kept]), np.bincount(items[kept])
        enough = kept.copy()
        enough[kept] = (by_user[users[kept]] >= k) & (by_item[items[kept]] >= k)
        if enough.sum() == kept.sum():
            return kept
        kept = enough


def _core_cases(rng: np.random.Generator) -> Cases:
    """By hand: a chain that falls apart step by step, nothing left, all left, nothing given; then random ones."""
    square = np.array([0, 0, 1, 1]), np.array([0, 1, 0, 1])
    chain = np.array([0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5]), np.array([0, 1, 0, 1, 1, 2, 2, 3, 3, 0, 1])
    full = np.repeat(np.arange(3), 3), np.tile(np.arange(3), 3)
    cases: Cases = [(*square, 2), (*chain, 2), (*full, 3), (*full, 4), (np.array([], int), np.array([], int), 2)]
    for _ in range(4):
        cells = np.sort(rng.choice(36, size=16, replace=False))
        cases.append((cells // 6, cells % 6, 2))
    return cases


def _pass(users: np.ndarray, items: np.ndarray, kept: np.ndarray, k: int, people: bool, films: bool) -> np.ndarray:
    """One pass: the events that still stand when rows with fewer than k are dropped."""
    left = kept.copy()
    if people:
        left &= np.bincount(users[kept], minlength=users.max(initial=0) + 1)[users] >= k
    if films:
        left &= np.bincount(items[kept], minlength=items.max(initial=0) + 1)[items] >= k
    return left


def _once(users: np.ndarray, items: np.ndarray, k: int) -> np.ndarray:
    return _pass(users, items, np.ones(len(users), bool), k, True, True)


def _people_then_films_once(users: np.ndarray, items: np.ndarray, k: int) -> np.ndarray:
    kept = _pass(users, items, np.ones(len(users), bool), k, True, False)
    return _pass(users, items, kept, k, False, True)


K_CORE = Exercise(
    "01-k-core",
    points=3,
    title="stretch: the k-core",
    reference=k_core,
    cases=_core_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _once,
            "You count once. After the first pass, some who are left have too few events: count again, until "
            "nothing changes.",
        ),
        Mistake(
            _people_then_films_once,
            "You drop people, then films, and stop. People may have lost films meanwhile: repeat both until nothing "
            "changes.",
        ),
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
    ],
    hints=[
        "Keep a mask of the events that are still there. One pass: count people and films among those, and "
        "make the mask smaller.",
        "How do you know that you are done? When a pass removes nothing.",
        "np.bincount(users[kept], minlength=...) counts the events of each person that are left. Indexed with "
        "users, it says for every row how many its person has.",
    ],
)
