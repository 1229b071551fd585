"""Exercises of lesson 05, part two: the two steps of k-means, and the scale of its rows."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def assign(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """The nearest centre of each point; of equally near ones the smaller number.  (n, d), (k, d) -> (n,)."""
    return np.array([int(np.argmin(((centres - point) ** 2).sum(axis=1))) for point in points])


SIX = np.array([[0.5, 0], [0.6, 0.2], [0.5, 0.25], [0, 0.5], [0.2, 0.2], [0.25, 0.5]])


def _assign_cases(rng: np.random.Generator) -> Cases:
    """The six people of the lesson; a tie; the larger dot product is not the nearer one; three dimensions."""
    tie = (np.array([[0.0, 0], [1, 0], [0, 3]]), np.array([[1.0, 0], [-1, 0]]))
    far = (np.array([[1.0, 1], [2, 0], [0.2, 0.1]]), np.array([[9.0, 9], [1, 0.5], [0, 0]]))
    # From (0, 0), the first centre is nearer along the axes added up, the second as the crow flies.
    streets = (np.array([[0.0, 0], [1, 0]]), np.array([[0, 3.0], [2, 1.5]]))
    random = [(rng.normal(size=(6, 3)), rng.normal(size=(3, 3))) for _ in range(3)]
    return [(SIX, SIX[[0, 5]]), tie, far, streets, *random]


def _by_one_norm(points: np.ndarray, centres: np.ndarray) -> np.ndarray:
    return np.abs(points[:, None] - centres[None]).sum(axis=2).argmin(axis=1)


NEAREST_CENTRE = Exercise(
    "05-nearest-centre",
    points=2,
    title="assign each point to the nearest centre",
    reference=assign,
    cases=_assign_cases,
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


def move(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    """Each centre at the mean of its points; without points it stays.  (n, d), (n,), (k, d) -> (k, d)."""
    rows = [points[groups == c].mean(axis=0) if c in groups else old for c, old in enumerate(centres)]
    return np.array(rows, dtype=float)


def _move_cases(rng: np.random.Generator) -> Cases:
    """The first round of the lesson; a centre without points; whole numbers, whose means are not whole; random."""
    lesson = (SIX, np.array([0, 0, 0, 1, 1, 1]), SIX[[0, 5]])
    alone = (SIX, np.array([0, 2, 2, 0, 0, 2]), np.array([[1.0, 1], [5, 5], [0, 0]]))
    whole = (np.array([[1, 2], [2, 5], [4, 4]]), np.array([1, 1, 0]), np.array([[0, 0], [1, 1]]))
    cases: Cases = [lesson, alone, whole]
    return cases + [
        (rng.normal(size=(7, 3)), np.r_[rng.integers(0, 2, 5), 0, 1], rng.normal(size=(3, 3))) for _ in "ab"
    ]


def _nan_centres(points: np.ndarray, groups: np.ndarray, centres: np.ndarray) -> np.ndarray:
    rows = [points[groups == c].sum(axis=0) / max((groups == c).sum(), 0.5) for c in range(len(centres))]
    return np.where([[c in groups] for c in range(len(centres))], rows, np.nan)


MOVE_CENTRES = Exercise(
    "05-move-centres",
    points=2,
    title="move each centre to the mean of its points",
    reference=move,
    cases=_move_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _nan_centres, "A centre without points became NaN: the mean of nothing. Such a centre stays where it is."
        ),
        Mistake(
            lambda points, groups, centres: np.nan_to_num(_nan_centres(points, groups, centres)),
            "A centre without points went to the origin. It must stay where it is.",
        ),
        Mistake(
            lambda points, groups, centres: np.array([points[groups == c].sum(axis=0) for c in range(len(centres))]),
            "These are sums. Divide by the number of points: the mean.",
        ),
        Mistake(
            lambda points, groups, centres: (centres + move(points, groups, centres)) / 2,
            "You went only half of the way. The centre goes to the mean itself.",
        ),
        Mistake(
            lambda points, groups, centres: np.array(
                [np.median(points[groups == c], axis=0) if c in groups else centres[c] for c in range(len(centres))]
            ),
            "You took the median. k-means takes the mean.",
        ),
        Mistake(
            lambda points, groups, centres: np.trunc(move(points, groups, centres)),
            "Your centres are cut to whole numbers. Did you write means into an array of whole numbers? Use float.",
        ),
        Mistake(
            lambda points, groups, centres: move(points, groups, centres)[np.unique(groups)],
            "Centres without points are missing in your result. Return one row for each centre.",
        ),
    ],
    hints=[
        "points[groups == c] are the points of centre c.",
        "Take their mean over axis 0. First ask whether there are any.",
        "Start from a float copy of the old centres, and overwrite those that have points.",
    ],
)


def same_scale(table: np.ndarray) -> np.ndarray:
    """Rows of length 1; rows of zeros stay.  (n, m) -> (n, m)."""
    lengths = np.sqrt((table**2).sum(axis=1))
    return table / np.maximum(lengths, 1e-300)[:, None] if table.size else table


def _scale_cases(rng: np.random.Generator) -> Cases:
    """A busy and a quiet person of one taste; a row of zeros; a square table; random ones."""
    taste = np.array([[1.0, 1, 1, 1], [1, 0, 0, 0], [0, 0, 1, 1]])
    nobody = np.array([[1.0, 1, 0], [0, 0, 0], [0, 1, 0]])
    random = rng.integers(0, 2, (5, 6)).astype(float)
    random[0, :3] = 1
    return [(taste,), (nobody,), (random,), (np.array([[1.0, 1], [0, 1]]),)]


def _divided(table: np.ndarray, by: np.ndarray) -> np.ndarray:
    return np.divide(table, by, out=np.zeros_like(table), where=by > 0)


SAME_SCALE = Exercise(
    "05-same-scale",
    points=1,
    title="rows of length 1",
    reference=same_scale,
    cases=_scale_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda table: _divided(table, np.broadcast_to(table.sum(axis=1, keepdims=True), table.shape)),
            "You divided by the number of films, so a busy person's row is now shorter than 1. Divide by the length, "
            "the root of the sum of the squares.",
        ),
        Mistake(
            lambda table: _divided(table, np.broadcast_to(np.linalg.norm(table, axis=0), table.shape)),
            "You divided each COLUMN by its length. The rows are the people.",
        ),
        Mistake(
            lambda table: np.where(table.any(axis=1, keepdims=True), same_scale(table), np.nan),
            "A row of zeros has length 0, and 0 / 0 is not a number. Leave such a row as it is.",
        ),
        Mistake(
            lambda table: table / np.linalg.norm(table),
            "You divided by the length of the whole table. Each row has a length of its own.",
        ),
        Mistake(lambda table: table.copy(), "Nothing has changed: divide each row by its length."),
    ],
    hints=[
        "The length of a row of ones is the root of how many there are.",
        "np.linalg.norm(table, axis=1, keepdims=True) holds the length of every row, as a column.",
        "Where a length is 0, divide by 1 instead: a row of zeros stays a row of zeros.",
    ],
)
