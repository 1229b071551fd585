"""The build of lesson 01: from the lines of a raw log to a split, with the parts that the learner wrote."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Exercise, Mistake
from recsys_course.exercises.lesson_01.find_bots import find_bots
from recsys_course.exercises.lesson_01.leave_last_out import leave_last_out
from recsys_course.exercises.lesson_01.number_ids import number_ids
from recsys_course.exercises.lesson_01.raw_lines import Rows, raw_cases
from recsys_course.exercises.lesson_01.repair_times import repair_times

Event = tuple[int, int, float, int]
Events = list[Event]
Parts = tuple[np.ndarray, ...]
MISSING = {"", "NaN", "null"}


def build(rows: Rows, opened: int, closed: int, most: int, within: int) -> Parts:
    """Lines of text to (users, items, ratings, times, part), five arrays (n,) in the order of time.

    rows: [user, item, rating, time] as text. opened, closed: seconds. most, within: the rule for bots.
    """
    return _split(_newest(_of_people(_events(rows, opened, closed), most, within)))


def _events(rows: Rows, opened: int, closed: int) -> Events:
    """The true events of people and bots, each once."""
    return _unlike(_in_time(_possible(_complete(rows)), opened, closed))


def _complete(rows: Rows) -> Events:
    """The lines without a missing value, as numbers; a rating that is none becomes NaN."""
    return [(int(u), int(i), _stars(r), int(t)) for u, i, r, t in rows if not MISSING & {u, i, r, t}]


def _stars(rating: str) -> float:
    try:
        return float(rating)
    except ValueError:
        return np.nan


def _possible(events: Events) -> Events:
    return [event for event in events if 0.5 <= event[2] <= 5]


def _in_time(events: Events, opened: int, closed: int) -> Events:
    """The clock repaired, and what is then outside the time of the service left out."""
    seconds = repair_times(np.array([event[3] for event in events]), opened, closed).tolist()
    repaired = [(*event[:3], second) for event, second in zip(events, seconds, strict=True)]
    return [event for event in repaired if opened <= event[3] <= closed]


def _unlike(events: Events) -> Events:
    """Each event once, at the place of its first line."""
    return list(dict.fromkeys(events))


def _of_people(events: Events, most: int, within: int) -> Events:
    users, times = np.array([event[0] for event in events]), np.array([event[3] for event in events])
    bots = find_bots(users, times, most, within)
    return [event for event in events if event[0] not in bots]


def _ordered(events: Events) -> Events:
    return sorted(events, key=lambda event: event[3])


def _newest(events: Events) -> Events:
    """In the order of time, of each person and film the newest event."""
    ordered = _ordered(events)
    last = {event[:2]: place for place, event in enumerate(ordered)}
    return [ordered[place] for place in sorted(last.values())]


def _split(events: Events) -> Parts:
    users, items, ratings, times = (np.array(column) for column in zip(*events, strict=True))
    numbers = number_ids(users.tolist())
    return numbers, number_ids(items.tolist()), ratings, times, leave_last_out(numbers, times)


def _after(events: Callable[..., Events]) -> Callable[..., Parts]:
    """What follows when the events before the search for bots are others: events(rows, opened, closed)."""
    return lambda rows, opened, closed, most, within: _split(
        _newest(_of_people(events(rows, opened, closed), most, within))
    )


def _end(finish: Callable[[Events], Parts]) -> Callable[..., Parts]:
    """What follows when the end is another one: finish(events without bots)."""
    return lambda rows, opened, closed, most, within: finish(_of_people(_events(rows, opened, closed), most, within))


def _with_bots(finish: Callable[[Events], Parts]) -> Callable[..., Parts]:
    """What follows when nobody is taken for a bot."""
    return lambda rows, opened, closed, most, within: finish(_events(rows, opened, closed))


def _bots_by_the_raw_clock(rows: Rows, opened: int, closed: int, most: int, within: int) -> Parts:
    people = _of_people(_unlike(_possible(_complete(rows))), most, within)
    return _split(_newest(_in_time(people, opened, closed)))


def _text(events: Events) -> Parts:
    """Ids numbered as text: 10 before 9."""
    kept = _newest(events)
    users, items = (number_ids([str(event[side]) for event in kept]) for side in (0, 1))
    return users, items, *_split(kept)[2:]


def _numbered_too_early(rows: Rows, opened: int, closed: int, most: int, within: int) -> Parts:
    """Ids numbered among all complete lines: numbers of people and films that went are never used."""
    kept = _newest(_of_people(_events(rows, opened, closed), most, within))
    all_users, all_items = (sorted({event[side] for event in _complete(rows)}) for side in (0, 1))
    users, items = np.searchsorted(all_users, [e[0] for e in kept]), np.searchsorted(all_items, [e[1] for e in kept])
    return users, items, *_split(kept)[2:]


def _split_before_opinions(events: Events) -> Parts:
    """Parts given while older opinions are still there."""
    ordered = _ordered(events)
    part = _split(ordered)[4]
    place = {event[:2]: number for number, event in enumerate(ordered)}
    return *_split(_newest(events))[:4], part[sorted(place.values())]


def _oldest(events: Events) -> Parts:
    ordered = _ordered(events)
    first = {event[:2]: event for event in reversed(ordered)}
    return _split([event for event in ordered if first[event[:2]] is event])


def _last_of_the_file(events: Events) -> Parts:
    last = {event[:2]: event for event in events}
    return _split(_ordered([event for event in events if last[event[:2]] is event]))


def _in_order_of_the_file(events: Events) -> Parts:
    newest = set(_newest(events))
    return _split([event for event in events if event in newest])


def _unstable(events: Events) -> Parts:
    """Events of one second in the order that a fast sort happens to give."""
    order = np.argsort(np.array([event[3] for event in events]), kind="quicksort")
    return _split(_newest([events[place] for place in order]))


EXERCISE = Exercise(
    "01-build",
    points=4,
    title="from a raw log to a split",
    reference=build,
    cases=raw_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _after(lambda rows, opened, closed: _in_time(_possible(_complete(rows)), opened, closed)),
            "Exact duplicates are still there when you look for bots: a person looks faster than they were. Remove "
            "them before, and keep the first of two equal lines.",
        ),
        Mistake(
            _after(
                lambda rows, opened, closed: _unlike(
                    [e for e in _possible(_complete(rows)) if opened <= e[3] <= closed]
                )
            ),
            "The times in milliseconds are gone. Repair the clock first, and then remove what is still outside.",
        ),
        Mistake(
            _after(lambda rows, opened, closed: _unlike(_in_time(_complete(rows), opened, closed))),
            "Impossible ratings are still there. A rating is a number from 0.5 to 5; `five`, 0, -1 and 7.5 are none.",
        ),
        Mistake(
            _bots_by_the_raw_clock,
            "You look for bots before the clock is right. Speed needs right times: repair the clock first.",
        ),
        Mistake(
            _with_bots(lambda events: _split(_newest(events))),
            "The bots are still there. Remove all rows of the people that find_bots names.",
        ),
        Mistake(
            lambda rows, opened, closed, most, within: build(rows, opened, closed, 30, 3600),
            "You wrote 30 and 3600 into your function. Use `most` and `within`.",
        ),
        Mistake(
            _with_bots(_text),
            "Your ids are still text. So no id is equal to a bot's number, and as text 10 comes before 9. Make whole "
            "numbers of them first.",
        ),
        Mistake(
            _end(_text),
            "You number ids that are still text, and as text 10 comes before 9. Make whole numbers of them first.",
        ),
        Mistake(
            _numbered_too_early,
            "Your numbers have gaps: you number ids before all rows are removed. Number the people and films that "
            "are left.",
        ),
        Mistake(
            _end(lambda events: _split(_ordered(events))),
            "A person and a film can still occur twice. Of several opinions keep the newest.",
        ),
        Mistake(_end(_oldest), "Of several opinions on one film you keep the oldest. Keep the newest."),
        Mistake(
            _end(_last_of_the_file),
            "Of several opinions you keep the one that comes last in the file. The newest counts: sort by time first.",
        ),
        Mistake(
            _end(_split_before_opinions),
            "You split while older opinions are still there, so an event that goes took a place. Split at the end.",
        ),
        Mistake(
            _end(lambda events: _split(sorted(_newest(events), key=lambda event: event[0]))),
            "Your arrays are sorted by person first. Sort by time alone.",
        ),
        Mistake(
            _end(_unstable),
            'Your sort exchanges events of one second. Ask for a stable one: sort_values("time", kind="stable").',
        ),
        Mistake(
            _end(_in_order_of_the_file),
            "Your arrays are not in the order of time. Sort by time, from old to new, before you number and split.",
        ),
        Mistake(
            _end(lambda events: (*_split(_newest(events))[:4], np.zeros(len(_newest(events)), int))),
            "Every event is in the training. Did last_out get a list? It compares `users == user`, which needs an "
            "array: np.array(users).",
        ),
        Mistake(
            lambda rows, opened, closed, most, within: build(rows, opened, closed, most, within)[:4],
            "The part of each event is missing: return five arrays, the last one from last_out.",
        ),
    ],
    hints=[
        'A table makes the steps short: log = pd.DataFrame(rows, columns=["user", "item", "rating", "time"]). '
        "Look at it after each step.",
        "Each removal is one line, log = log[condition]; ~ turns a condition around. After the missing values are "
        "gone, log.astype({...}) makes whole numbers of ids and times.",
        'Your parts read arrays and lists: log["time"].to_numpy() gives an array, log["user"].tolist() a list. '
        'log["time"] = repair_times(...) writes a column.',
    ],
)
