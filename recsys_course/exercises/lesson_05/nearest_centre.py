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
    """The six people of the lesson; ties; a larger dot product that is not nearer; one of each; random ones."""
    tie = (np.array([[0.0, 0], [1, 0], [0, 3]]), np.array([[1.0, 0], [-1, 0]]))
    far = (np.array([[1.0, 1], [2, 0], [0.2, 0.1]]), np.array([[9.0, 9], [1, 0.5], [0, 0]]))
    # From (0, 0), the first centre is nearer along the axes added up, the second as the crow flies.
    streets = (np.array([[0.0, 0], [1, 0]]), np.array([[0, 3.0], [2, 1.5]]))
    random = [(rng.normal(size=(6, 3)), rng.normal(size=(3, 3))) for _ in range(3)]
    one, equal = (
        (np.array([[2.0, 1]]), np.array([[5.0, 5]])),
        (np.array([[1.0, 1]]), np.tile([[0.0, 0], [2, 2]], (20, 1))),
    )
    return [(SIX, SIX[[0, 5]]), tie, far, streets, one, equal, *random]


def _by_one_norm(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return np.abs(points[:, None] - centres[None]).sum(axis=2).argmin(axis=1)


def _squares(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return ((points[:, None] - centres[None]) ** 2).sum(axis=2)


def _largest_cosine(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    lengths = np.outer(np.linalg.norm(points, axis=1), np.linalg.norm(centres, axis=1))
    return (points @ centres.T / np.maximum(lengths, 1e-12)).argmax(axis=1)


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
        Mistake(
            lambda points, centres: _squares(points, centres).min(axis=1),
            "These are the squared distances to the nearest centre. Return its NUMBER: argmin instead of min.",
        ),
        Mistake(
            _squares,
            "These are the distances to all centres. Return, for each point, the number of the nearest one.",
        ),
        Mistake(
            lambda points, centres: centres[assign(points, centres)],
            "You return the nearest centre itself. Return its number.",
        ),
        Mistake(
            lambda points, centres: assign(points, centres).astype(float),
            "The numbers are right, but have a decimal point, so they cannot be used as places. Return whole numbers.",
        ),
        Mistake(
            lambda points, centres: _squares(points, centres).argsort(axis=1, kind="stable"),
            "You sort all centres by distance. Return the nearest one only, one number for each point.",
        ),
        Mistake(
            lambda points, centres: int(_squares(points, centres).argmin()),
            "argmin without an axis looks at the whole table. Each point has a nearest centre: axis=1.",
        ),
        Mistake(
            lambda points, centres: abs(points[:, None] - centres[None]).max(axis=2).argmin(axis=1),
            "You took the largest difference of the coordinates. k-means adds up their squares.",
        ),
        Mistake(
            _largest_cosine,
            "You took the centre with the most similar direction, the cosine. k-means uses squared distances.",
        ),
        Mistake(
            lambda points, centres: ((points[:, None] - centres[None]).sum(axis=2) ** 2).argmin(axis=1),
            "You squared after you added up, so plus and minus cancel. Square each difference first.",
        ),
        Mistake(
            lambda points, centres: _by_one_norm(points[:, :1], centres[:, :1]),
            "You compare the first coordinate only. Add up the squared differences of all of them.",
        ),
        Mistake(
            lambda points, centres: ((points[:, None] - centres[None]) ** 2).sum(axis=1).argmin(axis=1),
            "You added up over the centres. Add up over the coordinates, the last axis: sum(axis=2).",
        ),
        Mistake(
            lambda points, centres: assign(points, centres)[:1],
            "Only the first point has a number. Does your function return inside its loop? Return after it.",
        ),
    ],
    hints=[
        "Take one point first: its squared distances to all centres are ((centres - point) ** 2).sum(axis=1).",
        "np.argmin gives the place of the smallest number, and of equal ones the first.",
        "Without a loop: points[:, None, :] - centres[None, :, :] has the shape (n, k, d).",
    ],
)
