"""Repair a split that shuffles the events, so that the test lies in the past."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def newest_split(times: np.ndarray, n_test: int) -> np.ndarray:
    """True for each event of the test, (n,) booleans: the newest events are the test.

    times: (n,) in any order. n_test: how many events to hide, 1 <= n_test <= n.
    Every event of the training must be older than every event of the test. So when several events share the
    second in which the test begins, all of them are in the test, which is then longer than n_test.
    """
    newer = np.array([np.count_nonzero(times > time) for time in times])
    return newer < n_test


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: unsorted, ties at the cut, all equal, hide everything, one event; then random ones with ties."""
    cases: Cases = [
        (np.array([50, 10, 40, 30, 20]), 2),
        (np.array([3, 1, 2, 2, 2, 1]), 2),
        (np.array([7, 7, 7]), 1),
        (np.array([4, 6, 5]), 3),
        (np.arange(10, 0, -1), 4),
        (np.array([8]), 1),
    ]
    for _ in range(4):
        cases.append((rng.integers(0, 6, size=12), int(rng.integers(2, 6))))
    cases.append((rng.integers(0, 4, size=60), 25))  # so many ties that an unstable sort shows
    return cases


def _test_rows(rows: np.ndarray, n: int) -> np.ndarray:
    return np.isin(np.arange(n), rows)


def _still_shuffled(times: np.ndarray, n_test: int) -> np.ndarray:
    return _test_rows(np.random.default_rng(0).permutation(len(times))[-n_test:], len(times))


def _one_off(number: int) -> Callable[..., np.ndarray]:
    """The split with `number` more events to hide, as far as there are so many."""
    return lambda times, n_test: times >= np.sort(times)[::-1][n_test - 1 + number]


EXERCISE = Exercise(
    "01-newest-split",
    points=2,
    title="repair the shuffled split",
    reference=newest_split,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(_still_shuffled, "The rows are still shuffled, so the future is in the training. Look at the times."),
        Mistake(
            lambda times, n_test: _test_rows(np.arange(len(times))[-n_test:], len(times)),
            "You removed the shuffle and took the last rows of the file. The file need not be in the order of time.",
        ),
        Mistake(
            lambda times, n_test: _test_rows(np.argsort(times, kind="stable")[-n_test:], len(times)),
            "Almost: events of one second fall on both sides of your cut. Find the time at which the test begins, "
            "and hide everything from that time on.",
        ),
        Mistake(
            lambda times, n_test: times > np.sort(times)[-n_test],
            "Almost: the second in which the test begins belongs to the test.",
        ),
        Mistake(
            lambda times, n_test: times <= np.sort(times)[n_test - 1],
            "Your test holds the oldest events. Then the model learns from the future only.",
        ),
        Mistake(
            lambda times, n_test: times < np.sort(times)[-n_test],
            "True and False are swapped: True means an event of the test.",
        ),
        Mistake(
            lambda times, n_test: np.flatnonzero(newest_split(times, n_test)),
            "You return row numbers. Return True or False for every row.",
        ),
        Mistake(
            lambda times, n_test: np.argsort(times, kind="stable")[-n_test:],
            "You return the row numbers of the last n_test events. Return True or False for every row, and hide "
            "all events of the second in which the test begins.",
        ),
        Mistake(
            lambda times, n_test: times >= np.unique(times)[-n_test],
            "np.unique keeps each second once, so you count seconds and not events. Use np.sort, which keeps all.",
        ),
        Mistake(
            _one_off(1),
            "Your cut is one event too early. In np.sort(times)[::-1] the n_test newest times are at the places "
            "0 to n_test - 1, so the oldest of them is at n_test - 1; in np.sort(times) it is at -n_test.",
        ),
        Mistake(
            lambda times, n_test: newest_split(times, n_test + 1),
            "Your cut is one event too early: you hide one more than n_test asks for. "
            "In np.sort(times) the oldest of the n_test newest times is at place -n_test.",
        ),
        Mistake(
            lambda times, n_test: times >= np.sort(times)[-n_test + 1],
            "Your cut is one event too late, and with n_test = 1 it is at the oldest time of all. "
            "In np.sort(times) the oldest of the n_test newest times is at place -n_test.",
        ),
        Mistake(
            lambda times, n_test: newest_split(times, n_test).astype(int),
            "The right events, but as 0 and 1. Return True and False: a mask of 0 and 1 would pick rows 0 and 1. "
            "The comparison itself gives True and False.",
        ),
        Mistake(
            lambda times, n_test: np.sort(newest_split(times, n_test)),
            "Your mask belongs to the SORTED times. Compare the times as they came, in the order of the file.",
        ),
        Mistake(
            lambda times, n_test: np.sort(times)[-n_test:],
            "You return the newest times themselves. Return True or False for every row.",
        ),
        Mistake(
            lambda times, n_test: np.arange(len(times)) < n_test,
            "You take the first rows of the file. Look at the times: the newest events are the test.",
        ),
        Mistake(
            lambda times, n_test: _test_rows(np.argsort(times)[-n_test:], len(times)),
            "Almost: events of one second fall on both sides of your cut, and np.argsort decides which. Find the time "
            "at which the test begins, and hide everything from that time on.",
        ),
        Mistake(
            lambda times, n_test: (
                newest_split(times, n_test) & (times > np.r_[times.min() - 1, np.sort(times)][-n_test - 1])
            ),
            "Almost: where the second in which the test begins reaches over your cut, you hide none of its events. "
            "All of them belong to the test, which is then longer than n_test.",
        ),
        Mistake(
            lambda times, n_test: times == times.max(),
            "You hide only the events of the newest second. Hide n_test events, and all others of the second in which "
            "the test begins.",
        ),
        Mistake(
            lambda times, n_test: times >= n_test,
            "You compare times with n_test. n_test is a NUMBER of events; find the time at which the test begins.",
        ),
        Mistake(
            lambda times, n_test: times >= times[-n_test],
            "You look for the begin of the test in the order of the file. Sort the times first: "
            "np.sort(times)[-n_test].",
        ),
    ],
    hints=[
        "At which time does the test begin? Everything else follows from this one number.",
        "Sort the times from old to new. Where in the sorted array is the oldest of the n_test newest ones?",
        "A comparison of the whole array with one number, such as times < 40, gives True or False for each event.",
    ],
)
