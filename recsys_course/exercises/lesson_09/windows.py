"""Cut a history into windows, each with its target."""

from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Pair = tuple[np.ndarray, np.ndarray]


def cut_windows(history: list[int], length: int) -> Pair:
    """For each item but the first: the `length` items before it, (n - 1, length), and itself, (n - 1,)."""
    padded = np.concatenate([np.full(length, -1), np.array(history, dtype=int)])
    windows = sliding_window_view(padded, length)  # the first one is empty, and the last one has no target
    return windows[1:-1].copy(), padded[length + 1 :]


def _cases(rng: np.random.Generator) -> Cases:
    """Bo's five films, windows longer than the history, length 1, two films, one film; then random ones."""
    cases: Cases = [([1, 0, 6, 2, 3], 3), ([4, 2, 5], 4), ([3, 1, 2], 1), ([7, 0], 2), ([5], 3)]
    return cases + [(rng.permutation(30)[:n].tolist(), length) for n, length in ((6, 2), (5, 3), (8, 4))]


def padded_behind(history: list[int], length: int) -> Pair:
    """A mistake: the empty places at the end."""
    rows = [history[max(0, place - length) : place] for place in range(1, len(history))]
    filled = [row + [-1] * (length - len(row)) for row in rows]
    return np.array(filled, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def with_its_target(history: list[int], length: int) -> Pair:
    """A mistake: each window ends with its own target."""
    padded = np.array([-1] * length + list(history), dtype=int)
    before = [padded[place + 1 : place + 1 + length] for place in range(1, len(history))]
    return np.array(before, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def only_full(history: list[int], length: int) -> Pair:
    """A mistake: windows that are not full are left out."""
    before, targets = cut_windows(history, length)
    full = (before >= 0).all(axis=1)
    return np.array(before[full].tolist()), targets[full]  # no window at all: (0,), as np.array([]) has it


def with_the_first(history: list[int], length: int) -> Pair:
    """A mistake: the first film is a target too."""
    before, _ = cut_windows([-1, *history], length)
    return before, np.array(history, dtype=int)


def filled_with_0(history: list[int], length: int) -> Pair:
    """A mistake: filled with 0, which is a film."""
    before, targets = cut_windows(history, length)
    return np.maximum(before, 0), targets


def decimal(history: list[int], length: int) -> Pair:
    """A mistake: windows of numbers with a decimal point."""
    before, targets = cut_windows(history, length)
    return before.astype(float), targets


def all_decimal(history: list[int], length: int) -> Pair:
    """A mistake: windows and targets of numbers with a decimal point."""
    before, targets = cut_windows(history, length)
    return before.astype(float), targets.astype(float)


def negative_start(history: list[int], length: int) -> Pair:
    """A mistake: a slice that begins before the list, which Python counts from the end."""
    rows = [history[place - length : place] for place in range(1, len(history))]
    filled = [[-1] * (length - len(row)) + row for row in rows]
    return np.array(filled, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def _newest_first(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length)
    rows = [[*row[row < 0], *row[row >= 0][::-1]] for row in before]
    return np.array(rows, dtype=int).reshape(-1, length), targets


def _oldest_films(history: list[int], length: int) -> Pair:
    rows = [history[:place][:length] for place in range(1, len(history))]
    filled = [[-1] * (length - len(row)) + row for row in rows]
    return np.array(filled, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def _without_shape(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length)
    return (before if len(before) else np.array([])), targets


def _one_too_many(history: list[int], length: int) -> Pair:
    padded = np.concatenate([np.full(length, -1), np.array(history, dtype=int)])
    return np.vstack([cut_windows(history, length)[0], padded[len(history) :]]), np.array(history[1:], dtype=int)


DECIMAL = (
    "The values are right, but they are numbers with a decimal point, which cannot choose a row of a table. Begin with "
    "whole numbers: np.full(shape, -1), or dtype=int."
)


EXERCISE = Exercise(
    "09-windows",
    points=2,
    title="cut a history into windows",
    reference=cut_windows,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            with_its_target,
            "Each window ends with the film it should lead to: the answer is in the question. End one film earlier.",
        ),
        Mistake(
            padded_behind,
            "The empty places are at the end of the row. Put -1 in front, so that the last film is always in the "
            "last column.",
        ),
        Mistake(
            only_full,
            "You left out the windows that are not full. A short past is a past too: fill it with -1 in front.",
        ),
        Mistake(
            with_the_first,
            "The first film of a history does not have a film before it: leave it out of the targets.",
        ),
        Mistake(
            lambda history, length: (cut_windows(history, length)[0][:, ::-1], cut_windows(history, length)[1]),
            "Your windows run backwards. The oldest film is on the left, the newest on the right.",
        ),
        Mistake(
            lambda history, length: cut_windows(history, length)[::-1],
            "The two results are swapped: first the windows, then the films that came next.",
        ),
        Mistake(filled_with_0, "You filled the empty places with 0. But 0 is the number of a film: use -1."),
        Mistake(decimal, DECIMAL),
        Mistake(all_decimal, f"{DECIMAL} The targets too."),
        Mistake(
            _without_shape,
            "Right, but a history of one film must give windows of the shape (0, length), and np.array([]) does "
            "not have columns. End with .reshape(-1, length).",
        ),
        Mistake(
            negative_start,
            "history[t - length : t] with a negative start counts from the END of the list. Put -1 in front of "
            "the history first, or begin at max(0, t - length).",
        ),
        Mistake(
            _one_too_many,
            "One window too many: nothing follows the last film, so the window that ends with it has no target.",
        ),
        Mistake(
            lambda history, length: (cut_windows(history, length)[0], np.array(history[:-1], dtype=int)),
            "Your targets are the films at the END of the windows. The target is the film that came next.",
        ),
        Mistake(
            lambda history, length: (cut_windows(history, length)[0][1:], cut_windows(history, length)[1][1:]),
            "The first window is missing: the second film has a past too, of one film.",
        ),
        Mistake(
            lambda history, length: (cut_windows(history, length)[0][:-1], cut_windows(history, length)[1][:-1]),
            "The last window is missing: the last film of the history is a target too.",
        ),
        Mistake(
            lambda history, length: cut_windows(history, length)[0],
            "Only the windows are there. Return the pair: windows and targets.",
        ),
        Mistake(
            lambda history, length: (cut_windows([-1, *history], length)[0][:-1], cut_windows(history, length)[1]),
            "Your windows end one film too early: the film just before the target is the last one in its window.",
        ),
        Mistake(
            lambda history, length: cut_windows(history, length + 1),
            "Your windows are one film too long: `length` films stand in a window.",
        ),
        Mistake(
            lambda history, length: cut_windows(history, length - 1),
            "Your windows are one film too short: `length` films stand in a window.",
        ),
        Mistake(
            lambda history, length: cut_windows(history[::-1], length),
            "You read the history backwards. Its first film is the oldest.",
        ),
        Mistake(
            _newest_first,
            "In your windows the newest film is on the left. The oldest is on the left, the newest just before "
            "its target.",
        ),
        Mistake(
            _oldest_films,
            "Your windows hold the OLDEST films of the history. They hold the `length` films just before the target.",
        ),
    ],
    hints=[
        "How many windows does a history of five films have? One for each film that has a film before it.",
        "Write `length` times -1 in front of the history. Now every film has enough places before it.",
        "In the longer row, the window of the film at place t of the history begins at place t.",
    ],
)
