"""The histories of a deletion curve."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def left_after(history: list[int], said: np.ndarray) -> list[list[int]]:
    """The whole history, then without the most important film, without two, ... down to none.  -> t + 1 lists"""
    left, lists = list(range(len(history))), [list(history)]
    while left:
        left.remove(max(left, key=lambda j: (said[j], -j)))
        lists.append([history[j] for j in left])
    return lists


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, equal numbers, negative ones, one film and none, drawn ones, and many equal ones."""
    cases: Cases = [([0, 1, 2], np.array([0.1, 0.6, 0.3])), ([4, 7, 5], np.array([0.5, 0.2, 0.5]))]
    cases += [([4, 7, 5], np.array([-0.5, -0.1, 0.2])), ([3], np.array([0.0])), ([], np.zeros(0))]
    cases += [([int(one) for one in rng.permutation(9)[:5]], rng.normal(size=5)) for _ in range(3)]
    return [
        *cases,
        ([int(one) for one in rng.permutation(40)[:24]], rng.integers(0, 3, 24) / 2),
    ]  # sorting must be stable


EXERCISE = Exercise(
    "14-left-after",
    points=2,
    title="the histories of a deletion curve",
    reference=left_after,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda history, said: left_after(history, said)[1:],
            "The first history is missing: the whole one, with nothing taken away.",
        ),
        Mistake(
            lambda history, said: left_after(history, said)[:-1],
            "The last history is missing: the empty one.",
        ),
        Mistake(
            lambda history, said: left_after(history, -said),
            "You take away the LEAST important film first. Begin with the most important one.",
        ),
        Mistake(
            lambda history, said: (
                [list(history)]
                + [
                    [film for place, film in enumerate(history) if place != j]
                    for j in np.argsort(-said, kind="stable").tolist()
                ]
            ),
            "You take away one film at a time and put it back. A film that is gone stays gone.",
        ),
        Mistake(
            lambda history, said: [
                [history[j] for j in np.argsort(-said, kind="stable").tolist()[gone:]]
                for gone in range(len(history) + 1)
            ],
            "The films that are left stand in the order of their importance. Keep the order of the history: for a "
            "model with recency another order is another history.",
        ),
        Mistake(
            lambda history, said: left_after(history, np.abs(said)),
            "You took the size without the sign. A film with a negative number is the least important one.",
        ),
        Mistake(
            lambda history, said: [history[gone:] for gone in range(len(history) + 1)],
            "You take away the oldest film first. The numbers in `said` decide.",
        ),
        Mistake(
            lambda history, said: [history[: len(history) - gone] for gone in range(len(history) + 1)],
            "You take away the latest film first. The numbers in `said` decide.",
        ),
        Mistake(
            lambda history, said: (
                left_after(history[::-1], said[::-1]) and [one[::-1] for one in left_after(history[::-1], said[::-1])]
            ),
            "Almost: of equal numbers the EARLIER film goes first.",
        ),
        Mistake(
            lambda history, said: [len(one) for one in left_after(history, said)],
            "These are lengths. Return the histories themselves.",
        ),
    ],
    hints=[
        "np.argsort(-said, kind='stable') gives the places in the order in which they go.",
        "After `gone` removals the places order[gone:] are left; sorted(...) brings them back into the order of time.",
        "t films make t + 1 histories: from all films to none.",
    ],
)
