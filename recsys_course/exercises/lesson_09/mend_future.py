"""Repair windows that have the future inside the history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_09.windows import (
    DECIMAL,
    Pair,
    all_decimal,
    cut_windows,
    decimal,
    filled_with_0,
    negative_start,
    only_full,
    padded_behind,
    with_its_target,
    with_the_first,
)


def mended(histories: list[list[int]], length: int) -> Pair:
    """The windows of several people below one another, without their targets.  -> (m, length), (m,)."""
    pairs = [cut_windows(history, length) for history in histories]
    return np.vstack([before for before, _ in pairs]), np.concatenate([after for _, after in pairs])


def _cases(rng: np.random.Generator) -> Cases:
    """Two people; one with only two films between others; one with one film; then random ones."""
    cases: Cases = [([[1, 0, 6, 2, 3], [4, 2, 5]], 3), ([[3, 1, 2], [7, 8], [5, 6, 0, 4]], 2)]
    cases.append(([[2, 7, 4], [9], [1, 3]], 2))
    return cases + [([rng.permutation(20)[:n].tolist() for n in (4, 6, 3)], length) for length in (2, 3)]


def _from_the_web(histories: list[list[int]], length: int) -> Pair:
    """As the lesson prints it: full windows only, each with its own target."""
    rows, targets = [], []
    for history in histories:
        for t in range(length, len(history)):
            rows.append(history[t - length + 1 : t + 1])
            targets.append(history[t])
    return np.array(rows), np.array(targets)


def _of_all(cut: Callable[..., Pair], histories: list[list[int]], length: int) -> Pair:
    pairs = [cut(history, length) for history in histories]
    return np.vstack([before for before, _ in pairs if len(before)]), np.concatenate([after for _, after in pairs])


def _across_people(histories: list[list[int]], length: int) -> Pair:
    return cut_windows([item for history in histories for item in history], length)


def _one_too_early(history: list[int], length: int) -> Pair:
    before, targets = cut_windows(history, length + 1)
    return before[:, :-1], targets


def _last_of_each(histories: list[list[int]], length: int) -> Pair:
    pairs = [cut_windows(history, length) for history in histories if len(history) > 1]
    return np.vstack([before[-1:] for before, _ in pairs]), np.concatenate([after[-1:] for _, after in pairs])


EXERCISE = Exercise(
    "09-mend-future",
    points=2,
    title="repair: the future inside the history",
    reference=mended,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            partial(_of_all, with_its_target),
            "The bug is still there: the last film of each window is the target itself.",
        ),
        Mistake(
            partial(_of_all, _one_too_early),
            "Now the windows end one film too early: the film just before the target is the most important one.",
        ),
        Mistake(
            _across_people,
            "Your windows run from one person into the next. Cut each history on its own.",
        ),
        Mistake(
            partial(_of_all, only_full),
            "The leak is closed, but windows that are not full are lost. Fill them with -1 in front.",
        ),
        Mistake(
            partial(_of_all, with_the_first),
            "The first film of each history became a target. There is no film before it: leave it out.",
        ),
        Mistake(
            partial(_of_all, filled_with_0),
            "You filled the empty places with 0. But 0 is the number of a film: use -1.",
        ),
        Mistake(partial(_of_all, decimal), DECIMAL),
        Mistake(partial(_of_all, all_decimal), f"{DECIMAL} The targets too."),
        Mistake(
            _from_the_web,
            "The bug is still there: the last film of each window is the target itself. And windows that are not "
            "full are lost.",
        ),
        Mistake(
            lambda histories, length: mended(histories, length)[::-1],
            "The two results are swapped: first the windows, then the films that came next.",
        ),
        Mistake(
            lambda histories, length: (mended(histories, length)[0][:, ::-1], mended(histories, length)[1]),
            "Your windows run backwards. The oldest film is on the left, the newest on the right.",
        ),
        Mistake(
            lambda histories, length: mended(histories[:1], length),
            "These are the windows of the first person only. Is a `return` inside the loop, or is the list made "
            "anew for each person?",
        ),
        Mistake(
            lambda histories, length: mended(histories[-1:], length),
            "These are the windows of the last person only: the list is made anew for each person. Make it once, "
            "before the loop.",
        ),
        Mistake(
            lambda histories, length: mended([history[::-1] for history in histories], length),
            "You read the histories backwards. The first film is the oldest.",
        ),
        Mistake(
            lambda histories, length: mended([history[:-1] for history in histories], length),
            "The last film of each history never becomes a target. It is a target too: only its window must end "
            "before it.",
        ),
        Mistake(
            lambda histories, length: mended(histories, length + 1),
            "Your windows are one film too long: `length` films stand in a window.",
        ),
        Mistake(
            partial(_of_all, padded_behind),
            "The empty places are at the end of the row. Put -1 in front, so that the last film is always in the "
            "last column.",
        ),
        Mistake(
            partial(_of_all, negative_start),
            "A slice with a negative start counts from the END of the list. Put -1 in front of each history "
            "first, or begin at max(0, t - length).",
        ),
        Mistake(
            lambda histories, length: mended(histories, length)[0],
            "Only the windows are there. Return the pair: windows and targets.",
        ),
        Mistake(
            lambda histories, length: (
                mended(histories, length)[0],
                np.concatenate([np.array(history[:-1], dtype=int) for history in histories]),
            ),
            "Your targets are the films at the END of the windows. The target is the film that came next.",
        ),
        Mistake(
            lambda histories, length: tuple(part[1:] for part in mended(histories, length)),
            "The first window is missing: the second film of the first person has a past too, of one film.",
        ),
        Mistake(
            _last_of_each,
            "You keep the last window of each person only. Every film with a film before it is a target.",
        ),
    ],
    hints=[
        "Print the first window and its target side by side.",
        "A slice history[a:b] ends before place b. Where must the window of the film at place t end?",
        "Mind the beginning: history[t - length : t] with a negative start counts from the END of the list.",
    ],
)
