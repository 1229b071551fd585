"""Fast stretches, and what only looks like one: the cases of the exercise on bots."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases


def bot_cases(rng: np.random.Generator) -> Cases:
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
        (np.full(9, 3), np.array([0, 3500, 3600, 7100, 10_500, 13_900, 17_300, 90_000, 99_000]), 3, hour),
        (np.repeat([9, 4, 2], 4), np.array([0, 9000, 9040, 9080, 50, 70, 8000, 8060, 10, 50, 90, 130]), 2, 80),
        (np.array([7, 1, 7, 1, 7]), np.array([30, 10, 50, 40, 20]), 2, 30),
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
