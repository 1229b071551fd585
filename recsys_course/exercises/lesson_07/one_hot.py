"""Numbers of films as rows of 0 and 1."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def one_hot(numbers: np.ndarray, n: int) -> np.ndarray:
    """A row for each number: 1 in the column of that number, else 0.  (m,) -> (m, n)."""
    return (np.asarray(numbers)[:, None] == np.arange(n)).astype(float)


def _cases(rng: np.random.Generator) -> Cases:
    """A number twice, more columns than numbers, more numbers than columns; then random ones, one number alone."""
    cases: Cases = [(np.array([2, 0, 2]), 5), (np.array([1, 0, 1, 1, 0, 1]), 2)]
    return cases + [(rng.integers(0, n, m), n) for m, n in ((4, 6), (5, 3), (1, 4))]


def _ones_in_every_row(numbers: np.ndarray, n: int) -> np.ndarray:
    table = np.zeros((len(numbers), n))
    table[:, numbers] = 1
    return table


def _last_number_only(numbers: np.ndarray, n: int) -> np.ndarray:
    return np.vstack([np.zeros((len(numbers) - 1, n)), one_hot(numbers[-1:], n)])


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
            lambda numbers, n: one_hot((np.asarray(numbers) - 1) % n, n),
            "The ones stand one place too far to the left. Film 0 has the first column.",
        ),
        Mistake(
            _ones_in_every_row,
            "In your table every row has the ones of ALL numbers: `table[:, numbers] = 1` does that, or one row "
            "that is used again and again. Each row has a single 1, at its own place.",
        ),
        Mistake(
            _last_number_only,
            "Only the last row has its 1: the table is made anew in each round. Make it once, before the loop.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n)[0],
            "This is the row of the first number only. Give one row for each number; is a `return` inside the loop?",
        ),
        Mistake(
            lambda numbers, n: np.eye(n),
            "You returned the whole table. Pick a row of it for each number: [numbers].",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n) > 0,
            "These are True and False. Make numbers of them: .astype(float).",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n + 1),
            "One column too many: n films have the numbers 0 to n - 1.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, int(np.max(numbers)) + 1),
            "You made as many columns as the largest number needs. There are n films, also those that nobody "
            "watched here.",
        ),
        Mistake(
            lambda numbers, n: 1 - one_hot(numbers, n),
            "0 and 1 are exchanged: the 1 stands at the place of the film.",
        ),
        Mistake(
            lambda numbers, n: np.flatnonzero(one_hot(numbers, n).any(axis=0)),
            "These are numbers of films. Each of them becomes a row of 0 and 1.",
        ),
        Mistake(
            lambda numbers, n: one_hot(numbers, n).max(axis=0),
            "You marked all numbers in one row. Each number has a row of its own.",
        ),
        Mistake(
            lambda numbers, n: np.eye(len(numbers))[numbers],
            "Your table has a column for each number of the list. It needs one for each of the n films: np.eye(n).",
        ),
    ],
    hints=[
        "Begin with a table of zeros, with a row for each number.",
        "np.eye(n) is a table with ones on its diagonal. Which of its rows do you need?",
    ],
)
