"""Find the accounts that cannot be people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

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
    turn = hour + np.array([-20, -10, 10, 20])  # 0: four events in 40 seconds, over the turn of the hour
    day, exact = np.array([0, 5, 9, 20]) * hour, np.array([100, 130, 160, 100 + hour])  # 1: in a day. 2: in one hour
    times = np.r_[turn, day, exact, 7 * hour + np.array([50, 0, 90, 2 * hour])]  # 3: three in 90 seconds, not in order
    cases: Cases = [
        (users, times, 3, hour),
        (users[::-1], times[::-1], 2, hour),
        (users, times, 3, 60),
        (np.array([5, 5, 8, 8, 8]), np.array([2 * hour, 0, 10, 4 * hour, 20]), 1, hour),
        (np.array([4]), np.array([77]), 1, hour),
        (users, times, 4, hour),
        (np.full(9, 3), np.array([0, 3500, 3600, 7100, 10_500, 13_900, 17_300, 90_000, 99_000]), 3, hour),
        (np.repeat([9, 4, 2], 4), np.array([0, 9000, 9040, 9080, 50, 70, 8000, 8060, 10, 50, 90, 130]), 2, 80),
        (np.array([7, 1, 7, 1, 7]), np.array([30, 10, 50, 40, 20]), 2, 30),
    ]
    for _ in range(3):
        late = rng.permutation(np.r_[rng.integers(0, 40 * hour, size=12), 10 * hour + rng.integers(-900, 900, size=5)])
        cases.append((rng.integers(0, 3, size=17), late, 3, hour))
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


def _own(users: np.ndarray, times: np.ndarray) -> dict[int, np.ndarray]:
    return {user: np.sort(times[users == user]) for user in np.unique(users).tolist()}


def _whose(is_bot: Callable[..., bool]) -> Callable[..., list[int]]:
    """The people for whose sorted times is_bot(times, most, within) is true."""
    return lambda users, times, most, within: [u for u, t in _own(users, times).items() if is_bot(t, most, within)]


def _by_the_clock(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    counts = Counter(zip(users.tolist(), (times // within).tolist(), strict=True))
    return sorted({user for (user, _), count in counts.items() if count > most})


def _unsorted(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    own = [(user, times[users == user]) for user in np.unique(users).tolist()]
    return [user for user, t in own if (t[most:] - t[:-most] <= within).any()]


def _hours_from_the_first_event(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    since = times - np.array([_own(users, times)[user][0] for user in users.tolist()])
    return _by_the_clock(users, since, most, within)


def _once_for_each_stretch(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    return [user for user, t in _own(users, times).items() for span in t[most:] - t[:-most] if span <= within]


def _all_together(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    order = np.argsort(times, kind="stable")
    return np.unique(users[order][most:][times[order][most:] - times[order][:-most] <= within]).tolist()


def _in_order_of_the_rows(users: np.ndarray, times: np.ndarray, most: int, within: int) -> list[int]:
    bots = find_bots(users, times, most, within)
    return [user for user in dict.fromkeys(users.tolist()) if user in bots]


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
        Mistake(
            _whose(lambda t, most, within: len(t) > most),
            "You count all events of a person. Diligent people are not bots: look at how fast they came.",
        ),
        Mistake(
            _whose(lambda t, most, within: most == 1 or bool((t[most - 1 :] - t[: 1 - most] <= within).any())),
            "Almost: a person with exactly `most` events is not a bot. The rule says more than `most`.",
        ),
        Mistake(
            lambda users, times, most, within: find_bots(users, times, most + 1, within),
            "Almost: you ask for one event too many. With most = 3, four events are already more than three: compare "
            "places 0 and 3, or count the first event of the window too.",
        ),
        Mistake(
            _whose(lambda t, most, within: len(t) > most and t[most] - t[0] <= within),
            "You look only at the first events of a person; the fast stretch may come later.",
        ),
        Mistake(
            _whose(lambda t, most, within: any(t[most :: most + 1] - t[: -most or None : most + 1] <= within)),
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
            "Almost: a stretch of exactly `within` seconds still counts, and your answer leaves it out. Compare the "
            "time between first and last event with <=. (Some windows, such as pandas' rolling, leave one end out.)",
        ),
        Mistake(
            _unsorted,
            "Your answer depends on the order of the rows. Sort the times of each person first.",
        ),
        Mistake(
            _whose(lambda t, most, within: len(t) * within > most * max(within, t[-1] - t[0])),
            "You compare the mean speed of a person. A bot that sleeps for a month and then clicks for ten minutes "
            "has a low mean: look for the fastest stretch.",
        ),
        Mistake(
            _whose(lambda t, most, within: (np.diff(t) <= within).sum() > most),
            "You count short pauses between neighbours. Many short pauses can add up to a long time: "
            "look at the time from the first to the last of most + 1 events.",
        ),
        Mistake(
            _whose(lambda t, most, within: (np.diff(t) <= within).sum() >= most),
            "You count short pauses between neighbours, `most` of them. Short pauses can add up to a long time: "
            "look at the time from the first to the last of most + 1 events.",
        ),
        Mistake(
            _whose(lambda t, most, within: (np.diff(t) <= within).any()),
            "You compare each event with the next one. Two quick events are not yet too many: compare each event with "
            "the one `most` places later.",
        ),
        Mistake(
            _whose(lambda t, most, within: (abs(t - t[:, None]) <= within).sum(axis=1).max() > most),
            "You count before AND after an event, so your window is twice as long. Begin at the event: from t to "
            "t + within.",
        ),
        Mistake(
            _all_together,
            "You sort the events of all people together, so the neighbours in time are different people. "
            "Take each person alone.",
        ),
        Mistake(
            _whose(lambda t, most, within: len(t) > most and t[-1] - t[0] <= within),
            "You compare the first and the last event of a person. A bot may have slow events too: "
            "one fast stretch is enough.",
        ),
        Mistake(
            _whose(lambda t, most, within: (t[most:] - t[:-most] <= within).all()),
            "You ask that ALL stretches of a person are fast, and people with few events have none. "
            "One fast stretch is enough: .any() instead of .all().",
        ),
        Mistake(
            _whose(lambda t, most, within: len(t) > most and (t[most:] - t[:-most] <= within).all()),
            "You ask that ALL stretches of a person are fast. One is enough: .any() instead of .all().",
        ),
        Mistake(
            _whose(lambda t, most, within: (t[most:] - t[:-most] > within).any()),
            "Your comparison is turned around: you name people who have a SLOW stretch. A bot takes at most `within`.",
        ),
        Mistake(
            _whose(lambda t, most, within: (t[most:-1] - t[: -most - 1] <= within).any()),
            "You leave out the last stretch of each person. In a loop over the first event, the last one begins at "
            "place len(t) - most - 1, and range leaves out its end: range(len(t) - most).",
        ),
        Mistake(
            _in_order_of_the_rows,
            "These are the right people, but in the order of the rows. Return a sorted list.",
        ),
        Mistake(
            lambda users, times, most, within: find_bots(users, times, most, 3600),
            "You wrote 3600 into your function. The length of the window is the argument `within`.",
        ),
        Mistake(
            lambda users, times, most, within: len(find_bots(users, times, most, within)),
            "You return how many bots there are. Return their numbers, as a sorted list.",
        ),
        Mistake(
            _whose(lambda t, most, within: t[most] - t[0] <= within),
            "A person with only a few events has no place `most`. Test the number of events first. "
            "And look at every stretch: the fast one may come late.",
        ),
        Mistake(
            lambda users, times, most, within: [u for u in find_bots(users, times, most, within) if u == users.min()],
            "Your list has one person at most, the first one. Does your function return inside its loop? Return "
            "after it.",
        ),
        Mistake(
            lambda users, times, most, within: _by_the_clock(users, times, most, 3600),
            "You count by the hours of the clock, and wrote 3600 into your function. "
            "The window is `within` seconds long and may begin at any second.",
        ),
        Mistake(
            lambda users, times, most, within: find_bots(users, times, 30, 3600),
            "You wrote the 30 and the 3600 of the text into your function. Use the arguments `most` and `within`.",
        ),
    ],
    hints=[
        "Take one person and sort their times. Which two events have to be compared, when most = 3?",
        "Between event j and event j + most lie most + 1 events, both ends included. How long did they take?",
        "With the sorted times t, t[most:] and t[:-most] are two arrays of equal length: their difference is the "
        "length of every such stretch. People with too few events give an empty array, which is right.",
    ],
)
