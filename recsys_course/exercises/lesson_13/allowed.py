"""Which candidates keep the rules of a list."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Answer = Callable[..., np.ndarray]


def allowed(
    tail: np.ndarray, series: np.ndarray, before: list[int], left: int, at_least: int, at_most: int
) -> np.ndarray:
    """May this candidate take the next place?  (m,) of True and False, (m,), places -> (m,) of True and False"""
    return _tail(tail, before, left, at_least) & _series(series, before, at_most)


def _tail(tail: np.ndarray, before: list[int], left: int, at_least: int) -> np.ndarray:
    lacks = at_least - int(tail[before].sum())
    return tail if lacks >= left else np.ones(len(tail), bool)


def _series(series: np.ndarray, before: list[int], at_most: int) -> np.ndarray:
    used = np.array([(series[before] == own).sum() for own in series])
    return np.asarray((series == -1) | (used < at_most))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, room enough, too late, full series; then drawn ones, some of them always the same."""
    tail = np.array([False, True, False, False, True, False])
    series = np.array([4, -1, 4, -1, 4, -1])
    cases: Cases = [(tail, series, [0, 2], 2, 2, 2), (tail, series, [0], 3, 1, 2), (tail, series, [], 2, 2, 1)]
    cases += [(tail, series, [3, 5], 1, 1, 1), (tail, series, [1, 3], 1, 1, 3), (tail, series, [0, 1, 3], 1, 2, 1)]
    cases += [(tail, series, [3, 0, 5], 3, 2, 1), (tail, np.full(6, -1), [1, 3, 5], 2, 1, 1)]
    always = np.random.default_rng(1)
    for draw, left in zip([rng] * 3 + [always] * 6, [1, 2, 3] * 3, strict=True):
        before = [int(one) for one in draw.permutation(9)[:4]]
        cases.append((draw.random(9) < 0.4, draw.integers(-1, 3, 9), before, left, 2 + left // 2, 2))
    return cases


def _rules(tail_rule: Answer = _tail, series_rule: Answer = _series) -> Answer:
    """Both rules, one of them done wrong."""
    return lambda tail, series, before, left, at_least, at_most: (
        tail_rule(tail, before, left, at_least) & series_rule(series, before, at_most)
    )


def _everything(tail: np.ndarray, before: list[int], left: int, at_least: int) -> np.ndarray:
    return np.ones(len(tail), bool)


def _none_counts(series: np.ndarray, before: list[int], at_most: int) -> np.ndarray:
    return np.array([(series[before] == own).sum() < at_most for own in series])


EXERCISE = Exercise(
    "13-allowed",
    points=2,
    title="which candidates keep the rules",
    reference=allowed,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _rules(lambda tail, before, left, at_least: _tail(tail, before, left - 1, at_least)),
            "Too early: you ask for a tail film while there is still one place more than films are lacking.",
        ),
        Mistake(
            _rules(lambda tail, before, left, at_least: _tail(tail, before, left + 1, at_least)),
            "Too late: when as many tail films are lacking as places are left, each of these places needs one. Use "
            "lacks >= left.",
        ),
        Mistake(
            _rules(lambda tail, before, left, at_least: _tail(tail, [], left, at_least)),
            "You do not count the tail films that are in the list already.",
        ),
        Mistake(
            _rules(
                lambda tail, before, left, at_least: tail if tail[before].sum() < at_least else np.ones(len(tail), bool)
            ),
            "You take tail films first, until there are enough. The rule only asks for them when the places run out.",
        ),
        Mistake(
            _rules(_everything),
            "The rule for the tail is missing, or it never acts: count tail[before], the list so far, and not all "
            "candidates.",
        ),
        Mistake(
            _rules(series_rule=lambda series, before, at_most: np.ones(len(series), bool)),
            "The rule for series is missing.",
        ),
        Mistake(
            _rules(series_rule=_none_counts),
            "You treat -1 as a series. It marks films of NO series: these are always allowed.",
        ),
        Mistake(
            _rules(series_rule=lambda series, before, at_most: _series(series, before, at_most + 1)),
            "One too many: a series that has at_most places already is full. Use < at_most.",
        ),
        Mistake(
            _rules(series_rule=lambda series, before, at_most: _series(series, before, at_most - 1)),
            "One too few: a series may have at_most places. Allowed is who has fewer than that so far.",
        ),
        Mistake(
            lambda tail, series, before, left, at_least, at_most: (
                _tail(tail, before, left, at_least) | _series(series, before, at_most)
            ),
            "You join the rules by OR. A candidate must keep both: &.",
        ),
        Mistake(
            lambda tail, series, before, left, at_least, at_most: (
                ~allowed(tail, series, before, left, at_least, at_most)
            ),
            "True and False are swapped: True marks those who may take the place.",
        ),
        Mistake(
            lambda tail, series, before, left, at_least, at_most: np.flatnonzero(
                allowed(tail, series, before, left, at_least, at_most)
            ),
            "These are the numbers of the allowed candidates. Return True or False for each candidate.",
        ),
        Mistake(
            lambda tail, series, before, left, at_least, at_most: (
                tail if at_least - tail[before].sum() >= left else _series(series, before, at_most)
            ),
            "When tail films are needed, you forget the rule for series. A candidate must keep both.",
        ),
        Mistake(
            _rules(lambda tail, before, left, at_least: np.full(len(tail), bool(at_least - tail[before].sum() < left))),
            "When the places run out you allow nobody. Then the films of the tail are allowed.",
        ),
        Mistake(
            lambda tail, series, before, left, at_least, at_most: (
                allowed(tail, series, before, left, at_least, at_most) & ~np.isin(range(len(tail)), before)
            ),
            "You also rule out who has a place. Here only the two rules count; `next_place` knows the rest.",
        ),
    ],
    hints=[
        "tail[before].sum() says how many tail films the list has. How many are lacking?",
        "For each candidate: how often does its series stand in series[before]?",
        "Two arrays of True and False, joined by &.",
    ],
)
