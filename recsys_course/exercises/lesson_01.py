"""Exercises of lesson 01, first part: from events to a matrix."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Array = np.ndarray


def number_ids(raw: list) -> np.ndarray:
    """Numbers for raw ids: for each element of raw its place among the different ids, sorted from small to large.

    raw: ids as a file writes them, all whole numbers or all text; the same id may occur often.
    Equal ids get equal numbers. The numbers are 0, 1, ..., n-1, where n is how many different ids there are.
    For example [101, 102, 101, 108] gives [0, 1, 0, 2].
    """
    return np.unique(raw, return_inverse=True)[1]


def _id_cases(rng: np.random.Generator) -> Cases:
    """By hand: gaps, 9 before 10, names, one id only; then random ones."""
    by_hand = [[101, 102, 101, 108], [10, 9, 100, 9], ["Dana", "Bo", "Ana", "Bo"], [7], [5, 5, 3, 3, 4]]
    random = [rng.choice([3, 12, 41, 205, 1000, 64], size=8).tolist() for _ in range(4)]
    return [(raw,) for raw in by_hand + random]


def _in_order_of_arrival(raw: list) -> list[int]:
    return [list(dict.fromkeys(raw)).index(one) for one in raw]


def _sorted_as_text(raw: list) -> list[int]:
    return [sorted(set(raw), key=str).index(one) for one in raw]


def _as_many_as_smaller_rows(raw: list) -> list[int]:
    return [sum(other < one for other in raw) for one in raw]


NUMBER_IDS = Exercise(
    "01-number-ids",
    points=1,
    title="raw ids to numbers 0..n-1",
    reference=number_ids,
    cases=_id_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda raw: np.unique(raw, return_inverse=True),
            "np.unique gives two arrays here, the different ids and the places; return only the second.",
        ),
        Mistake(
            _in_order_of_arrival,
            "Your numbers follow the order in which the ids arrive. Sort the different ids first. "
            "(pd.factorize does not sort unless you ask for it.)",
        ),
        Mistake(
            lambda raw: [{one: number for number, one in enumerate(set(raw))}[one] for one in raw],
            "You number the ids as a set gives them, and a set has no order. Sort the different ids first.",
        ),
        Mistake(
            lambda raw: [one - min(raw) for one in raw],
            "You subtract the smallest id. Then gaps between ids stay gaps, and text cannot be subtracted. "
            "Count the different ids instead: 0, 1, 2, ... in sorted order.",
        ),
        Mistake(
            lambda raw: number_ids(raw) + 1,
            "Your numbers begin at 1. A number is a place in an array, and the first place is 0.",
        ),
        Mistake(
            _sorted_as_text,
            "You sorted whole numbers as if they were text: then 10 comes before 9. Keep them as numbers.",
        ),
        Mistake(
            lambda raw: np.argsort(np.argsort(raw, kind="stable"), kind="stable"),
            "Equal ids got different numbers. Take each id once before you number them.",
        ),
        Mistake(
            _as_many_as_smaller_rows,
            "Your numbers have gaps: an id that occurs twice was counted twice. Take each id once first.",
        ),
        Mistake(
            lambda raw: np.unique(raw),
            "These are the different ids. The answer has one number for each element of raw: the place of its id.",
        ),
    ],
    hints=[
        "Two steps: which ids are there (each once, sorted)? And where in that list does the id of each row stand?",
        "A dict from id to place makes the second step short: {id: place}.",
        "np.unique sorts and removes repeats. With return_inverse=True it gives a second array: the places.",
    ],
)


def to_matrix(users: Array, items: Array, ratings: Array, n_users: int, n_items: int) -> Array:
    """The user-item matrix (n_users, n_items): the rating where there is an event, 0 elsewhere.

    users, items, ratings: (n,) one event for each place, in the order of the file.
    When the same person and film occur more than once, the last event of the file counts.
    """
    stars = np.zeros((n_users, n_items))
    for user, item, rating in zip(users, items, ratings, strict=True):
        stars[user, item] = rating
    return stars


def event_cases(rng: np.random.Generator) -> Cases:
    """By hand: repeats, people and films without events, no event at all; then random ones with repeats."""
    cases: Cases = [
        (np.array([0, 1, 1, 0]), np.array([2, 0, 2, 2]), np.array([4.0, 3.0, 5.0, 2.5]), 3, 4),
        (np.array([1, 1, 1]), np.array([0, 0, 0]), np.array([1.0, 5.0, 3.0]), 2, 2),
        (np.array([0, 2]), np.array([1, 0]), np.array([0.5, 4.5]), 4, 3),
        (np.array([], int), np.array([], int), np.array([]), 2, 3),
    ]
    for _ in range(4):
        users, items = rng.integers(0, 3, size=9), rng.integers(0, 4, size=9)
        cases.append((users, items, rng.integers(1, 11, size=9) / 2, 4, 5))
    return cases


def _added_up(users: Array, items: Array, ratings: Array, n_users: int, n_items: int) -> Array:
    matrix = np.zeros((n_users, n_items))
    np.add.at(matrix, (users, items), ratings)
    return matrix


def _reversed_events(users: Array, items: Array, ratings: Array, n_users: int, n_items: int) -> Array:
    return to_matrix(users[::-1], items[::-1], ratings[::-1], n_users, n_items)


def _only_seen_size(users: Array, items: Array, ratings: Array, n_users: int, n_items: int) -> Array:
    return to_matrix(users, items, ratings, max(users, default=-1) + 1, max(items, default=-1) + 1)


def _not_a_number(users: Array, items: Array, ratings: Array, n_users: int, n_items: int) -> Array:
    matrix = to_matrix(users, items, ratings, n_users, n_items)
    return np.where(matrix == 0, np.nan, matrix)


TO_MATRIX = Exercise(
    "01-to-matrix",
    points=2,
    title="events to a matrix",
    reference=to_matrix,
    cases=event_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _added_up,
            "When a person rated a film twice, you add the two ratings. SciPy's sparse matrices do the same. "
            "The last one should replace the earlier one.",
        ),
        Mistake(
            _reversed_events,
            "When a person rated a film twice, you keep the first rating. Keep the last one of the file.",
        ),
        Mistake(
            _only_seen_size,
            "Your matrix ends at the largest number that occurs. People and films without events need their "
            "row or column too: the shape is (n_users, n_items).",
        ),
        Mistake(
            lambda *events: to_matrix(*events).T,
            "Rows and columns are swapped: a person is a row, a film is a column.",
        ),
        Mistake(
            lambda *events: 1.0 * (to_matrix(*events) > 0),
            "You write 1 for each event. This matrix should hold the rating itself.",
        ),
        Mistake(
            _not_a_number,
            "You mark empty cells with NaN. That is a sound idea, but this matrix, as all in the course, has 0 there.",
        ),
    ],
    hints=[
        "Begin with a matrix of zeros that has the full shape. Then go through the events one by one.",
        "matrix[user, item] is one cell. What happens when the loop comes to the same cell a second time?",
        "zip(users, items, ratings) gives the three values of each event together.",
    ],
)
