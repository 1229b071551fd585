"""Numbers of films as rows of 0 and 1."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def one_hot(numbers: np.ndarray, n: int) -> np.ndarray:
    """A row for each number: 1 in the column of that number, else 0.  (m,) -> (m, n)."""
    return (np.asarray(numbers)[:, None] == np.arange(n)).astype(float)


def _cases(rng: np.random.Generator) -> Cases:
    """A number twice, more columns than numbers, more numbers than columns; then random ones."""
    cases: Cases = [(np.array([2, 0, 2]), 5), (np.array([1, 0, 1, 1, 0, 1]), 2)]
    return cases + [(rng.integers(0, n, m), n) for m, n in ((4, 6), (5, 3))]


EXERCISE = Exercise(
    "07-one-hot",
    points=1,
    title="numbers of films as rows of 0 and 1",
    reference=one_hot,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda numbers, n: one_hot(numbers, n).T,
            "Rows and columns are swapped: a row for each number of the list, a column for each film.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n).sum(axis=0),
            "You counted all numbers in one row. Each number has a row of its own.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n) * np.asarray(numbers)[:, None],
            "You wrote the number of the film into its cell. Write 1: the place says which film it is.",
        ),
        Mistake(
            lambda numbers, n: one_hot(np.asarray(numbers) - 1, n),
            "The ones stand one place too far to the left. Film 0 has the first column.",
        ),
    ],
    hints=[
        "Begin with a table of zeros, with a row for each number.",
        "np.eye(n) is a table with ones on its diagonal. Which of its rows do you need?",
    ],
)
