"""Which films must be gone so that a rival comes before the best film."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def instead(table: np.ndarray, best: int, rival: int) -> list[int]:
    """The fewest rows without which column `rival` has a larger sum than `best`; [] where none do.  (t, m) -> rows"""
    held = [float(row[best] - row[rival]) for row in table]
    lead, gone = sum(held), list[int]()
    for j in sorted(range(len(held)), key=lambda j: -held[j]):
        if lead < 0:
            break
        gone.append(j)
        lead -= held[j]
    return gone if lead < 0 else []


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, an exact tie, no way at all; then drawn whole numbers without equal differences."""
    mini = np.array([[4, 1, 3], [5, 5, 0], [2, 1, 0], [1, 0, 4]])
    cases: Cases = [(mini, 0, 1), (mini, 0, 2), (np.array([[2, 1], [3, 1], [1, 4]]), 0, 1)]
    cases += [(np.array([[3, 1], [4, 3]]), 0, 1), (np.array([[1, 0], [4, 6], [3, 1]]), 0, 1)]
    while len(cases) < 11:
        table = rng.integers(-3, 9, (6, 4))
        best, rival = (int(one) for one in np.argsort(-table.sum(axis=0))[[0, len(cases) % 3 + 1]])
        held = table[:, best] - table[:, rival]
        if len(set(held.tolist())) == 6 and held.sum() > 0 and len(instead(table, best, rival)) == len(cases) % 2 + 2:
            cases.append((table, best, rival))
    held = np.repeat([2, -1], [20, 10])[rng.permutation(30)]  # many equal differences: sorting must be stable
    return [*cases, (np.column_stack([held, 0 * held]), 0, 1)]


def _greedy(
    table: np.ndarray,
    best: int,
    rival: int,
    order: Callable[[np.ndarray, int, int], np.ndarray] = lambda table, best, rival: table[:, best] - table[:, rival],
    stop: Callable[[float], bool] = lambda lead: lead < 0,
    more: int = 0,
) -> list[int]:
    rows = np.argsort(-order(table, best, rival), kind="stable").tolist()
    return _greedy_rows(table, best, rival, rows, stop, more)


def _greedy_rows(
    table: np.ndarray,
    best: int,
    rival: int,
    rows: list[int],
    stop: Callable[[float], bool] = lambda lead: lead < 0,
    more: int = 0,
) -> list[int]:
    """The rows in this order, until it is enough."""
    held = table[:, best] - table[:, rival]
    for size in range(1, len(rows) + 1):
        if stop(float(held.sum() - held[rows[:size]].sum())):
            return rows[: size + more]
    return []


def _with(**wrong: Any) -> Callable[..., list[int]]:
    return lambda table, best, rival: _greedy(table, best, rival, **wrong)


EXERCISE = Exercise(
    "14-instead",
    points=3,
    title="had you not seen it: the fewest films",
    reference=instead,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _with(order=lambda table, best, rival: table[:, best]),
            "You remove what gives most to the best film. A film may give as much to the rival; what counts is the "
            "difference, best minus rival.",
        ),
        Mistake(
            _with(order=lambda table, best, rival: -table[:, rival]),
            "You remove what gives least to the rival. What counts is the difference, best minus rival.",
        ),
        Mistake(
            _with(order=lambda table, best, rival: -(table[:, best] - table[:, rival])),
            "You remove the smallest difference first. Begin with the largest, or you need more films than necessary.",
        ),
        Mistake(
            _with(order=lambda table, best, rival: -np.arange(len(table))),
            "You remove films in the order of the history. Begin with the largest difference.",
        ),
        Mistake(_with(stop=lambda lead: lead <= 0), "You stop at a tie. The rival must have a LARGER sum."),
        Mistake(
            _with(stop=lambda lead: lead < 0, more=1),
            "You remove one film too many: stop as soon as the rival is ahead.",
        ),
        Mistake(_with(more=-1), "You stop one film too early: the rival is not ahead yet."),
        Mistake(
            lambda table, best, rival: _greedy_rows(
                table, best, rival, np.argsort(table[:, best] - table[:, rival])[::-1].tolist()
            ),
            "Of equal differences the SMALLER row goes first. np.argsort(...)[::-1] turns equal ones round: sort "
            '-difference with kind="stable".',
        ),
        Mistake(
            _with(order=lambda table, best, rival: np.abs(table[:, best] - table[:, rival])),
            "You took the size of the differences without the sign. A difference below 0 speaks for the rival: its "
            "film stays.",
        ),
        Mistake(
            lambda table, best, rival: instead(table, best, rival)[:1],
            "You remove one film at most. Go on until the rival is ahead.",
        ),
        Mistake(
            lambda table, best, rival: sorted(instead(table, best, rival)),
            "The right films, in the order of the history. Give them in the order in which they are removed.",
        ),
        Mistake(
            lambda table, best, rival: len(instead(table, best, rival)),
            "This is how many films must be gone. Return which ones.",
        ),
        Mistake(
            lambda table, best, rival: (
                instead(table, best, rival) or np.argsort(-(table[:, best] - table[:, rival]), kind="stable").tolist()
            ),
            "Where no removal helps, the answer is an empty list.",
        ),
        Mistake(
            lambda table, best, rival: [j for j in range(len(table)) if table[j, best] > table[j, rival]],
            "You remove every film that speaks more for the best one. Remove the fewest: largest difference first.",
        ),
    ],
    hints=[
        "d = table[:, best] - table[:, rival] says how much of the lead each film holds. d.sum() is the lead.",
        "Remove the largest d, then the next; after each, is the lead below 0?",
        "If all films with d above 0 are gone and the lead is still 0 or more, return [].",
    ],
)
