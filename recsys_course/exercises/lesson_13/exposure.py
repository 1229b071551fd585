"""Which share of all attention goes to each group of films."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet


def exposure(ranked: np.ndarray, group: np.ndarray, n_groups: int) -> np.ndarray:
    """The share of 1 / log2(place + 1) over all lists.  (n, k), (n_films,) -> (n_groups,), sum 1"""
    return _shares(ranked, group, n_groups, lambda place: 1 / np.log2(place + 1))


def _shares(
    ranked: np.ndarray, group: np.ndarray, n_groups: int, worth: Callable[[np.ndarray], np.ndarray]
) -> np.ndarray:
    total = np.zeros(n_groups)
    for place, column in enumerate(ranked.T, start=1):
        np.add.at(total, group[column], worth(np.array(float(place))))
    return total / total.sum()


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, a group that is never shown, lists of one place, random ones."""
    cases: Cases = [(np.array([[0, 1, 2], [1, 3, 0]]), np.array([0, 0, 1, 1]), 2)]
    cases += [(np.array([[2, 0]]), np.array([0, 1, 2]), 4), (np.array([[1], [0], [1]]), np.array([1, 0]), 2)]
    for _ in range(3):
        ranked = np.array([rng.permutation(9)[:4] for _ in range(5)])
        cases.append((ranked, np.r_[0, 1, 2, rng.integers(0, 3, 6)], 3))
    return cases


def _with(worth: Callable[[np.ndarray], np.ndarray]) -> Callable[..., np.ndarray]:
    return lambda ranked, group, n_groups: _shares(ranked, group, n_groups, worth)


def _not_divided(ranked: np.ndarray, group: np.ndarray, n_groups: int) -> np.ndarray:
    all_places = len(ranked) * (1 / np.log2(np.arange(2, ranked.shape[1] + 2))).sum()
    return np.asarray(exposure(ranked, group, n_groups) * all_places)


def _once_a_list(ranked: np.ndarray, group: np.ndarray, n_groups: int) -> np.ndarray:
    total = np.zeros(n_groups)
    for row in ranked:
        total[group[row]] += 1 / np.log2(np.arange(len(row)) + 2)
    return total / total.sum()


def _last_one(ranked: np.ndarray, group: np.ndarray, n_groups: int) -> np.ndarray:
    total = np.zeros(n_groups)
    total[group[ranked]] = np.broadcast_to(1 / np.log2(np.arange(ranked.shape[1]) + 2), ranked.shape)
    return total / total.sum()


EXERCISE = Exercise(
    "13-exposure",
    points=2,
    title="the share of the attention that each group gets",
    reference=exposure,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _with(np.ones_like),
            "Every place counts the same in your shares. Place 1 is worth 1 / log2(2), place 2 is worth 1 / log2(3).",
        ),
        Mistake(_not_divided, "These are sums. Divide by the attention of all places, so that the shares sum to 1."),
        Mistake(_with(lambda place: 1 / place), "You gave 1 / place. Here the attention is 1 / log2(place + 1)."),
        Mistake(
            _with(lambda place: 1 / np.log2(place + 2)),
            "Your first place is worth 1 / log2(3). The first place is 1 and is worth 1 / log2(2) = 1.",
        ),
        Mistake(
            lambda ranked, group, n_groups: np.bincount(group, minlength=n_groups) / len(group),
            "These are the shares of the films. Ask who STANDS in the lists, and where.",
        ),
        Mistake(
            lambda ranked, group, n_groups: exposure(ranked[:, ::-1], group, n_groups),
            "The last place gets the most attention in your answer. Column 0 is place 1.",
        ),
        Mistake(
            lambda ranked, group, n_groups: exposure(ranked[:1], group, n_groups),
            "Only the first list counts in your answer. Go through all rows.",
        ),
        Mistake(
            lambda ranked, group, n_groups: exposure(ranked[:, :1], group, n_groups),
            "Only the first places count in your answer. Go through all columns.",
        ),
        Mistake(
            _once_a_list,
            "total[groups] += worth adds only once where a group stands in a list twice. Use a loop, np.add.at or "
            "np.bincount with weights.",
        ),
        Mistake(
            _last_one,
            "Each group has the attention of ONE place in your sums: `=` stands where `+=` is needed, or "
            "total[groups] += worth, which adds only once for each group. Use a loop, np.add.at or np.bincount with "
            "weights.",
        ),
        Mistake(
            quiet(_with(lambda place: 1 / np.log2(place))),
            "log2(1) is 0, so the first place gets infinity. Place j, from 1 on, is worth 1 / log2(j + 1).",
        ),
        Mistake(
            _with(lambda place: np.where(place == 1, 1.0, 1 / np.log2(np.maximum(place, 2)))),
            "Your first two places are worth the same. Place j, from 1 on, is worth 1 / log2(j + 1).",
        ),
        Mistake(
            lambda ranked, group, n_groups: _not_divided(ranked, group, n_groups) / len(ranked),
            "You divided by the number of lists. Divide by the attention of all places, so that the shares sum to 1.",
        ),
        Mistake(
            lambda ranked, group, n_groups: (
                _not_divided(ranked, group, n_groups) / np.maximum(np.bincount(group, minlength=n_groups), 1)
            ),
            "You divided by the number of films of each group. Divide by the attention of all places.",
        ),
    ],
    hints=[
        "group[ranked] has the shape of ranked: the group of the film at each place.",
        "1 / np.log2(np.arange(2, k + 2)) is the attention of the places 1 to k.",
        "For each group: the sum of the attention of its places, over all lists. At the end divide by the sum of all.",
    ],
)
