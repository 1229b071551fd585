"""A vertical filter: a weighted mean of a history."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def vertical(picture: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """sum_l w_l E_l: the rows of the picture, each times its weight, added up.  (L, d), (L,) -> (d,)."""
    return weights @ picture


def _cases(rng: np.random.Generator) -> Cases:
    """The picture of the lesson with a half-life of 1, a square one, an empty row; then random ones."""
    ours = np.array([[0, 0.5], [0, 1], [1, 0], [0.8, 0.2]])
    cases: Cases = [(ours, 2.0 ** np.arange(-3, 1)), (ours[:2], np.array([0.5, 2.0]))]
    cases.append((np.vstack([np.zeros(2), ours[1:3]]), np.array([3.0, -1.0, 0.5])))
    shapes = ((4, 3), (3, 3), (5, 2))
    return cases + [(rng.normal(size=(n, d)).round(2), rng.normal(size=n).round(2) + 2) for n, d in shapes]


EXERCISE = Exercise(
    "09-vertical",
    points=1,
    title="a vertical filter",
    reference=vertical,
    cases=_cases,
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
        Mistake(
            lambda picture, weights: picture.sum(axis=0),
            "The weights are missing: each row is multiplied by its own.",
        ),
        Mistake(
            lambda picture, weights: (picture * weights[:, None]).max(axis=0),
            "You took the largest product of each column. A vertical filter adds them up.",
        ),
        Mistake(
            lambda picture, weights: np.exp(weights) @ picture / np.exp(weights).sum(),
            "You made chances of the weights first. A vertical filter multiplies with the weights as they are.",
        ),
        Mistake(
            lambda picture, weights: picture[-1] * weights[-1],
            "This is the last film only. All rows take part, each with its weight.",
        ),
        Mistake(
            lambda picture, weights: picture[0] * weights[0],
            "This is the first row only. Add up all rows; is a `return` inside the loop?",
        ),
        Mistake(
            lambda picture, weights: picture @ weights,
            "In `picture @ weights` the weights meet the columns. They belong to the rows: put them on the left.",
        ),
        Mistake(
            lambda picture, weights: picture.sum(axis=0) * weights.sum(),
            "You summed first and multiplied afterwards. Multiply each row by its weight first.",
        ),
        Mistake(
            lambda picture, weights: np.cumsum(picture * weights[:, None], axis=0),
            "These are the sums so far, row by row. Only the sum of all rows is asked for.",
        ),
        Mistake(
            lambda picture, weights: (weights @ picture)[None],
            "The numbers are right. The shape must be (d,), and yours is (1, d).",
        ),
        Mistake(
            lambda picture, weights: weights**2 @ picture,
            "Your weights are in the product twice. Multiply each row by its weight once.",
        ),
    ],
    hints=[
        "Multiply each row of the picture by its weight, then add up the rows.",
        "A row of L weights times a table (L, d) is a row of d numbers.",
    ],
)
