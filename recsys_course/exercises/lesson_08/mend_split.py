"""Repair a split with people whom the network never met."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def last_of_each(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    """True for the last event of each person with two or more; of equal times the later row.  (n,), (n,) -> (n,)."""
    last: dict[int, int] = {}
    held_out = np.zeros(len(users), bool)
    for row in np.argsort(times, kind="stable").tolist():
        earlier = last.get(int(users[row]))
        if earlier is not None:
            held_out[[earlier, row]] = [False, True]
        last[int(users[row])] = row
    return held_out


def _cases(rng: np.random.Generator) -> Cases:
    """Rows out of order, a person with one event, equal times; random logs, one event, many equal times."""
    cases: Cases = [
        (np.array([0, 1, 0, 1, 2]), np.array([5, 3, 2, 9, 7])),
        (np.array([1, 1, 0, 1, 0]), np.array([4, 4, 8, 2, 1])),
    ]
    for n in (8, 10, 12):
        users = np.concatenate([[3], rng.integers(0, 3, n), [0, 0]])
        cases.append((users, np.concatenate([[50], rng.permutation(30)[:n], [40, 35]])))
    return [*cases, (np.array([4]), np.array([1])), (np.zeros(300, int), rng.integers(0, 2, 300))]


def _last_in_the_file(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return last_of_each(users, np.arange(len(users)))


def _all_last(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    alone = np.bincount(users)[users] == 1
    return last_of_each(users, times) | alone


def _all_of_equal_times(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    latest = {user: times[users == user].max() for user in users}
    several = np.bincount(users)[users] > 1
    return several & np.array([time == latest[user] for user, time in zip(users, times, strict=True)])


def _latest_fifth(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return times > np.quantile(times, 0.8)


def _first_of_equal_times(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return last_of_each(users[::-1], times[::-1])[::-1]


def _last_of_all(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return np.arange(len(times)) == np.flatnonzero(times == times.max())[-1]


def _last_two(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    last = last_of_each(users, times)
    before = np.bincount(users)[users] == 2
    before[~last] |= last_of_each(users[~last], times[~last])
    return last | before


def _rows_by_person(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    rows = np.flatnonzero(last_of_each(users, times))
    return rows[np.argsort(users[rows], kind="stable")]


EXERCISE = Exercise(
    "08-mend-split",
    points=2,
    title="repair: people whom the network never met",
    reference=last_of_each,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda users, times: users >= np.quantile(users, 0.8),
            "The bug is still there: all events of some people are hidden, so nothing is learned about them.",
        ),
        Mistake(
            _last_in_the_file,
            "You hid the last ROW of each person. The rows need not be in order of time: look at `times`.",
        ),
        Mistake(
            lambda users, times: last_of_each(users, -times),
            "You hid the first event of each person. The future is hidden, not the past.",
        ),
        Mistake(
            _all_last,
            "Almost: a person with one event would have nothing left to learn from. Do not hide it.",
        ),
        Mistake(
            _all_of_equal_times,
            "Almost: when the last two events of a person have the same time, hide only the later row.",
        ),
        Mistake(
            _latest_fifth,
            "You hid the latest events of the whole log. A person may have all events there, or none.",
        ),
        Mistake(lambda users, times: ~last_of_each(users, times), "True and False are exchanged: True is hidden."),
        Mistake(
            _first_of_equal_times,
            "Of equal times you hid the EARLIER row (argmax takes the first). Of equal times the later row is the"
            " last one.",
        ),
        Mistake(
            _last_of_all,
            "You hid one event of the whole log. Each person has a last event.",
        ),
        Mistake(
            lambda users, times: np.flatnonzero(last_of_each(users, times)),
            "These are the rows. A mask is asked for: True or False for each row.",
        ),
        Mistake(
            lambda users, times: last_of_each(users, times) * 1.0,
            "These are 0 and 1. True and False are asked for: a mask of dtype bool, for example np.zeros(n, bool).",
        ),
        Mistake(
            lambda users, times: last_of_each(users, times)[np.lexsort((times, users))],
            "Your mask is in a sorted order. It must stand in the order of the rows as they came.",
        ),
        Mistake(
            lambda users, times: np.isin(users, users[last_of_each(users, times)]),
            "You hid ALL events of these people. Hide the last event of each only.",
        ),
        Mistake(
            lambda users, times: _first_of_equal_times(users, -times),
            "You hid the earliest event of each person. The future is hidden, not the past: take the largest time.",
        ),
        Mistake(
            lambda users, times: np.arange(len(times)) == np.argmax(times),
            "You hid one event in all. Each person hides a last event of their own.",
        ),
        Mistake(
            _last_two,
            "You hid two events of each person. One is hidden, the last.",
        ),
        Mistake(
            _rows_by_person,
            "These are row numbers, one for each person. Return True or False for every row.",
        ),
    ],
    hints=[
        "Everybody must keep something in the training. What would a service know about a person on their last day?",
        "For each person: the rows of this person, and among them the one with the largest time.",
        "np.argsort(..., kind='stable') keeps the order of the file among equal times, so the later row stays last.",
    ],
)
