"""Is the reason true? Explanations beside the true cause, and a simple model beside the model that it explains."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:  # the walls of the grader hide the world, and this room is inside
    from recsys_course.world.choice import Chooser

Floats = NDArray[np.float64]


def true_pulls(chooser: Chooser, histories: Sequence[ArrayLike], items: ArrayLike) -> Floats:
    """By how much each film of the past truly raises the utility of one film for each person: (n, n_items).

    chooser: that of the world, `harbour().chooser`. histories: n arrays of film numbers, oldest first; items (n,).
    0 for films that a person never met. A pull of 1 makes a film e = 2.7 times as likely.
    Errors: ValueError where there is not one item for each history.
    """
    films = np.asarray(items)
    if len(histories) != len(films):
        raise ValueError(f"{len(histories)} histories and {len(films)} items. Give one item for each history.")
    pasts = [np.asarray(one, dtype=np.int64)[::-1] for one in histories]
    past = np.full((len(pasts), max(map(len, pasts), default=0)), -1)
    for row, one in zip(past, pasts, strict=True):
        row[: len(one)] = one
    pulls = np.zeros((len(pasts), len(chooser.films)))
    row, place = np.nonzero(past >= 0)
    pulls[row, past[row, place]] = chooser.pulls(past, films)[row, place]
    return pulls


def names_cause(said: Floats, pulls: Floats, least: float = 1.0) -> Floats:
    """For each person 1.0 where the most important film is the strongest true cause, else 0.0; NaN without a cause.

    said, pulls (n, n_items); there is a cause where the largest pull is `least` or more. Of equal ones the first.
    Errors: ValueError for two tables of different shapes.
    """
    if said.shape != pulls.shape:
        raise ValueError(f"said {said.shape} and pulls {pulls.shape} differ. Give one number for each film in both.")
    right = said.argmax(axis=1) == pulls.argmax(axis=1)
    return np.where(pulls.max(axis=1) >= least, right, np.nan)


def explained(scores: ArrayLike, imitated: ArrayLike, guess: float) -> float:
    """The share of a model that a simple model imitates: 1 - sum (s - s^)^2 / sum (s - guess)^2.

    scores, imitated: of the model and of its imitation, on data that the imitation has not learned from.
    guess: what somebody without the simple model would say, the mean score of the data it learned from.
    1 is a perfect imitation, 0 is no better than the guess, below 0 is worse.
    Errors: ValueError where all scores equal the guess: then there is nothing to explain.
    Source: Craven and Shavlik, NIPS 1995 (fidelity, there of trees that imitate networks).
    """
    true, like = np.asarray(scores, float), np.asarray(imitated, float)
    spread = ((true - guess) ** 2).sum()
    if spread == 0:
        raise ValueError(f"All {true.size} scores equal the guess {guess}. Give scores that differ.")
    return float(1 - ((true - like) ** 2).sum() / spread)
