"""Exercises of lesson 09, part one: windows, a weighted mean of a history, and a window that knows the future."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake

Pair = tuple[np.ndarray, np.ndarray]


def cut_windows(history: list[int], length: int) -> Pair:
    """For each item but the first: the `length` items before it, (n - 1, length), and itself, (n - 1,)."""
    padded = np.array([-1] * length + list(history), dtype=int)
    before = [padded[place : place + length] for place in range(1, len(history))]
    return np.array(before, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def _histories(rng: np.random.Generator) -> Cases:
    """Bo's five films, windows longer than the history, length 1, two films; then random ones."""
    cases: Cases = [([1, 0, 6, 2, 3], 3), ([4, 2, 5], 4), ([3, 1, 2], 1), ([7, 0], 2)]
    return cases + [(rng.permutation(30)[:n].tolist(), length) for n, length in ((6, 2), (5, 3), (8, 4))]


def _padded_behind(history: list[int], length: int) -> Pair:
    rows = [history[max(0, place - length) : place] for place in range(1, len(history))]
    filled = [row + [-1] * (length - len(row)) for row in rows]
    return np.array(filled, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def _with_its_target(history: list[int], length: int) -> Pair:
    padded = np.array([-1] * length + list(history), dtype=int)
    before = [padded[place + 1 : place + 1 + length] for place in range(1, len(history))]
    return np.array(before, dtype=int).reshape(-1, length), np.array(history[1:], dtype=int)


def _only_full(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length)
    full = (before >= 0).all(axis=1)
    return np.array(before[full].tolist()), targets[full]  # no window at all: (0,), as np.array([]) has it


def _with_the_first(history: list[int], length: int) -> Pair:
    before, _ = cut_windows([-1, *history], length)
    return before, np.array(history, dtype=int)


def _filled_with_0(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length)
    return np.maximum(before, 0), targets


def _decimal(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length)
    return before.astype(float), targets


def _all_decimal(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length)
    return before.astype(float), targets.astype(float)


DECIMAL = (
    "The values are right, but they are numbers with a decimal point, which cannot choose a row of a table. Begin with "
    "whole numbers: np.full(shape, -1), or dtype=int."
)

WINDOWS = Exercise(
    "09-windows",
    points=2,
    title="cut a history into windows",
    reference=cut_windows,
    cases=_histories,
    compare=exact(),
    mistakes=[
        Mistake(
            _with_its_target,
            "Each window ends with the film it should lead to: the answer is in the question. End one film earlier.",
        ),
        Mistake(
            _padded_behind,
            "The empty places stand at the end of the row. Put -1 in front, so that the last film is always in the "
            "last column.",
        ),
        Mistake(
            _only_full,
            "You left out the windows that are not full. A short past is a past too: fill it up with -1 in front.",
        ),
        Mistake(
            _with_the_first,
            "The first film of a history has no film before it: leave it out of the targets.",
        ),
        Mistake(
            lambda history, length: (cut_windows(history, length)[0][:, ::-1], cut_windows(history, length)[1]),
            "Your windows run backwards. The oldest film stands left, the newest right.",
        ),
        Mistake(
            lambda history, length: cut_windows(history, length)[::-1],
            "The two results are swapped: first the windows, then the films that came next.",
        ),
        Mistake(_filled_with_0, "You filled up with 0. But 0 is the number of a film: use -1."),
        Mistake(_decimal, DECIMAL),
        Mistake(_all_decimal, f"{DECIMAL} The targets too."),
    ],
    hints=[
        "How many windows does a history of five films have? One for each film that has a film before it.",
        "Write `length` times -1 in front of the history. Now every film has enough places before it.",
        "In the longer row, the window of the film at place t of the history begins at place t.",
    ],
)


def vertical(picture: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """sum_l w_l E_l: the rows of the picture, each times its weight, added up.  (L, d), (L,) -> (d,)."""
    return weights @ picture


def _pictures(rng: np.random.Generator) -> Cases:
    """The picture of the lesson with a half-life of 1, a square one, an empty row; then random ones."""
    ours = np.array([[0, 0.5], [0, 1], [1, 0], [0.8, 0.2]])
    cases: Cases = [(ours, 2.0 ** np.arange(-3, 1)), (ours[:2], np.array([0.5, 2.0]))]
    cases.append((np.vstack([np.zeros(2), ours[1:3]]), np.array([3.0, -1.0, 0.5])))
    shapes = ((4, 3), (3, 3), (5, 2))
    return cases + [(rng.normal(size=(n, d)).round(2), rng.normal(size=n).round(2) + 2) for n, d in shapes]


VERTICAL = Exercise(
    "09-vertical",
    points=1,
    title="a vertical filter",
    reference=vertical,
    cases=_pictures,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(
            lambda picture, weights: weights @ picture / weights.sum(),
            "You divided by the sum of the weights. A vertical filter only adds up; the next layer finds the scale.",
        ),
        Mistake(
            lambda picture, weights: (weights @ picture).sum(),
            "This is one number for the whole picture: the columns were added up too. Each column keeps its own sum.",
        ),
        Mistake(
            lambda picture, weights: weights @ picture / len(weights),
            "You took the mean of the rows. A vertical filter only adds up.",
        ),
        Mistake(
            lambda picture, weights: weights[::-1] @ picture,
            "The weights are the wrong way round: the first weight belongs to the first row, the oldest film.",
        ),
        Mistake(
            lambda picture, weights: picture * weights[:, None],
            "The products are right. Now add up the rows: one number for each column is left.",
        ),
        Mistake(
            lambda picture, weights: (picture * weights[:, None]).sum(axis=1),
            "You added up along the rows: one number for each film. Add up along the columns.",
        ),
        Mistake(
            lambda picture, weights: np.maximum(weights @ picture, 0),
            "There is no relu in a vertical filter: negative sums stay as they are.",
        ),
    ],
    hints=[
        "Multiply each row of the picture by its weight, then add up the rows.",
        "A row of L weights times a table (L, d) is a row of d numbers.",
    ],
)


def mended(histories: list[list[int]], length: int) -> Pair:
    """The windows of several people below one another, without their targets.  -> (m, length), (m,)."""
    pairs = [cut_windows(history, length) for history in histories]
    return np.vstack([before for before, _ in pairs]), np.concatenate([after for _, after in pairs])


def _people(rng: np.random.Generator) -> Cases:
    """Two people; one with only two films between others; then random ones."""
    cases: Cases = [([[1, 0, 6, 2, 3], [4, 2, 5]], 3), ([[3, 1, 2], [7, 8], [5, 6, 0, 4]], 2)]
    return cases + [([rng.permutation(20)[:n].tolist() for n in (4, 6, 3)], length) for length in (2, 3)]


def _of_all(cut: Callable[..., Pair], histories: list[list[int]], length: int) -> Pair:
    pairs = [cut(history, length) for history in histories]
    return np.vstack([before for before, _ in pairs if len(before)]), np.concatenate([after for _, after in pairs])


def _across_people(histories: list[list[int]], length: int) -> Pair:
    return cut_windows([item for history in histories for item in history], length)


def _one_too_early(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length + 1)
    return before[:, :-1], targets


MEND_FUTURE = Exercise(
    "09-mend-future",
    points=2,
    title="repair: the future inside the history",
    reference=mended,
    cases=_people,
    compare=exact(),
    mistakes=[
        Mistake(
            partial(_of_all, _with_its_target),
            "The bug is still there: the last film of each window is the target itself.",
        ),
        Mistake(
            partial(_of_all, _one_too_early),
            "Now the windows end one film too early: the film just before the target is the most important one.",
        ),
        Mistake(
            _across_people,
            "Your windows run from one person into the next. Cut each history for itself.",
        ),
        Mistake(
            partial(_of_all, _only_full),
            "The leak is closed, but windows that are not full got lost. Fill them up with -1 in front.",
        ),
        Mistake(
            partial(_of_all, _with_the_first),
            "The first film of each history became a target. No film stands before it: leave it out.",
        ),
        Mistake(
            partial(_of_all, _filled_with_0),
            "You filled up with 0. But 0 is the number of a film: use -1.",
        ),
        Mistake(partial(_of_all, _decimal), DECIMAL),
        Mistake(partial(_of_all, _all_decimal), f"{DECIMAL} The targets too."),
    ],
    hints=[
        "Print the first window and its target side by side.",
        "A slice history[a:b] ends before place b. Where must the window of the film at place t end?",
        "Mind the beginning: history[t - length : t] with a negative start counts from the END of the list.",
    ],
)
