"""Exercises of lesson 01, second part: repair a clock, and find the bots."""

from __future__ import annotations

from collections import Counter

import numpy as np

from recsys_course.exercises.base import Cases, Exercise, Mistake
from recsys_course.exercises.compare import exact

OPENED, CLOSED = 1_640_995_200, 1_735_603_200  # first and last second of Harbour


def repair_times(times: np.ndarray, opened: int, closed: int) -> np.ndarray:
    """Times in seconds, with those that were written in milliseconds brought back to seconds.

    times: (n,) whole numbers. A time is taken for milliseconds only when both are true:
    it is later than `closed`, and divided by 1000 (rounded down) it lies in opened..closed, both included.
    Every other time stays as it is, also when it is wrong. The result has the same length.
    """
    seconds = times // 1000
    milliseconds = (times > closed) & (seconds >= opened) & (seconds <= closed)
    return np.where(milliseconds, seconds, times)


def _time_cases(rng: np.random.Generator) -> Cases:
    """By hand: good, milliseconds, too early, in the future, absurd, the ends; then random mixtures."""
    by_hand = [
        [OPENED + 5, (OPENED + 5) * 1000 + 999, OPENED - 7],
        [CLOSED + 86_400, CLOSED * 1000, OPENED * 1000, CLOSED, OPENED],
        [9_999_999_999_999, 0, 1, CLOSED + 1, (CLOSED + 3) * 1000, (OPENED - 1) * 1000],
        [],
    ]
    cases: Cases = [(np.array(times, dtype=np.int64), OPENED, CLOSED) for times in by_hand]
    for _ in range(4):
        times = rng.integers(OPENED, CLOSED, size=6)
        times[:2] = times[:2] * 1000 + rng.integers(500, 1000, size=2)
        times[2] += 200_000_000
        cases.append((rng.permutation(times), OPENED, CLOSED))
    return cases


def _rounded(times: np.ndarray, opened: int, closed: int) -> np.ndarray:
    repaired = repair_times(times, opened, closed)
    return np.where(repaired != times, np.round(times / 1000).astype(np.int64), times)


def _only_the_good(times: np.ndarray, opened: int, closed: int) -> np.ndarray:
    repaired = repair_times(times, opened, closed)
    return repaired[(repaired >= opened) & (repaired <= closed)]


REPAIR_TIMES = Exercise(
    "01-repair-times",
    points=2,
    title="milliseconds to seconds",
    reference=repair_times,
    cases=_time_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda times, opened, closed: times // 1000,
            "You divide every time by 1000. Times that are in seconds already must stay.",
        ),
        Mistake(
            lambda times, opened, closed: np.where(times > closed, times // 1000, times),
            "You divide everything that is too late. A time in the future is wrong in another way: divided by 1000 "
            "it becomes a day in 1970. Repair only what then lies between opened and closed.",
        ),
        Mistake(
            lambda times, opened, closed: np.where(times >= 10**12, times // 1000, times),
            "You look at the number of digits only. 13 digits can also be another error: test whether the "
            "repaired time lies between opened and closed.",
        ),
        Mistake(
            _rounded,
            "Almost: you round to the nearest second. The rule says rounded down: use // and not /.",
        ),
        Mistake(
            lambda times, opened, closed: np.where(repair_times(times, opened, closed) != times, times / 1000, times),
            "Your times have decimals now. Whole seconds are needed: // divides and rounds down.",
        ),
        Mistake(
            _only_the_good,
            "You also remove the times that cannot be repaired. Removing is a step of its own; "
            "here the length must stay the same.",
        ),
    ],
    hints=[
        "First compute for every time what it would be if it were in milliseconds. Then decide which ones to replace.",
        "Two conditions must hold together: too late as it is, and in range as milliseconds. "
        "NumPy joins conditions with &; each needs its own brackets.",
        "np.where(condition, a, b) takes a where the condition is true and b elsewhere.",
    ],
)


def find_bots(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    """The people with more than `most` events within `within` seconds, as a sorted list.

    users, times: (n,) one event for each place, in any order.
    Somebody is a bot when some `most` + 1 of their events have at most `within` seconds between
    the first and the last of them.
    """
    bots = []
    for user in np.unique(users):
        own = np.sort(times[users == user])
        spans = own[most:] - own[:-most]
        if (spans <= within).any():
            bots.append(int(user))
    return bots


def _bot_cases(rng: np.random.Generator) -> Cases:
    """By hand: a burst over the turn of the hour, a diligent person, the exact limits, unsorted; then random ones."""
    hour = 3600
    users = np.repeat([0, 1, 2, 3], 4)
    times = np.array(
        [
            hour - 20,
            hour - 10,
            hour + 10,
            hour + 20,  # 0: four events in 40 seconds, over the turn of the hour
            0,
            5 * hour,
            9 * hour,
            20 * hour,  # 1: four events in a day
            100,
            130,
            160,
            100 + hour,  # 2: four events in exactly one hour
            7 * hour + 50,
            7 * hour,
            7 * hour + 90,
            9 * hour,  # 3: three in 90 seconds, not in order
        ]
    )
    cases: Cases = [
        (users, times, 3, hour),
        (users[::-1], times[::-1], 2, hour),
        (users, times, 3, 60),
        (np.array([5, 5, 8, 8, 8]), np.array([2 * hour, 0, 10, 4 * hour, 20]), 1, hour),
        (np.array([4]), np.array([77]), 1, hour),
        (users, times, 4, hour),
    ]
    for _ in range(3):
        late = rng.permutation(np.r_[rng.integers(0, 40 * hour, size=12), 10 * hour + rng.integers(-900, 900, size=5)])
        who = rng.integers(0, 3, size=17)
        cases.append((who, late, 3, hour))
    return cases


def _by_the_clock(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    counts = Counter(zip(users.tolist(), (times // within).tolist(), strict=True))
    return sorted({user for (user, _), count in counts.items() if count > most})


def _in_all(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    return [user for user, count in sorted(Counter(users.tolist()).items()) if count > most]


def _from_most_on(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    return find_bots(users, times, most - 1, within) if most > 1 else sorted(set(users.tolist()))


def _unsorted(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    own = {user: times[users == user] for user in np.unique(users).tolist()}
    return [user for user, t in own.items() if (t[most:] - t[:-most] <= within).any()]


def _by_the_mean(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    own = {user: times[users == user] for user in np.unique(users).tolist()}
    return [user for user, t in own.items() if len(t) * within > most * max(within, t.max() - t.min())]


FIND_BOTS = Exercise(
    "01-find-bots",
    points=3,
    title="find the bots",
    reference=find_bots,
    cases=_bot_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _by_the_clock,
            "You count by the hours of the clock. A bot that works from 10:50 to 11:10 falls into two of them. "
            "The window may begin at any second.",
        ),
        Mistake(_in_all, "You count all events of a person. Diligent people are no bots: look at how fast they came."),
        Mistake(_from_most_on, "Almost: with exactly `most` events nobody is a bot. The rule says more than `most`."),
        Mistake(
            lambda users, times, most, within: find_bots(users, times, most, within - 1),
            "Almost: exactly `within` seconds between the first and the last event is still within. Use <=.",
        ),
        Mistake(
            _unsorted,
            "Your answer depends on the order of the rows. Sort the times of each person first.",
        ),
        Mistake(
            _by_the_mean,
            "You compare the mean speed of a person. A bot that sleeps for a month and then clicks for ten minutes "
            "has a low mean: look for the fastest stretch.",
        ),
    ],
    hints=[
        "Take one person and sort their times. Which two events have to be compared, when most = 3?",
        "Between event j and event j + most lie most + 1 events, both ends included. How long did they take?",
        "With the sorted times t, t[most:] and t[:-most] are two arrays of equal length: their difference is the "
        "length of every such stretch. Persons with too few events give an empty array, which is right.",
    ],
)
