"""Events become a matrix of people and films."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.exercises.lesson_01.events import event_cases


def to_matrix(users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int) -> np.ndarray:
    """The user-item matrix (n_users, n_items): the rating where there is an event, 0 elsewhere.

    users, items, ratings: (n,) one event at each place, in the order of the file.
    When the same person and film occur more than once, the last event of the file counts.
    """
    stars = np.zeros((n_users, n_items))
    for user, item, rating in zip(users, items, ratings, strict=True):
        stars[user, item] = rating
    return stars


def _added_up(users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int) -> np.ndarray:
    matrix = np.zeros((n_users, n_items))
    np.add.at(matrix, (users, items), ratings)
    return matrix


def _reversed_events(
    users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int
) -> np.ndarray:
    return to_matrix(users[::-1], items[::-1], ratings[::-1], n_users, n_items)


def _only_seen_size(
    users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int
) -> np.ndarray:
    return to_matrix(users, items, ratings, max(users, default=-1) + 1, max(items, default=-1) + 1)


def _not_a_number(users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int) -> np.ndarray:
    matrix = to_matrix(users, items, ratings, n_users, n_items)
    return np.where(matrix == 0, np.nan, matrix)


def _mean_rating(users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int) -> np.ndarray:
    events = _added_up(users, items, np.ones(len(users)), n_users, n_items)
    return _added_up(users, items, ratings, n_users, n_items) / np.maximum(events, 1)


def _largest_rating(
    users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int
) -> np.ndarray:
    matrix = np.zeros((n_users, n_items))
    np.maximum.at(matrix, (users, items), ratings)
    return matrix


def _without(first: int, last: int) -> Callable[..., np.ndarray]:
    """The matrix of a part of the events: from `first` on, `last` fewer at the end."""

    def answer(users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int) -> np.ndarray:
        part = slice(first, len(users) - last)
        return to_matrix(users[part], items[part], ratings[part], n_users, n_items)

    return answer


def _only_the_first(
    users: np.ndarray, items: np.ndarray, ratings: np.ndarray, n_users: int, n_items: int
) -> np.ndarray | None:
    return to_matrix(users[:1], items[:1], ratings[:1], n_users, n_items) if len(users) else None


EXERCISE = Exercise(
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
        Mistake(
            lambda *events: to_matrix(*events).astype(int),
            "Your ratings are cut to whole numbers: 2.5 became 2. An array of whole numbers cannot hold halves; "
            "leave dtype=int away.",
        ),
        Mistake(
            _mean_rating,
            "When a person rated a film twice, you take the mean of the two ratings (pandas' pivot_table does the "
            "same). "
            "Keep the last one of the file.",
        ),
        Mistake(
            _largest_rating,
            "When a person rated a film twice, you keep the larger rating. Keep the last one of the file.",
        ),
        Mistake(
            lambda users, items, ratings, n_users, n_items: _added_up(
                users, items, np.ones(len(users)), n_users, n_items
            ),
            "You count the events of each cell. The matrix should hold the rating of the last one.",
        ),
        Mistake(
            _only_the_first,
            "Only the first event is in your matrix. Does your function return inside its loop? Return after it.",
        ),
        Mistake(
            _without(1, 0),
            "The first event is missing. Places begin at 0: range(len(users)) visits them all.",
        ),
        Mistake(
            _without(0, 1),
            "The last event is missing. range(n) ends at n - 1 already: range(len(users)) visits all events.",
        ),
        Mistake(
            lambda users, items, ratings, n_users, n_items: np.zeros((n_users, n_items)),
            "Your matrix stays empty. matrix[users] makes a copy, and what is written into it is lost: "
            "write into one cell, matrix[user, item].",
        ),
        Mistake(
            lambda users, items, ratings, n_users, n_items: to_matrix(items, users, ratings, n_users, n_items),
            "You write into matrix[item, user]. A person is a row, the first place in the brackets: matrix[user, "
            "item].",
        ),
        Mistake(
            lambda *events: to_matrix(*events) > 0,
            "You write True and False. The matrix holds the rating itself.",
        ),
        Mistake(
            lambda *events: np.pad(to_matrix(*events), ((0, 1), (0, 1))),
            "Your matrix has one row and one column too many. Numbers begin at 0: the shape is (n_users, n_items).",
        ),
    ],
    hints=[
        "Begin with a matrix of zeros that has the full shape. Then go through the events one by one.",
        "matrix[user, item] is one cell. What happens when the loop comes to the same cell a second time?",
        "zip(users, items, ratings) gives the three values of each event together.",
    ],
)
