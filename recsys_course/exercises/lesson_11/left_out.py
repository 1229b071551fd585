"""Leave one film out: the histories that occlusion asks the model about."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def left_out(items: np.ndarray) -> np.ndarray:
    """Row i: the history without its film i, closed up, and -1 at the end.  (t,) -> (t, t)"""
    kept = np.broadcast_to(items, (len(items), len(items)))[~np.eye(len(items), dtype=bool)]
    return np.hstack([kept.reshape(len(items), -1), np.full((len(items), 1), -1)])


def _cases(rng: np.random.Generator) -> Cases:
    """The history of the lesson, one film alone, a film seen twice, and longer ones; film 0 occurs."""
    return [
        (np.array([4, 7, 2]),),
        (np.array([5]),),
        (np.array([3, 8, 3]),),
        *((rng.permutation(9)[:t],) for t in (4, 6)),
    ]


def _hole(items: np.ndarray) -> np.ndarray:
    return np.where(np.eye(len(items), dtype=bool), -1, items)


EXERCISE = Exercise(
    "11-left-out",
    points=1,
    title="histories without one film",
    reference=left_out,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda items: _hole(items),
            "There is a hole where the film was. The films behind it move up, and -1 stands at the END: "
            "a network never saw a hole in training.",
        ),
        Mistake(
            lambda items: left_out(items)[:, :-1],
            "The -1 at the end is missing: all rows keep the length t.",
        ),
        Mistake(
            lambda items: np.hstack([np.full((len(items), 1), -1), left_out(items)[:, :-1]]),
            "Your -1 stands at the beginning. Here empty places stand at the end.",
        ),
        Mistake(
            lambda items: left_out(items)[::-1],
            "The rows are in the wrong order: row 0 is the history without film 0, the oldest.",
        ),
        Mistake(
            lambda items: np.where(np.tri(len(items), dtype=bool), items, -1),
            "Row i holds the films up to i. Only film i itself is left out.",
        ),
        Mistake(
            lambda items: left_out(items)[-1],
            "This is one history, without the last film. One row for each film is asked for.",
        ),
        Mistake(
            lambda items: np.where(left_out(items) < 0, 0, left_out(items)),
            "The empty place holds 0 in your answer, and film 0 is a film. Put -1.",
        ),
        Mistake(
            lambda items: np.sort(left_out(items), axis=1),
            "The films are sorted by number. The order of watching stays.",
        ),
        Mistake(
            lambda items: np.eye(len(items), dtype=int) * (items + 1) - 1,
            "Row i holds ONLY film i. It holds all films but this one.",
        ),
    ],
    hints=[
        "np.delete(items, i) is the history without its film i.",
        "Each row is that, with one -1 behind it: np.append(..., -1).",
    ],
)
