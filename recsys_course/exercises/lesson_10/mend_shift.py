"""Repair training data in which the answer is in the question."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def inputs_and_targets(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """What is read and what comes next, padded on the right with -1.  (t,), length >= t - 1 -> (length,), (length,)."""
    return _padded(history[:-1], length), _padded(history[1:], length)


def _padded(items: np.ndarray, length: int, empty: int = -1) -> np.ndarray:
    return np.concatenate([items, np.full(length - len(items), empty, dtype=np.int64)]).astype(np.int64)


def _cases(rng: np.random.Generator) -> Cases:
    """The history of the lesson, one film, a history that fills the row; then random ones."""
    cases: Cases = [(np.array([4, 7, 2]), 4), (np.array([5]), 3), (np.array([3, 1, 4, 8]), 3)]
    return cases + [(rng.permutation(9)[:t] + 1, 6) for t in (3, 4, 5)]


def _bug(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    row = _padded(history[:length], length)
    return row, row


def _from_the_web(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """As the lesson prints it."""
    row = np.concatenate([history, np.full(length - len(history), -1)])
    return row, row


def _cut(items: np.ndarray, length: int) -> np.ndarray:
    """Filled up, and too long where there are too many films."""
    return np.concatenate([items, np.full(max(length - len(items), 0), -1)])


def _left(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    inputs, targets = inputs_and_targets(history, length)
    return np.roll(inputs, 1 - len(history)), np.roll(targets, 1 - len(history))


def _one_behind(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """The inputs are moved, not the targets: at the first place nothing is read."""
    targets = _padded(history[:length], length)
    inputs = np.where(targets >= 0, np.roll(targets, 1), -1)
    inputs[0] = -1
    return inputs, targets


EXERCISE = Exercise(
    "10-mend-shift",
    points=2,
    title="repair: the answer stands in the question",
    reference=inputs_and_targets,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(_bug, "The bug is still there: at every place the input IS the target."),
        Mistake(
            lambda history, length: inputs_and_targets(history, length)[::-1],
            "Inputs and targets are exchanged: your network reads a film and predicts the one BEFORE it.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:length], length), _padded(history[1:], length)),
            "The last film of the history does not have a film after it, so it is not an input here: its target would "
            "be empty.",
        ),
        Mistake(_left, "Both rows begin with -1. In this lesson the empty places are at the end."),
        Mistake(
            lambda history, length: (_padded(history[:-1], length, 0), _padded(history[1:], length, 0)),
            "You filled the empty places with 0, but 0 is a film. Use -1.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:-1], length),) * 2,
            "Both rows are equal, so the input is still the target. The targets begin with the second film.",
        ),
        Mistake(
            lambda history, length: (_padded(history, length), _padded(history[1:], length)),
            "The last film is read too, though nothing follows it. For length + 1 films there is no place for it.",
        ),
        Mistake(
            lambda history, length: (
                _padded(history[:length], length),
                _padded(np.roll(history, -1)[:length], length),
            ),
            "np.roll goes in a circle: your last target is the first film. Nothing follows the last film.",
        ),
        Mistake(
            lambda history, length: tuple(row.astype(float) for row in inputs_and_targets(history, length)),
            "These are numbers with a decimal point. Film numbers are whole: np.full(n, -1) makes whole ones, np.zeros "
            "and np.ones do not.",
        ),
        Mistake(
            _from_the_web,
            "The bug is still there: at every place the input IS the target. And for length + 1 films the row is "
            "too short.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:-1], length), _padded(history[2:], length)),
            "Your targets begin with the third film. After the first film comes the second.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:-1], length), _padded(history[:-1][1:], length)),
            "The last film is missing among the targets: it comes after the last input.",
        ),
        Mistake(
            lambda history, length: (_padded(history[1:], length),) * 2,
            "Both rows are equal, so the input is still the target. The inputs begin with the first film.",
        ),
        Mistake(
            lambda history, length: inputs_and_targets(history[::-1], length),
            "You read the history backwards. Its first film is the oldest.",
        ),
        Mistake(
            lambda history, length: tuple(row[: len(history) - 1] for row in inputs_and_targets(history, length)),
            "The films are right. Fill both rows up with -1 at the end, so that they have `length` places.",
        ),
        Mistake(
            lambda history, length: inputs_and_targets(history, length)[0],
            "Only the inputs are there. Return the pair: inputs and targets.",
        ),
        Mistake(
            lambda history, length: inputs_and_targets(history, length + 1),
            "Your rows are one place too long: they have `length` places.",
        ),
        Mistake(
            lambda history, length: tuple(np.where(row < 0, -100, row) for row in inputs_and_targets(history, length)),
            "You filled the empty places with another number. In this lesson it is -1.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:-1], length), np.roll(_padded(history[:length], length), -1)),
            "np.roll goes in a circle: where the row is full, your last target is the first film.",
        ),
        Mistake(
            lambda history, length: (_cut(history, length), _padded(history[1:], length)),
            "The last film is read too, though nothing follows it; with length + 1 films your row is too long.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:length], length), np.roll(_padded(history[:length], length), -1)),
            "np.roll goes in a circle: the first film comes back at the end of your targets. And the last film is"
            " read, though nothing follows it.",
        ),
        Mistake(
            lambda history, length: (
                _padded(history[:length], length),
                np.append(_padded(history[:length], length)[1:], -1),
            ),
            "Your targets are made from the inputs, so the last film is read and has no target. Cut both from the"
            " history: all but the last, all but the first.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:-1], length), _padded(history[-1:], length)),
            "Your only target is the last film. Every film but the first is a target: what comes after each input.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:-2], length), _padded(history[1:], length)),
            "The input before the last film is missing: all films but the last are read.",
        ),
        Mistake(
            _one_behind,
            "Your targets begin with the first film, which nothing came before. Read the first film; its "
            "target is the second.",
        ),
    ],
    hints=[
        "For the history 4, 7, 2: after 4 comes 7, after 7 comes 2. Write both rows on paper.",
        "Inputs are all films but the last, targets all but the first.",
        "np.full(n, -1) makes n empty places; np.concatenate joins two arrays.",
    ],
)
