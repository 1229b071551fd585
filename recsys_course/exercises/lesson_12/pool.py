"""The largest of each 2 x 2 cells."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def pool(answers: np.ndarray) -> np.ndarray:
    """The largest of each 2 x 2 cells; a row or column left over is dropped.  (h, w) -> (h // 2, w // 2)"""
    h, w = (side // 2 for side in answers.shape)
    return answers[: 2 * h, : 2 * w].reshape(h, 2, w, 2).max(axis=(1, 3))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, all below 0, odd sides, then random ones."""
    lesson = np.array([[0.0, 3, 3, 0]] * 4)
    shapes = ((4, 6), (5, 4), (7, 9), (2, 2))
    cases: Cases = [(lesson,), (-1 - rng.random((4, 4)),)]
    return cases + [(rng.normal(size=shape).round(2),) for shape in shapes]


def _overlapping(answers: np.ndarray) -> np.ndarray:
    return np.max([answers[:-1, :-1], answers[1:, :-1], answers[:-1, 1:], answers[1:, 1:]], axis=0)


def _with_rest(answers: np.ndarray) -> np.ndarray:
    h, w = answers.shape
    padded = np.pad(answers, ((0, h % 2), (0, w % 2)), constant_values=-np.inf)
    return pool(padded)


def _mean(answers: np.ndarray) -> np.ndarray:
    h, w = (side // 2 for side in answers.shape)
    return answers[: 2 * h, : 2 * w].reshape(h, 2, w, 2).mean(axis=(1, 3))


def _uncut(answers: np.ndarray) -> np.ndarray:
    h, w = answers.shape
    return np.asarray(answers.reshape(h // 2, 2, w // 2, 2).max(axis=(1, 3)))


EXERCISE = Exercise(
    "12-pool",
    points=1,
    title="pooling of a picture",
    reference=pool,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(_overlapping, "Your windows overlap. They stand side by side: move by 2, to the right and down."),
        Mistake(_with_rest, "You kept the row or column that is left over at the end. It is dropped."),
        Mistake(
            _uncut,
            "Right where both sides are even. Where a row or column is left over, the blocks do not fit: cut it off "
            "first, answers[: h // 2 * 2, : w // 2 * 2].",
        ),
        Mistake(_mean, "This is the mean of the four cells. Keep the largest."),
        Mistake(
            lambda answers: np.maximum(pool(answers), 0),
            "You compared with 0 too. Four cells below 0 have a largest one, and it is below 0.",
        ),
        Mistake(
            lambda answers: answers[: len(answers) // 2 * 2 : 2, : answers.shape[1] // 2 * 2 : 2],
            "You kept the upper left cell of each block. Keep the largest of the four.",
        ),
        Mistake(
            lambda answers: answers.max(), "This is the largest cell of the whole picture. Keep one for each 2 x 2."
        ),
        Mistake(
            lambda answers: np.maximum(answers[0 : len(answers) // 2 * 2 : 2], answers[1 : len(answers) // 2 * 2 : 2]),
            "You compared rows only. Each block has two rows and two columns.",
        ),
    ],
    hints=[
        "Cut off a row or column that is left over. Then four tables: every second row and column, from 0 or from 1.",
        "np.maximum(a, b) gives the larger of two tables, cell by cell.",
    ],
)
