"""Hide the last event of every person, for an honest test."""

from __future__ import annotations

from typing import Literal

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def leave_last_out(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    """The part of each event, (n,): 0 for training, 1 for validation, 2 for the test.

    users, times: (n,) one event at each place, in the order of the file, which need not be the order of time.
    test: the last event of each person. validation: the one before it. training: all others.
    Of two events in the same second, the later row of the file is the later event.
    All events of a person with fewer than 3 events are for training.
    """
    rows_of: dict[int, list[int]] = {}
    for row in np.argsort(times, kind="stable").tolist():
        rows_of.setdefault(int(users[row]), []).append(row)
    part = np.zeros(len(users), dtype=int)
    for rows in rows_of.values():
        if len(rows) >= 3:
            part[rows[-2:]] = [1, 2]
    return part


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: unsorted times, ties, short histories; then random ones with ties."""
    cases: Cases = [
        (np.array([0, 0, 0, 1, 1, 1, 1]), np.array([30, 10, 20, 5, 8, 7, 6])),
        (np.array([0, 1, 0, 1, 0, 1]), np.array([4, 9, 4, 2, 4, 9])),
        (np.array([2, 2, 0, 1, 1, 1, 2]), np.array([50, 40, 1, 3, 3, 3, 45])),
        (np.array([0, 1, 1]), np.array([1, 2, 3])),
        (np.array([3, 3, 3, 3, 3]), np.array([9, 9, 1, 9, 2])),
    ]
    for _ in range(4):
        cases.append((rng.integers(0, 4, size=14), rng.integers(100, 106, size=14)))
    for seconds in (1, 3, 6):  # long histories with many ties: only a stable sort keeps the order of the file
        cases.append((np.arange(150) % 2, rng.integers(100, 100 + seconds, size=150)))
    return cases


def _parts(users: np.ndarray, keys: tuple[np.ndarray, ...], least: int = 3) -> np.ndarray:
    """Leave-last-out with another idea of "last": the largest keys, where the first key counts most."""
    part = np.zeros(len(users), dtype=int)
    for user in np.unique(users):
        rows = sorted(np.flatnonzero(users == user).tolist(), key=lambda row: tuple(key[row] for key in keys))
        if len(rows) >= least:
            part[rows[-2:-1]], part[rows[-1]] = 1, 2
    return part


def _file_order(users: np.ndarray) -> np.ndarray:
    return np.arange(len(users))


def _one_date(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    order, n, part = np.argsort(times, kind="stable"), len(np.unique(users)), np.zeros(len(users), int)
    part[order[-2 * n : -n]], part[order[-n:]] = 1, 2
    return part


def _all_in_the_last_second(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    part = leave_last_out(users, times)
    for user in np.unique(users[part == 2]):
        own = users == user
        part[own & (times == times[own].max())] = 2
    return part


def _own_rows(
    users: np.ndarray, times: np.ndarray, kind: Literal["quicksort", "stable"], whole_file: bool
) -> np.ndarray:
    """Leave-last-out person by person, with a given kind of sort, and places in the history as row numbers or not."""
    part = np.zeros(len(users), dtype=int)
    for user in np.unique(users):
        rows = np.flatnonzero(users == user)
        order = np.argsort(times[rows], kind=kind)
        if len(rows) >= 3:
            part[(rows[order] if whole_file else order)[-2:]] = [1, 2]
    return part


def _in_sorted_order(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return leave_last_out(users, times)[np.lexsort((times, users))]


def _all_of_the_last_times(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    """By ranks in which events of one second share a rank: 2 for rank 1, 1 for rank 2, counted from the newest."""
    part = np.zeros(len(users), dtype=int)
    for user in np.unique(users):
        rows = np.flatnonzero(users == user)
        newer = (times[rows][:, None] < times[rows]).sum(axis=1)
        part[rows] = np.where(len(rows) >= 3, np.array([2, 1] + [0] * len(rows))[newer], 0)
    return part


def _test_of_short_histories_too(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    part = _parts(users, (times, _file_order(users)), least=1)
    return np.where(part == 2, 2, leave_last_out(users, times))


def _without_a_test_of_length(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    part = np.zeros(len(users), dtype=int)
    for user in np.unique(users):
        rows = np.flatnonzero(users == user)
        rows = rows[np.argsort(times[rows], kind="stable")]
        part[rows[-2]], part[rows[-1]] = 1, 2
    return part


EXERCISE = Exercise(
    "01-leave-last-out",
    points=3,
    title="leave the last event out",
    reference=leave_last_out,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda users, times: _parts(users, (_file_order(users),)),
            "You take the last rows of the file. The file need not be in the order of time: sort by time first.",
        ),
        Mistake(
            lambda users, times: _parts(users, (times, -_file_order(users))),
            "Almost: of two events in the same second you take the earlier row as the later event. "
            "A stable sort by time, from old to new, keeps the order of the file.",
        ),
        Mistake(
            lambda users, times: _parts(users, (times, _file_order(users)), least=1),
            "You also hide events of people with one or two events. They stay in training altogether.",
        ),
        Mistake(
            lambda users, times: np.array([0, 2, 1])[leave_last_out(users, times)],
            "Validation and test are swapped: the very last event is the test.",
        ),
        Mistake(
            _one_date,
            "You take the newest events of the whole file. Leave-last-out looks at each person alone.",
        ),
        Mistake(
            _all_in_the_last_second,
            "When several events of a person share the last second, you hide all of them in the test. "
            "Only the one in the latest row of the file is the last event.",
        ),
        Mistake(
            lambda users, times: _parts(users, (-times, -_file_order(users))),
            "You hide the first events of each person. Look at the direction of your sort.",
        ),
        Mistake(
            lambda users, times: _own_rows(users, times, "stable", whole_file=False),
            "You use the place in the history of one person as a row number of the whole file. "
            "np.flatnonzero(users == user) gives the rows of this person: rows[place] is the row.",
        ),
        Mistake(
            lambda users, times: _own_rows(users, times, "quicksort", whole_file=True),
            "Right for short histories. In a long one, np.argsort may exchange events of the same second. "
            'Ask for a stable sort: kind="stable".',
        ),
        Mistake(
            lambda users, times: _parts(users, (times, _file_order(users)), least=4),
            "Almost: a person with exactly 3 events gives two away too. Only fewer than 3 is too few: use >= 3.",
        ),
        Mistake(
            lambda users, times: _parts(users, (times, _file_order(users)), least=2),
            "Almost: a person with 2 events keeps both for training. At least 3 are needed: use >= 3.",
        ),
        Mistake(
            _test_of_short_histories_too,
            "You also hide the last event of people with one or two events. All their events stay in training.",
        ),
        Mistake(
            _without_a_test_of_length,
            "A person with one event has no event before the last one, so place -2 does not exist. "
            "Test first whether the person has at least 3 events.",
        ),
        Mistake(
            lambda users, times: np.where(leave_last_out(users, times) > 0, 2, 0),
            "The event before the last one is for validation: it gets 1, and only the last one gets 2.",
        ),
        Mistake(
            lambda users, times: np.where(leave_last_out(users, times) == 2, 2, 0),
            "The validation is missing: the event before the last one gets 1.",
        ),
        Mistake(
            _in_sorted_order,
            "The parts are right, but in the order of people and times. Give them in the order of the file: "
            "part n belongs to row n.",
        ),
        Mistake(
            _all_of_the_last_times,
            "Events of one second share a rank in your answer. Each person has exactly one last event, and one before "
            'it: among equal times the later row is the later one (in pandas: method="first", from old to new).',
        ),
        Mistake(
            lambda users, times: leave_last_out(users, times) * (users < users.max()),
            "The person with the largest number is left out. range(users.max()) ends one too early; "
            "np.unique(users) names everybody who occurs.",
        ),
        Mistake(
            lambda users, times: leave_last_out(users, times) == 2,
            "You return True and False. There are three parts: 0 for training, 1 for validation, 2 for the test.",
        ),
        Mistake(
            lambda users, times: np.where(leave_last_out(users, times) > 0, 1, 0),
            "You give 1 to both events. Only the one before the last is 1; the last one is 2, the test.",
        ),
    ],
    hints=[
        "Do it for one person first: which rows are theirs, and in which order of time?",
        'np.flatnonzero(users == user) gives the rows of one person in file order. np.argsort(..., kind="stable") '
        "on their times gives the order from old to new, and keeps file order among equals.",
        "Begin with an array of zeros: everybody is in training. Then write 1 and 2 at two rows of each person "
        "who has at least 3 events.",
    ],
)
