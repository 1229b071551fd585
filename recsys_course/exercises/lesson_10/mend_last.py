"""Repair a state that was read after the padding."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def last_states(states: np.ndarray, items: np.ndarray) -> np.ndarray:
    """The state after each person's last film; zeros for people without films.  (b, L, d), (b, L) -> (b, d)."""
    real = items >= 0
    last = items.shape[1] - 1 - real[:, ::-1].argmax(axis=1)
    found = np.take_along_axis(states, last[:, None, None], axis=1)[:, 0]
    return np.where(real.any(axis=1, keepdims=True), found, 0)


def _cases(rng: np.random.Generator) -> Cases:
    """People with a full row, a half row, and no film at all (film 0 occurs too)."""
    cases: Cases = []
    for lengths in ([4, 2, 0], [1, 3, 2], [2, 4, 1, 3], [3, 1]):
        items = np.where(np.arange(4) < np.array(lengths)[:, None], rng.integers(1, 9, (len(lengths), 4)), -1)
        items[0, items[0] >= 0] = np.arange((items[0] >= 0).sum())[::-1]  # ends with film 0
        cases.append((rng.normal(size=(len(lengths), 4, 2)).round(2), items))
    return cases


def _place_of_count(states: np.ndarray, items: np.ndarray, shift: int) -> np.ndarray:
    lengths = (items >= 0).sum(axis=1)
    return states[np.arange(len(states)), np.minimum(lengths - shift, states.shape[1] - 1)]


def _one_too_far(states: np.ndarray, items: np.ndarray) -> np.ndarray:
    return _place_of_count(states, items, 0) * (items >= 0).any(axis=1, keepdims=True)


EXERCISE = Exercise(
    "10-mend-last",
    points=2,
    title="repair: the state after the padding",
    reference=last_states,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda states, items: states[:, -1],
            "The bug is still there: for a short history this is the state after the empty places.",
        ),
        Mistake(
            lambda states, items: _place_of_count(states, items, 0),
            "One too far: a person with two films ends at place 1, because the first place is 0.",
        ),
        Mistake(
            lambda states, items: _place_of_count(states, items, 1),
            "Right, except for a person without any film: place -1 is the end of the row. Return zeros there.",
        ),
        Mistake(lambda states, items: states[:, 0], "This is the state after the FIRST film."),
        Mistake(
            lambda states, items: (states * (items >= 0)[:, :, None]).sum(axis=1),
            "You added up the states of all films. One state is wanted: that after the last film.",
        ),
        Mistake(
            lambda states, items: np.where(
                (items > 0).any(axis=1)[:, None],
                _place_of_count(states, np.where(items > 0, items, -1), 1),
                0,
            ),
            "Film 0 is a film: count the places with items >= 0.",
        ),
        Mistake(
            lambda states, items: states[:, (items >= 0).sum(axis=1) - 1],
            "You took these places from EVERY row, so the result is (b, b, d). One place in each row is wanted.",
        ),
        Mistake(
            lambda states, items: states[np.arange(len(states)), items.argmin(axis=1) - 1],
            "argmin finds the first -1, but a full row has none. Count the films of each row.",
        ),
        Mistake(
            lambda states, items: last_states(states, items) + np.where((items >= 0).any(axis=1)[:, None], 0, np.nan),
            "Right, except for a person without any film: NaN stands there. Return zeros.",
        ),
        Mistake(
            lambda states, items: last_states(states, items)[:, None],
            "The numbers are right, with an axis of length 1: (b, 1, d). The shape must be (b, d).",
        ),
        Mistake(
            lambda states, items: states[(items >= 0).any(axis=1), -1],
            "You took the last place of the row, after the empty places, and left people out. Each person has a row.",
        ),
        Mistake(
            lambda states, items: last_states(states, items)[(items >= 0).any(axis=1)],
            "You left out the person without any film. They get a row of zeros.",
        ),
        Mistake(
            lambda states, items: np.divide(
                (states * (items >= 0)[:, :, None]).sum(axis=1),
                np.maximum((items >= 0).sum(axis=1), 1)[:, None],
            ),
            "You took the mean of the states of all films. One state is wanted: that after the last film.",
        ),
        Mistake(
            lambda states, items: (states * (items >= 0)[:, :, None])[:, -1],
            "You set the empty places to 0, but still took the last place of the row. A short history ends earlier.",
        ),
        Mistake(
            lambda states, items: np.maximum((items >= 0).sum(axis=1) - 1, 0),
            "These are the places. Take the states that stand there.",
        ),
        Mistake(
            lambda states, items: np.where((items >= 0).any(axis=1)[:, None], _place_of_count(states, items, 2), 0),
            "One too early: a person with two films ends at place 1.",
        ),
        Mistake(
            lambda states, items: states.max(axis=1),
            "You took the largest number of each column. One state is wanted: that after the last film.",
        ),
        Mistake(
            lambda states, items: states[:, (items >= 0).sum(axis=1).max() - 1],
            "You took one place for all people, where the longest history ends. Each person has a place of their own.",
        ),
        Mistake(
            lambda states, items: states[np.arange(len(states)), (items >= 0).sum(axis=1)],
            "One too far: a person with n films ends at place n - 1, and a full row has no place n.",
        ),
        Mistake(
            lambda states, items: np.where(
                (items >= 0).any(axis=1)[:, None], states[np.arange(len(states)), (items > 0).sum(axis=1) - 1], 0
            ),
            "You counted the films with a number above 0, but film 0 is a film: items >= 0.",
        ),
        Mistake(
            lambda states, items: states.mean(axis=1),
            "You took the mean over all places, also the empty ones. One state is wanted: that after the last film.",
        ),
        Mistake(
            lambda states, items: np.array([row[real][-1] for row, real in zip(states, items >= 0, strict=True)]),
            "Right, except for a person without any film: nothing stands at the place that you ask for. Return "
            "zeros there.",
        ),
        Mistake(
            lambda states, items: states[np.arange(len(states)), np.maximum((items >= 0).sum(axis=1) - 1, 0)],
            "Right, except for a person without any film: you gave the state at place 0. Return zeros there.",
        ),
        Mistake(
            lambda states, items: np.where((items >= 0).any(axis=1)[:, None], states[:, -1], 0),
            "The bug is still there for short histories: this is the state after the empty places. (The zeros for"
            " a person without films are right.)",
        ),
        Mistake(
            lambda states, items: states[items >= 0],
            "These are the states after ALL films, one below the other. One for each person is wanted: that after"
            " the last film.",
        ),
        Mistake(
            _one_too_far,
            "One place too far: after n films the last one stands at place n - 1.",
        ),
    ],
    hints=[
        "How many films does each person have? (items >= 0).sum(axis=1)",
        "With n films, the last one is at place n - 1. states[np.arange(b), places] takes one place in each row.",
        "And with n = 0? np.where can put zeros there.",
    ],
)
