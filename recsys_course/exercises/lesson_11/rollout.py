"""Rollout: what the last place takes from each film through all blocks."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_11.softmax import causal_softmax


def rollout(A: np.ndarray) -> np.ndarray:
    """The last row of (A_n + I) / 2 ... (A_1 + I) / 2.  (n_blocks, L, L) -> (L,), which sums to 1"""
    return _product(_halved(A))[-1]


def _cases(rng: np.random.Generator) -> Cases:
    """The two blocks of the lesson, one block, one film, three blocks."""
    first = np.array([[1.0, 0, 0], [0.5, 0.5, 0], [0.2, 0.2, 0.6]])
    second = np.array([[1.0, 0, 0], [1.0, 0, 0], [0, 0.8, 0.2]])
    drawn: Cases = [(causal_softmax(rng.normal(0, 2, (n, L, L))),) for n, L in ((1, 4), (2, 1), (3, 5), (2, 6))]
    return [(np.stack([first, second]),), *drawn]


def _product(A: np.ndarray) -> np.ndarray:
    """The tables of all blocks, the last one on the left.  (n_blocks, L, L) -> (L, L)"""
    return np.linalg.multi_dot([*A[::-1], np.eye(A.shape[1])])


def _halved(A: np.ndarray) -> np.ndarray:
    return (A + np.eye(A.shape[1])) / 2


EXERCISE = Exercise(
    "11-rollout",
    points=2,
    title="rollout: attention through all blocks",
    reference=rollout,
    cases=_cases,
    mistakes=[
        Mistake(
            lambda A: _product(A)[-1],
            "What stays is missing: each block adds to x, so half of each row goes to the place itself, (A + I) / 2.",
        ),
        Mistake(
            lambda A: _product(_halved(A)[::-1])[-1],
            "The blocks are in the wrong order: the last block reads what the first has made, so it stands LEFT of it.",
        ),
        Mistake(lambda A: A[-1, -1], "This is the last block alone. Its places already hold mixtures of films."),
        Mistake(lambda A: A[0, -1], "This is the first block alone."),
        Mistake(
            lambda A: A.mean(axis=0)[-1],
            "You took the mean of the blocks. The second reads what the first has made: multiply their tables.",
        ),
        Mistake(
            lambda A: _product(A + np.eye(A.shape[1]))[-1],
            "The result does not sum to 1: take HALF of A + I in each block.",
        ),
        Mistake(
            lambda A: _product(_halved(A)),
            "This is the whole table. Its last row is asked for: what the last place takes.",
        ),
        Mistake(
            lambda A: _product(_halved(A))[:, -1],
            "This is the last column. The last ROW is what the last place takes.",
        ),
        Mistake(
            lambda A: _product(_halved(A))[0],
            "This is the first row, of the first place. The last place is asked for.",
        ),
        Mistake(
            lambda A: np.prod(_halved(A), axis=0)[-1],
            "You multiplied number by number. These are tables: use the product of matrices, @.",
        ),
        Mistake(
            lambda A: _product(_halved(A[:2]))[-1],
            "Right for two blocks. With three you left one out: go through ALL blocks, for weights in A.",
        ),
        Mistake(
            lambda A: (_halved(A)[-1] @ _halved(A)[0])[-1],
            "Only the first and the last block play a part. Go through ALL blocks, for weights in A.",
        ),
        Mistake(
            lambda A: _halved(A)[-1, -1],
            "This is the last block alone, with what stays. Go on through the blocks below it.",
        ),
        Mistake(
            lambda A: _halved(A).mean(axis=0)[-1],
            "You took the mean of the blocks, with what stays. Multiply their tables.",
        ),
    ],
    hints=[
        "Of each block make (A + I) / 2. Begin with the identity table, np.eye(L).",
        "A later block stands on the left: through = (A + I) / 2 @ through. At the end the last row.",
    ],
)
