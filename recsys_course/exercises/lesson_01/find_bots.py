"""Find the accounts that cannot be people."""

from __future__ import annotations

from collections import Counter

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def find_bots(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    """The people with more than `most` events within `within` seconds, as a sorted list.

    users, times: (n,) one event at each place, in any order.
    Somebody is a bot when some `most` + 1 of their events have at most `within` seconds between
    the first and the last of them.
    """
    order = np.lexsort((times, users))
    who, when = users[order], times[order]
    same = who[most:] == who[:-most]  # an event and the one `most` events earlier
    close = when[most:] - when[:-most] <= within
    return np.unique(who[most:][same & close]).tolist()


def _cases(rng: np.random.Generator) -> Cases:
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
    return [*cases, *_burst_cases(rng)]


def _burst_cases(rng: np.random.Generator) -> Cases:
    """A fast stretch that comes late: by hand after one slow event, then in the middle of long histories."""
    hour = 3600
    cases: Cases = [(np.zeros(5, int), np.array([0, 5000, 5001, 5002, 5003]), 3, hour)]
    for place in (12, 15):  # of the first fast event; pieces of four events begin at 12, and not at 15
        slow = np.cumsum(rng.integers(3 * hour, 6 * hour, size=30))
        turn = slow[0] + (slow[place - 1] - slow[0]) // hour * hour + 2 * hour  # whole hours after the first event
        times = np.r_[slow, turn + np.array([-90, -30, 40, 80]), np.cumsum(rng.integers(hour, 2 * hour, size=30))]
        cases.append((np.repeat([6, 2], [34, 30]), times, 3, hour))
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


def _first_window(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    own = {user: np.sort(times[users == user]) for user in np.unique(users).tolist()}
    return [user for user, t in own.items() if len(t) > most and t[most] - t[0] <= within]


def _piece_by_piece(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    own = {user: np.sort(times[users == user]) for user in np.unique(users).tolist()}
    return [user for user, t in own.items() if any(t[most :: most + 1] - t[: -most or None : most + 1] <= within)]


def _hours_from_the_first_event(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    start = {user: times[users == user].min() for user in users.tolist()}
    since = times - np.array([start[user] for user in users.tolist()])
    return _by_the_clock(users, since, most, within)


def _once_for_each_stretch(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    own = {user: np.sort(times[users == user]) for user in np.unique(users).tolist()}
    return [user for user, t in own.items() for span in t[most:] - t[:-most] if span <= within]


EXERCISE = Exercise(
    "01-find-bots",
    points=3,
    title="find the bots",
    reference=find_bots,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _by_the_clock,
            "You count by the hours of the clock. A bot that works from 10:50 to 11:10 falls into two of them. "
            "The window may begin at any second.",
        ),
        Mistake(_in_all, "You count all events of a person. Diligent people are not bots: look at how fast they came."),
        Mistake(
            _from_most_on, "Almost: a person with exactly `most` events is not a bot. The rule says more than `most`."
        ),
        Mistake(
            lambda users, times, most, within: find_bots(users, times, most + 1, within),
            "Almost: you compare events that are one place too far apart. With most = 3, compare places 0 and 3: "
            "four events are already more than three.",
        ),
        Mistake(
            _first_window,
            "You look only at the first events of a person; the fast stretch may come later.",
        ),
        Mistake(
            _piece_by_piece,
            "You cut a history into pieces of most + 1 events. A fast stretch may begin in the middle of a piece: "
            "compare every event with the one `most` places later.",
        ),
        Mistake(
            _hours_from_the_first_event,
            "You cut the time into fixed pieces, counted from the first event of a person. A fast stretch may cross "
            "the border between two pieces. The window may begin at any event.",
        ),
        Mistake(
            _once_for_each_stretch,
            "The same person is in your list several times, once for each fast stretch. Name each person once.",
        ),
        Mistake(
            lambda users, times, most, within: np.isin(users, find_bots(users, times, most, within)),
            "You give True or False for every row. Give the numbers of the people, as a sorted list.",
        ),
        Mistake(
            lambda users, times, most, within: find_bots(users, times, most, within - 1),
            "Almost: exactly `within` seconds between the first and the last event still counts. Use <=.",
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
        "length of every such stretch. People with too few events give an empty array, which is right.",
    ],
)
