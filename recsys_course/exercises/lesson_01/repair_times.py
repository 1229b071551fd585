"""Repair a clock: some times are milliseconds among seconds."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

OPENED, CLOSED = 1_640_995_200, 1_735_603_200  # first and last second of Harbour


def repair_times(times: np.ndarray, opened: int, closed: int) -> np.ndarray:
    """Times in seconds, with those that were written in milliseconds brought back to seconds.

    times: (n,) whole numbers. A time is taken to be in milliseconds only when both are true:
    it is later than `closed`, and divided by 1000 (rounded down) it lies in opened..closed, both included.
    Every other time stays as it is, also when it is wrong. The result has the same length.
    """
    seconds = np.where(times > closed, times // 1000, times)
    fits = (opened <= seconds) & (seconds <= closed)
    return np.where(fits, seconds, times)


def _cases(rng: np.random.Generator) -> Cases:
    """By hand: good, milliseconds, too early, too late, the ends, one time, a young service; then random mixtures."""
    by_hand = [
        [OPENED + 5, (OPENED + 5) * 1000 + 999, OPENED - 7],
        [CLOSED + 86_400, CLOSED * 1000, OPENED * 1000, CLOSED, OPENED],
        [9_999_999_999_999, 0, 1, CLOSED + 1, (CLOSED + 3) * 1000, (OPENED - 1) * 1000],
        [CLOSED * 1000 + 999, (CLOSED + 1) * 1000, OPENED * 1000 - 1, OPENED * 1000 + 1],  # the ends, in milliseconds
        [OPENED * 1000 + 7],
        [],
    ]
    cases: Cases = [(np.array(times, dtype=np.int64), OPENED, CLOSED) for times in by_hand]
    cases.append((np.array([2000, 4_000_999, 5000, 5001, 0]), 0, 5000))  # in range before and after the division
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


def _judged(judged: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """The repair of every time for which judged(times, seconds, opened, closed) is true."""

    def answer(times: np.ndarray, opened: int, closed: int) -> np.ndarray:
        return np.where(judged(times, times // 1000, opened, closed), times // 1000, times)

    return answer


def _wrong_ones_cleared(times: np.ndarray, opened: int, closed: int) -> np.ndarray:
    repaired = repair_times(times, opened, closed)
    return np.where((repaired >= opened) & (repaired <= closed), repaired, 0)


EXERCISE = Exercise(
    "01-repair-times",
    points=2,
    title="milliseconds to seconds",
    reference=repair_times,
    cases=_cases,
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
            lambda times, opened, closed: np.where(
                (opened <= times // 1000) & (times // 1000 <= closed), times // 1000, times
            ),
            "You test only the second condition. A time that is right as it is may be in range after the division "
            "too, and must stay: test also that it is later than closed.",
        ),
        Mistake(
            lambda times, opened, closed: np.where(times >= 10**12, times // 1000, times),
            "You look at the number of digits only. 13 digits can also come from another error: test whether the "
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
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) & (opened <= t / 1000) & (t / 1000 <= closed)),
            "Almost: you test the time before it is rounded down. In the closing second, "
            "1735603200999 / 1000 is 1735603200.999 and seems too late. Round down first, with //, then compare.",
        ),
        Mistake(
            lambda times, opened, closed: np.where(
                (times > closed) & (opened <= np.round(times / 1000)) & (np.round(times / 1000) <= closed),
                np.round(times / 1000).astype(np.int64),
                times,
            ),
            "Almost: you round to the nearest second, and test that one. The rule says rounded down: use // and not /.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) & (opened < s) & (s < closed)),
            "Almost: the first and the last second belong to opened..closed, both included. Use <= at both ends.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) & (opened <= s) & (s < closed)),
            "Almost: the second `closed` is included. Use <= at this end.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) & (opened < s) & (s <= closed)),
            "Almost: the second `opened` is included. Use <= at this end.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t >= closed) & (opened <= s) & (s <= closed)),
            "Almost: a time equal to `closed` is right as it is. Only a LATER one can be in milliseconds: use >.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) & (s <= closed)),
            "You do not test whether the repaired time is at least `opened`. A time in the future, divided by 1000, "
            "becomes a day in 1970.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) & (s >= opened)),
            "You do not test whether the repaired time is at most `closed`. A time can be too late in milliseconds "
            "too.",
        ),
        Mistake(
            _judged(lambda t, s, opened, closed: (t > closed) | ((opened <= s) & (s <= closed))),
            "You join the two conditions with `or`. Both must hold: use & (and).",
        ),
        Mistake(
            lambda times, opened, closed: np.where(repair_times(times, opened, closed) != times, times, times // 1000),
            "The two results of your condition are swapped: you divide the times that must stay. "
            "np.where(condition, a, b) takes a where the condition is true.",
        ),
        Mistake(
            lambda times, opened, closed: repair_times(times, opened, closed) != times,
            "You return True or False. Return the times: repaired where the condition holds, as they are elsewhere.",
        ),
        Mistake(
            lambda times, opened, closed: times[repair_times(times, opened, closed) != times] // 1000,
            "You return only the repaired times. The others must stay in their places: the length is the same.",
        ),
        Mistake(
            _wrong_ones_cleared,
            "You also change the times that cannot be repaired. Leave them as they are; a later step removes them.",
        ),
        Mistake(
            lambda times, opened, closed: np.where(times > closed, np.clip(times // 1000, opened, closed), times),
            "You move times that do not fit to the nearest end. Such a time is invented: leave it as it was.",
        ),
        Mistake(
            lambda times, opened, closed: times,
            "Nothing is repaired: you return the times as they came. np.where gives a NEW array; return that one. "
            "(Milliseconds are divided by 1000, not multiplied.)",
        ),
        Mistake(
            lambda times, opened, closed: np.where(repair_times(times, opened, closed) != times, times % 1000, times),
            "% gives the REST of the division by 1000, the milliseconds. // gives the seconds.",
        ),
        Mistake(
            lambda times, opened, closed: np.sort(repair_times(times, opened, closed)),
            "The times are right, but sorted. Keep their places: time n belongs to event n.",
        ),
        Mistake(
            lambda times, opened, closed: np.count_nonzero(repair_times(times, opened, closed) != times),
            "You return how many times were repaired. Return the times.",
        ),
        Mistake(
            lambda times, opened, closed: np.where((times < opened) | (times > closed), times // 1000, times),
            "You divide everything that is out of range, early times too. Only what is later than `closed` and "
            "in range after the division is repaired.",
        ),
    ],
    hints=[
        "First compute for every time what it would be if it were in milliseconds. Then decide which ones to replace.",
        "Two conditions must hold together: too late as it is, and in range as milliseconds. "
        "NumPy joins conditions with &; each needs its own brackets.",
        "np.where(condition, a, b) takes a where the condition is true and b elsewhere.",
    ],
)
