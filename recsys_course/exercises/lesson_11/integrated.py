"""Integrated gradients, from gradients on the way to the films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.exercise import Cases, Exercise, Mistake


def integrated(x: np.ndarray, gradients: np.ndarray) -> np.ndarray:
    """The mean gradient times x, summed for each film.  (t, d), (n, t, d) -> (t,)"""
    return np.einsum("td,ntd->t", x, gradients) / len(gradients)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, one film, one step, more of both."""
    by_hand = (np.array([[3.0, 1.0]]), np.array([[[1.0, 2]], [[3, 2]], [[5, 2]]]))
    shapes = ((1, 2, 3), (4, 1, 2), (8, 3, 2), (5, 4, 4))
    return [by_hand, *((rng.normal(size=(t, d)), rng.normal(size=(n, t, d))) for n, t, d in shapes)]


EXERCISE = Exercise(
    "11-integrated",
    points=1,
    title="integrated gradients",
    reference=integrated,
    cases=_cases,
    mistakes=[
        Mistake(
            lambda x, gradients: (x * gradients[-1]).sum(axis=-1),
            "This is gradient times x, with the last gradient only. Take the mean of ALL gradients on the way.",
        ),
        Mistake(
            lambda x, gradients: (x * gradients[0]).sum(axis=-1),
            "You took the first gradient only. Take the mean of ALL gradients on the way.",
        ),
        Mistake(
            lambda x, gradients: (x * gradients[len(gradients) // 2]).sum(axis=-1),
            "You took the gradient in the middle of the way only. Take the mean of ALL gradients on the way.",
        ),
        Mistake(
            lambda x, gradients: (x * gradients.sum(axis=0)).sum(axis=-1),
            "You took the sum of the gradients. Take their mean.",
        ),
        Mistake(
            lambda x, gradients: gradients.mean(axis=0).sum(axis=-1),
            "The gradient is not multiplied by x: how far did each number travel from 0?",
        ),
        Mistake(
            lambda x, gradients: x * gradients.mean(axis=0),
            "These are shares of single numbers, (t, d). Sum over the numbers of each film.",
        ),
        Mistake(
            lambda x, gradients: (x * gradients.mean(axis=0)).sum(),
            "You added up all films. One number for each film is asked for: sum over the last axis.",
        ),
        Mistake(
            lambda x, gradients: np.abs(x * gradients.mean(axis=0)).sum(axis=-1),
            "You dropped the signs. A film can lower a score, and only with signs is the sum of all films right.",
        ),
        Mistake(
            lambda x, gradients: (x * gradients.mean(axis=0)).mean(axis=-1),
            "You took the mean over the numbers of a film. Take the sum.",
        ),
        Mistake(
            lambda x, gradients: (x * gradients.mean(axis=0)).sum(axis=0),
            "You summed over the films. Sum over the numbers of each film, the last axis.",
        ),
        Mistake(
            lambda x, gradients: np.linalg.norm(gradients.mean(axis=0), axis=-1),
            "This is the length of the mean gradient. Multiply it with x, number by number, and sum.",
        ),
    ],
    hints=[
        "The mean of the gradients over the way: axis=0. What is left has the shape of x.",
        "Times x, number by number; then the sum over the last axis: one number for each film.",
    ],
)
