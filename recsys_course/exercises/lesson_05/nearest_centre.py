"""First half of k-means: each point goes to its nearest centre."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_05.by_hand import SIX


def assign(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The nearest centre of each point; of equally near ones the smaller number.  (n, d), (k, d) -> (n,)."""
    return np.array([int(np.argmin(((centres - point) ** 2).sum(axis=1))) for point in points])


def _cases(rng: np.random.Generator) -> Cases:
    """The six people of the lesson; a tie; the larger dot product is not the nearer one; three dimensions."""
    tie = (np.array([[0.0, 0], [1, 0], [0, 3]]), np.array([[1.0, 0], [-1, 0]]))
    far = (np.array([[1.0, 1], [2, 0], [0.2, 0.1]]), np.array([[9.0, 9], [1, 0.5], [0, 0]]))
    # From (0, 0), the first centre is nearer along the axes added up, the second as the crow flies.
    streets = (np.array([[0.0, 0], [1, 0]]), np.array([[0, 3.0], [2, 1.5]]))
    random = [(rng.normal(size=(6, 3)), rng.normal(size=(3, 3))) for _ in range(3)]
    return [(SIX, SIX[[0, 5]]), tie, far, streets, *random]


def _by_one_norm(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return np.abs(points[:, None] - centres[None]).sum(axis=2).argmin(axis=1)


EXERCISE = Exercise(
    "05-nearest-centre",
    points=2,
    title="assign each point to the nearest centre",
    reference=assign,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda points, centres: ((points[:, None] - centres[None]) ** 2).sum(axis=2).argmax(axis=1),
            "You took the FARTHEST centre. The smallest distance wins: argmin.",
        ),
        Mistake(
            lambda points, centres: (points @ centres.T).argmax(axis=1),
            "You took the centre with the largest dot product. A centre far away can have that; compute distances.",
        ),
        Mistake(_by_one_norm, "You added the differences without their squares. k-means uses squared distances."),
        Mistake(
            lambda points, centres: ((points[:, None] - centres[None]) ** 2).sum(axis=2).argmin(axis=0),
            "You asked each centre for its nearest point. Ask each point for its nearest centre: the other axis.",
        ),
        Mistake(
            lambda points, centres: (points[:, None] - centres[None]).sum(axis=2).argmin(axis=1),
            "You added differences with their sign, so plus and minus cancel. Square them first.",
        ),
        Mistake(
            lambda points, centres: len(centres) - 1 - assign(points, centres[::-1]),
            "Almost: of equally near centres you take the one with the larger number. Take the smaller.",
        ),
        Mistake(
            lambda points, centres: assign(points, centres) + 1,
            "You count the centres from 1. Count from 0.",
        ),
    ],
    hints=[
        "Take one point first: its squared distances to all centres are ((centres - point) ** 2).sum(axis=1).",
        "np.argmin gives the place of the smallest number, and of equal ones the first.",
        "Without a loop: points[:, None, :] - centres[None, :, :] has the shape (n, k, d).",
    ],
)
