"""Horizontal filters in the framework."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_09.pictures import all_without_relu
from recsys_course.exercises.lesson_09.strongest import all_answers, strongest


def horizontal(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """`strongest` for many pictures.  (m, L, d), (h, d, n), (n,) -> (m, n)."""
    return np.stack([strongest(picture, kernels, biases) for picture in pictures])


def _cases(rng: np.random.Generator) -> Cases:
    """Never square, in 32 bits as in a network; one picture alone; heights 1 and L; filters that stay silent."""
    cases: Cases = []
    for m, n, d, h, filters in ((2, 5, 3, 2, 4), (4, 6, 2, 3, 5), (1, 4, 3, 1, 2), (3, 5, 4, 4, 3), (2, 3, 5, 3, 4)):
        pictures, kernels = rng.normal(size=(m, n, d)), rng.normal(size=(h, d, filters))
        biases = rng.uniform(0.2, 0.8, filters) - (4 if m == 4 else 0)
        cases.append(tuple(array.astype(np.float32) for array in (pictures, kernels, biases)))
    return cases


def _everywhere(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return np.stack([all_answers(picture, kernels, biases) for picture in pictures])


def _reshaped(pictures: np.ndarray) -> np.ndarray:
    """What a layer sees when it wants the columns first and gets them by reshape."""
    m, n, d = pictures.shape
    return np.swapaxes(pictures.reshape(m, d, n), 1, 2)


RESHAPED = (
    "the shapes fit, but reshape does not swap axes: it cuts the same row of numbers at other places. Swap with "
    "transpose or "
    "permute."
)


EXERCISE = Exercise(
    "09-layer",
    points=3,
    title="horizontal filters in the framework",
    reference=horizontal,
    cases=_cases,
    compare=close_to(1e-4, 1e-4),
    mistakes=[
        Mistake(
            _everywhere,
            "These are the answers at every place. Take the maximum over the places, so that (m, n) is left.",
        ),
        Mistake(
            lambda pictures, kernels, biases: np.swapaxes(_everywhere(pictures, kernels, biases), 1, 2),
            "These are the answers at every place, with the filters before the places. Take the maximum over the "
            "places.",
        ),
        Mistake(
            lambda pictures, kernels, biases: _everywhere(pictures, kernels, biases).max(axis=2),
            "You took the maximum over the filters. Which axis holds the places?",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(pictures, kernels, np.zeros(len(biases))),
            "The biases are missing.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(pictures, kernels[::-1], biases),
            "Your filters are upside down in time: the axes only change places, and none of them is reversed.",
        ),
        Mistake(
            lambda pictures, kernels, biases: _everywhere(pictures, kernels, biases).mean(axis=1),
            "You took the mean over the places. Max over time keeps the largest.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(_reshaped(pictures), kernels, biases),
            f"Pictures: {RESHAPED}",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(
                _reshaped(pictures), kernels.reshape(kernels.shape[::-1]).transpose(2, 1, 0), biases
            ),
            f"Pictures and kernels: {RESHAPED}",
        ),
        Mistake(all_without_relu, "The relu is missing: a filter that answers below 0 everywhere gives 0."),
    ],
    hints=[
        "Three steps: all answers, relu, maximum over the places. Print the shape after each. (PyTorch: amax gives the "
        "maximum alone; max over an axis gives a pair, the maximum and its place.)",
        "PyTorch wants the pictures as (m, d, L) and the kernels as (n, d, h). TensorFlow wants (m, L, d) and "
        "(h, d, n), the order of the course.",
        "The result has a row for each picture and a column for each filter.",
    ],
)
