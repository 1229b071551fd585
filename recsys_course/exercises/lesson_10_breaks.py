"""Exercises of lesson 10, part three: the loss without padding, and two bugs to repair."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mean_loss(losses: np.ndarray, targets: np.ndarray) -> float:
    """The mean over places with a target (>= 0).  (b, L), (b, L) -> number."""
    return float(losses[targets >= 0].mean())


def _loss_cases(rng: np.random.Generator) -> Cases:
    """The table of the lesson, film 0 as a target, a row without any target; then random ones."""
    by_hand = (np.array([[2.0, 4, 6, 0.1], [3, 0.1, 0.1, 0.1]]), np.array([[5, 0, 2, -1], [1, -1, -1, -1]]))
    cases: Cases = [by_hand, (np.array([[2.0, 4], [9, 9]]), np.array([[3, -1], [-1, -1]]))]
    for _ in range(4):
        targets = np.where(np.arange(6) < np.array([[6], [2], [3]]), rng.integers(0, 9, (3, 6)), -1)
        targets[0, 0] = 0
        cases.append((1 + rng.random((3, 6)).round(2), targets))
    return cases


def _mean_of_rows(losses: np.ndarray, targets: np.ndarray) -> float:
    rows = [row[real].mean() for row, real in zip(losses, targets >= 0, strict=True) if real.any()]
    return float(np.mean(rows))


LOSS = Exercise(
    "10-loss",
    points=2,
    title="repair: padding in the loss",
    reference=mean_loss,
    cases=_loss_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda losses, targets: float(losses.mean()),
            "The bug is still there: the places with target -1 take part in the mean.",
        ),
        Mistake(
            lambda losses, targets: float((losses * (targets >= 0)).mean()),
            "You set the empty places to 0, but the mean still divides by all places. Divide by the real ones.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets > 0].mean()),
            "Film number 0 is a film. Only -1 is empty: >= 0, not > 0.",
        ),
        Mistake(
            _mean_of_rows,
            "You took a mean for each person and then the mean of those. Here every real place counts the same.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets >= 0].sum()),
            "This is the sum over the real places. Divide by how many there are.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets >= 0].sum() / len(losses)),
            "You divided by the number of people. Divide by the number of real places.",
        ),
    ],
    hints=[
        "In the small table, which of the eight numbers should count?",
        "`targets >= 0` is a table of True and False; it picks numbers out of `losses`.",
    ],
)


def inputs_and_targets(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """What is read and what comes next, padded on the right with -1.  (t,), length >= t - 1 -> (length,), (length,)."""
    return _padded(history[:-1], length), _padded(history[1:], length)


def _padded(items: np.ndarray, length: int, empty: int = -1) -> np.ndarray:
    return np.concatenate([items, np.full(length - len(items), empty, dtype=np.int64)]).astype(np.int64)


def _shift_cases(rng: np.random.Generator) -> Cases:
    """The history of the lesson, one film, a history that fills the row; then random ones."""
    cases: Cases = [(np.array([4, 7, 2]), 4), (np.array([5]), 3), (np.array([3, 1, 4, 8]), 3)]
    return cases + [(rng.permutation(9)[:t] + 1, 6) for t in (3, 4, 5)]


def _bug(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    row = _padded(history[:length], length)
    return row, row


def _left(history: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    inputs, targets = inputs_and_targets(history, length)
    return np.roll(inputs, 1 - len(history)), np.roll(targets, 1 - len(history))


SHIFT = Exercise(
    "10-mend-shift",
    points=2,
    title="repair: the answer stands in the question",
    reference=inputs_and_targets,
    cases=_shift_cases,
    compare=exact(),
    mistakes=[
        Mistake(_bug, "The bug is still there: at every place the input IS the target."),
        Mistake(
            lambda history, length: inputs_and_targets(history, length)[::-1],
            "Inputs and targets are exchanged: your network reads a film and predicts the one BEFORE it.",
        ),
        Mistake(
            lambda history, length: (_padded(history[:length], length), _padded(history[1:], length)),
            "The last film of the history has no film after it, so it is no input here: its target would be empty.",
        ),
        Mistake(_left, "Both rows begin with -1. In this lesson the empty places stand at the end."),
        Mistake(
            lambda history, length: (_padded(history[:-1], length, 0), _padded(history[1:], length, 0)),
            "You filled up with 0, but 0 is a film. Use -1.",
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
            "np.roll goes round: your last target is the first film. Nothing follows the last film.",
        ),
        Mistake(
            lambda history, length: tuple(row.astype(float) for row in inputs_and_targets(history, length)),
            "These are numbers with a decimal point. Film numbers are whole: np.full(n, -1) makes whole ones, np.zeros "
            "and np.ones do not.",
        ),
    ],
    hints=[
        "For the history 4, 7, 2: after 4 comes 7, after 7 comes 2. Write both rows on paper.",
        "Inputs are all films but the last, targets all but the first.",
        "np.full(n, -1) makes n empty places; np.concatenate joins two arrays.",
    ],
)


def last_states(states: np.ndarray, items: np.ndarray) -> np.ndarray:
    """The state after each person's last film; zeros for nobody's film.  (b, L, d), (b, L) -> (b, d)."""
    lengths = (items >= 0).sum(axis=1)
    last = states[np.arange(len(states)), np.maximum(lengths - 1, 0)]
    return np.where(lengths[:, None] > 0, last, 0)


def _last_cases(rng: np.random.Generator) -> Cases:
    """People with a full row, a half row, and no film at all (film 0 occurs too)."""
    cases: Cases = []
    for lengths in ([4, 2, 0], [1, 3, 2], [2, 4, 1, 3]):
        items = np.where(np.arange(4) < np.array(lengths)[:, None], rng.integers(1, 9, (len(lengths), 4)), -1)
        items[0, items[0] >= 0] = np.arange((items[0] >= 0).sum())[::-1]  # ends with film 0
        cases.append((rng.normal(size=(len(lengths), 4, 2)).round(2), items))
    return cases


def _place_of_count(states: np.ndarray, items: np.ndarray, shift: int) -> np.ndarray:
    lengths = (items >= 0).sum(axis=1)
    return states[np.arange(len(states)), np.minimum(lengths - shift, states.shape[1] - 1)]


LAST = Exercise(
    "10-mend-last",
    points=2,
    title="repair: the state after the padding",
    reference=last_states,
    cases=_last_cases,
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
            lambda states, items: states[:, np.maximum((items >= 0).sum(axis=1) - 1, 0)],
            "You took these places from EVERY row, so the result is (b, b, d). One place in each row is wanted.",
        ),
        Mistake(
            lambda states, items: states[np.arange(len(states)), items.argmin(axis=1) - 1],
            "argmin finds the first -1, but a full row has none. Count the films of each row.",
        ),
    ],
    hints=[
        "How many films has each person? (items >= 0).sum(axis=1)",
        "With n films, the last one stands at place n - 1. states[np.arange(b), places] takes one place in each row.",
        "And with n = 0? np.where can put zeros there.",
    ],
)
