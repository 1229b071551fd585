"""Exercises of lesson 01, third part: hide the right events, and thin the data out."""

from __future__ import annotations

import numpy as np

from recsys_course.exercises.base import Cases, Exercise, Mistake
from recsys_course.exercises.compare import exact

Rows = np.ndarray
Parts = tuple[Rows, Rows, Rows]


def leave_last_out(users: np.ndarray, times: np.ndarray) -> Parts:
    """Row numbers (train, valid, test), each from small to large.

    users, times: (n,) one event for each place, in the order of the file, which need not be the order of time.
    test: the last event of each person. valid: the one before it. train: all others.
    Of two events in the same second, the later row of the file is the later event.
    All events of a person with fewer than 3 events stay in train.
    """
    valid, test = [], []
    for user in np.unique(users):
        rows = np.flatnonzero(users == user)
        rows = rows[np.argsort(times[rows], kind="stable")]
        if len(rows) >= 3:
            valid.append(rows[-2])
            test.append(rows[-1])
    hidden = np.array(valid + test, dtype=np.int64)
    train = np.setdiff1d(np.arange(len(users)), hidden)
    return train, np.array(sorted(valid), dtype=np.int64), np.array(sorted(test), dtype=np.int64)


def _history_cases(rng: np.random.Generator) -> Cases:
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
    return cases


def _parts(users: np.ndarray, keys: tuple[np.ndarray, ...], least: int = 3) -> Parts:
    """Leave-last-out with another idea of "last": the largest keys, the first key counts most."""
    valid: list[int] = []
    test: list[int] = []
    for user in np.unique(users):
        rows = sorted(np.flatnonzero(users == user).tolist(), key=lambda row: tuple(key[row] for key in keys))
        if len(rows) >= least:
            test.append(rows[-1])
            valid += rows[-2:-1]
    train = sorted(set(range(len(users))) - set(valid) - set(test))
    return np.array(train, dtype=int), np.array(sorted(valid), dtype=int), np.array(sorted(test), dtype=int)


def _file_order(users: np.ndarray) -> np.ndarray:
    return np.arange(len(users))


def _one_date(users: np.ndarray, times: np.ndarray) -> Parts:
    order, n = np.argsort(times, kind="stable"), len(np.unique(users))
    return np.sort(order[: -2 * n]), np.sort(order[-2 * n : -n]), np.sort(order[-n:])


def _valid_stays(users: np.ndarray, times: np.ndarray) -> Parts:
    train, valid, test = leave_last_out(users, times)
    return np.sort(np.r_[train, valid]), valid, test


LEAVE_LAST_OUT = Exercise(
    "01-leave-last-out",
    points=3,
    title="leave the last event out",
    reference=leave_last_out,
    cases=_history_cases,
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
            "You also hide events of people with one or two events. They stay in train altogether.",
        ),
        Mistake(
            lambda users, times: tuple(leave_last_out(users, times)[part] for part in (0, 2, 1)),
            "Validation and test are swapped: the very last event is the test.",
        ),
        Mistake(
            _one_date,
            "You take the newest events of the whole file. Leave-last-out looks at each person alone.",
        ),
        Mistake(
            _valid_stays,
            "The validation events are in train too. Then the model has seen the answers: each row goes to one part only.",
        ),
        Mistake(
            lambda users, times: _parts(users, (-times, -_file_order(users))),
            "You hide the first events of each person. Look at the direction of your sort.",
        ),
    ],
    hints=[
        "Do it for one person first: which rows are theirs, and in which order of time?",
        'np.flatnonzero(users == user) gives the rows of one person in file order. np.argsort(..., kind="stable") '
        "on their times gives the order from old to new, and keeps file order among equals.",
        "Collect the test rows and the validation rows in two lists. Train is every row that is in neither; "
        "np.setdiff1d finds those, sorted.",
    ],
)


def newest_split(times: np.ndarray, n_test: int) -> tuple[Rows, Rows]:
    """Row numbers (train, test), each from small to large: the newest events are the test.

    times: (n,) in any order. n_test: how many events to hide, 1 <= n_test <= n.
    Everything in train must be older than everything in test. So when events share the second of the
    oldest hidden event, all of them are hidden, and test is longer than n_test.
    """
    begin = np.sort(times)[-n_test]
    return np.flatnonzero(times < begin), np.flatnonzero(times >= begin)


def _split_cases(rng: np.random.Generator) -> Cases:
    """By hand: unsorted, ties at the cut, all equal, hide everything; then random ones with ties."""
    cases: Cases = [
        (np.array([50, 10, 40, 30, 20]), 2),
        (np.array([3, 1, 2, 2, 2, 1]), 2),
        (np.array([7, 7, 7]), 1),
        (np.array([4, 6, 5]), 3),
        (np.arange(10, 0, -1), 4),
    ]
    for _ in range(4):
        cases.append((rng.integers(0, 6, size=12), int(rng.integers(2, 6))))
    return cases


def _both(test: np.ndarray, n: int) -> tuple[Rows, Rows]:
    return np.setdiff1d(np.arange(n), test), np.sort(test)


def _strictly_newer(times: np.ndarray, n_test: int) -> tuple[Rows, Rows]:
    begin = np.sort(times)[-n_test]
    return np.flatnonzero(times <= begin), np.flatnonzero(times > begin)


def _oldest(times: np.ndarray, n_test: int) -> tuple[Rows, Rows]:
    end = np.sort(times)[n_test - 1]
    return np.flatnonzero(times > end), np.flatnonzero(times <= end)


def _still_shuffled(times: np.ndarray, n_test: int) -> tuple[Rows, Rows]:
    rows = np.random.default_rng(0).permutation(len(times))
    return np.sort(rows[:-n_test]), np.sort(rows[-n_test:])


NEWEST_SPLIT = Exercise(
    "01-newest-split",
    points=2,
    title="mend the shuffled split",
    reference=newest_split,
    cases=_split_cases,
    compare=exact(),
    mistakes=[
        Mistake(_still_shuffled, "The rows are still shuffled, so the future is in train. Order them by time instead."),
        Mistake(
            lambda times, n_test: _both(np.arange(len(times))[-n_test:], len(times)),
            "You removed the shuffle and took the last rows of the file. The file need not be in the order of time.",
        ),
        Mistake(
            lambda times, n_test: _both(np.argsort(times, kind="stable")[-n_test:], len(times)),
            "Almost: events of one second fall on both sides of your cut. Find the time at which the test begins, "
            "and hide everything from that time on.",
        ),
        Mistake(_strictly_newer, "Almost: the second at which the test begins belongs to the test. Use >= for the test."),
        Mistake(_oldest, "Your test holds the oldest events. Then the model learns from the future only."),
        Mistake(lambda times, n_test: newest_split(times, n_test)[::-1], "Train and test are swapped."),
    ],
    hints=[
        "At which time does the test begin? Everything else follows from this one number.",
        "Sort the times from old to new. Where in the sorted array stands the oldest of the n_test newest ones?",
        "A comparison such as times < 40 gives True or False for each row; np.flatnonzero turns that into row numbers.",
    ],
)
