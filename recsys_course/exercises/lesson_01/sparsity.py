"""The share of empty cells: how empty is the matrix?"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_01.events import event_cases


def sparsity(users: np.ndarray, items: np.ndarray, n_users: int, n_items: int) -> float:
    """The share of empty cells of the user-item matrix, between 0 and 1.

    users, items: (n,) one event at each place. A pair that occurs twice fills only one cell.
    """
    cells = n_users * n_items
    return (cells - _filled(users, items)) / cells


def _filled(users: np.ndarray, items: np.ndarray) -> int:
    return sum(len(np.unique(items[users == user])) for user in np.unique(users))


_BASES = (100, 1_000, 10_000, 100_000)


def _cases(rng: np.random.Generator) -> Cases:
    """The matrix's cases, and pairs that a careless key takes for the same one, also among 100,001 films."""
    cases: Cases = [(users, items, n_users, n_items) for users, items, _, n_users, n_items in event_cases(rng)]
    cases.append((np.array([0, 1]), np.array([3, 0]), 3, 4))
    cases.append((np.array([1, 11, 0, 1, 0, 2]), np.array([11, 1, 10, 0, 20, 0]), 12, 21))
    cases.append((np.array([3, 0, 4]), np.array([0, 1, 1]), 5, 3))
    cases += [(np.array([0, 1]), np.array([base, 0]), 2, base + 1) for base in _BASES]
    for _ in range(2):
        cases.append((rng.integers(0, 14, size=30), rng.integers(0, 25, size=30), 14, 25))
    return cases


def _with_key(key: Callable[..., np.ndarray]) -> Callable[..., float]:
    """Sparsity that counts different keys, key(users, items, n_users), in place of different pairs."""
    return lambda users, items, n_users, n_items: 1 - len(np.unique(key(users, items, n_users))) / (n_users * n_items)


def _size_of_what_occurs(users: np.ndarray, items: np.ndarray, n_users: int, n_items: int) -> float:
    return sparsity(users, items, len(set(users.tolist())), len(set(items.tolist())))


def _fixed_base(base: int) -> Mistake:
    return Mistake(
        _with_key(lambda users, items, n_users: users * base + items),
        f"Different pairs get the same number in users * {base} + items: (0, {base}) and (1, 0) both become {base}. "
        "There may be more films than that: multiply by n_items.",
    )


EXERCISE = Exercise(
    "01-sparsity",
    points=1,
    title="the share of empty cells",
    reference=sparsity,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda users, items, n_users, n_items: 1 - len(users) / (n_users * n_items),
            "You count events. Two events of one person with one film fill the same cell: count different pairs.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 1 - sparsity(users, items, n_users, n_items),
            "This is the share of filled cells, the density. Sparsity is the share of empty ones.",
        ),
        Mistake(
            _size_of_what_occurs,
            "You count only the people and films that occur. The matrix has n_users times n_items cells.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 100 * sparsity(users, items, n_users, n_items),
            "You give percent. Give a share between 0 and 1.",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: users * n_users + items),
            "Different pairs get the same number in users * n_users + items: with 3 people, (0, 3) and (1, 0) both "
            "become 3. To leave room for all films, multiply by n_items.",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: users * 10 + items),
            "Different pairs get the same number in users * 10 + items: (0, 10) and (1, 0) both become 10. "
            "To leave room for all films, multiply by n_items.",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: np.char.add(users.astype(str), items.astype(str))),
            'Different pairs get the same text: "1" + "11" and "11" + "1" are both "111". '
            "Put a separator between the two, or count pairs (user, item).",
        ),
        *(_fixed_base(base) for base in _BASES),
        Mistake(
            lambda users, items, n_users, n_items: 1 - len(np.unique(items * n_items + users)) / (n_users * n_items),
            "Different pairs get the same number in items * n_items + users where there are more people than films. "
            "To leave room for all people, multiply the film by n_users.",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: users + items),
            "Different pairs have the same sum users + items: (0, 1) and (1, 0) both give 1. Count pairs (user, item).",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: users * items),
            "Different pairs have the same product users * items, and with user 0 it is always 0. "
            "Count pairs (user, item).",
        ),
        Mistake(
            lambda users, items, n_users, n_items: (
                1 - len(set(map(frozenset, zip(users, items, strict=True)))) / (n_users * n_items)
            ),
            "Your pairs have no order: person 1 with film 2, and person 2 with film 1, became the same. "
            "A tuple (user, item) keeps the two apart; a set or a sorted pair does not.",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: items),
            "You count different films. A cell is a person AND a film: count different pairs.",
        ),
        Mistake(
            _with_key(lambda users, items, n_users: users),
            "You count different people. A cell is a person AND a film: count different pairs.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: n_users * n_items * sparsity(users, items, n_users, n_items),
            "This is how many cells are empty. Divide by the number of all cells: a share is asked for.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 1 - _filled(users, items) / n_users * n_items,
            "x / y * z divides by y and then MULTIPLIES by z. Put the number of cells in brackets: x / (y * z).",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 1 - _filled(users, items) // (n_users * n_items),
            "You divide with //, which rounds down to a whole number, here nearly always to 0. A share needs /.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 1 - _filled(users, items) / (n_users + n_items),
            "You add n_users and n_items. The table has n_users TIMES n_items cells.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 1 - _filled(users, items) / ((users.max() + 1) * (items.max() + 1)),
            "Your matrix ends at the largest numbers that occur, max() + 1. People and films without events have cells "
            "too: use n_users and n_items.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: (
                1 - len(np.unique(users)) * len(np.unique(items)) / (n_users * n_items)
            ),
            "You multiply the number of different people by the number of different films. "
            "Not every such pair has met: count the pairs that occur.",
        ),
        Mistake(
            lambda users, items, n_users, n_items: 1 - _filled(users, items) / n_users**2,
            "You divide by n_users times n_users. The table has n_users times n_ITEMS cells.",
        ),
    ],
    hints=[
        "How many cells are there in all? How many of them hold something?",
        "A pair (user, item) that occurs twice must be counted once. Which Python collection forgets repeats?",
        "set(zip(users, items)) holds every pair once.",
    ],
)
