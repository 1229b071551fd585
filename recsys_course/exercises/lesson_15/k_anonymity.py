"""The smallest group of people who look alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def k_anonymity(table: np.ndarray) -> tuple[int, float]:
    """The size of the smallest class, and the share of people who stand alone.  (n, c) -> number, number"""
    sizes = Counter(map(tuple, table.tolist()))
    alone = [row for row in sizes if sizes[row] == 1]
    return min(sizes.values()), len(alone) / len(table)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, all alike, all alone, alike only as text or in two columns, random tables."""
    cases: Cases = [(np.array([[1, 0], [1, 0], [1, 0], [2, 0], [2, 0], [2, 1]]),)]
    cases += [(np.full((5, 2), 7),), (np.arange(8).reshape(4, 2),)]
    cases += [(np.array([[1, 11], [11, 1]] * 2),), (np.array([[1, 2, 3], [1, 2, 4], [1, 2, 3], [2, 2, 4], [2, 2, 4]]),)]
    cases += [(rng.integers(0, 3, (int(rng.integers(9, 16)), 2)),) for _ in range(3)]
    twice = rng.integers(0, 3, (6, 3))
    return [*cases, (np.concatenate([twice, twice, twice[:2]]),)]


def _sizes(table: np.ndarray) -> np.ndarray:
    return np.unique(table, axis=0, return_counts=True)[1]


def _with(k: Callable[[np.ndarray], float]) -> Callable[[np.ndarray], tuple[float, float]]:
    return lambda table: (k(table), k_anonymity(table)[1])


EXERCISE = Exercise(
    "15-k-anonymity",
    points=2,
    title="k, and who stands alone",
    reference=k_anonymity,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            _with(lambda table: float(_sizes(table).mean())),
            "Your k is the MEAN size of a class. A promise to everybody is as good as the SMALLEST class.",
        ),
        Mistake(
            _with(lambda table: int(_sizes(table).max())),
            "Your k is the largest class. The smallest one counts.",
        ),
        Mistake(
            _with(lambda table: len(_sizes(table))), "Your k is the number of classes. Take the size of the smallest."
        ),
        Mistake(
            _with(lambda table: int(np.unique(table[:, 0], return_counts=True)[1].min())),
            "You looked at the first column alone. Two people are alike when ALL columns are equal.",
        ),
        Mistake(
            lambda table: k_anonymity(table[:, :2]),
            "You looked at two columns. There may be more: two people are alike when ALL columns are equal.",
        ),
        Mistake(
            lambda table: k_anonymity(np.array([["".join(map(str, row))] for row in table.tolist()])),
            "You joined the columns to one text. Then 1 and 11 look like 11 and 1. Keep the columns apart.",
        ),
        Mistake(
            lambda table: (int(_sizes(table).min()), float((_sizes(table) == 1).mean())),
            "Your share counts classes: divide the number of people alone by the number of PEOPLE.",
        ),
        Mistake(
            lambda table: (int(_sizes(table).min()), float((_sizes(table) == _sizes(table).min()).sum() / len(table))),
            "You counted the smallest classes. Alone is who has a class of size 1, whatever k is.",
        ),
        Mistake(
            lambda table: (int(_sizes(table).min()), int((_sizes(table) == 1).sum())),
            "The second number is a count. Divide it by the number of people.",
        ),
        Mistake(
            lambda table: int(_sizes(table).min()),
            "This is k alone. Return k and the share of people alone.",
        ),
    ],
    hints=[
        "np.unique(table, axis=0, return_counts=True) gives the different rows and how often each stands there.",
        "A class of size 1 is one person.",
    ],
)
