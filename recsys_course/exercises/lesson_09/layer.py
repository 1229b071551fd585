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
        if m == 2 and h == 2:  # one filter that is strongest before the first film, where only zeros are
            pictures, kernels[0, :, 0], kernels[1, :, 0] = abs(pictures) + 0.1, -9, abs(kernels[1, :, 0])
        if m == 3:  # one filter whose sums are all far below 0
            pictures, kernels[:, :, 0] = abs(pictures), -abs(kernels[:, :, 0]) - 0.5
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


def _same_length(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """With zeros at both ends, so that there are as many places as films."""
    extra = len(kernels) - 1
    return horizontal(np.pad(pictures, ((0, 0), (extra // 2, extra - extra // 2), (0, 0))), kernels, biases)


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
        Mistake(
            lambda pictures, kernels, biases: horizontal(pictures, kernels, 0 * biases) + biases,
            "You added the biases after the relu. They belong inside: they move the threshold.",
        ),
        Mistake(
            _same_length,
            'Your layer adds zeros at both ends (padding "same"). Here the filter stands only where it fits: '
            '"valid", or no padding.',
        ),
        Mistake(
            lambda pictures, kernels, biases: _everywhere(pictures, kernels, biases).sum(axis=1),
            "You added up over the places. Max over time keeps the largest answer only.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(pictures, kernels, biases).T,
            "Rows and columns are exchanged: a row for each picture, a column for each filter.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(pictures[:1], kernels, biases)[0],
            "This is the first picture only. A layer reads many pictures at once.",
        ),
        Mistake(
            lambda pictures, kernels, biases: _everywhere(pictures, kernels, biases).argmax(axis=1),
            "These are the PLACES of the strongest answers. The answers themselves are asked for.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(pictures, kernels[:, ::-1], biases),
            "The columns of your filters are reversed: the axes only change places, and none of them is reversed.",
        ),
        Mistake(
            lambda pictures, kernels, biases: _everywhere(pictures, kernels, biases)[:, -1],
            "You took the answer at the last place. Take the maximum over the places.",
        ),
        Mistake(
            lambda pictures, kernels, biases: float(horizontal(pictures, kernels, biases).max()),
            "This is one number for everything. Take the maximum over the places only, so that (m, n) is left.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(
                pictures, kernels.transpose(2, 1, 0).reshape(kernels.shape), biases
            ),
            "The axes of your kernels went to other places, and the shape was then made to fit. Check which axis "
            "holds the filters.",
        ),
        Mistake(
            lambda pictures, kernels, biases: (
                horizontal(pictures, kernels, biases),
                _everywhere(pictures, kernels, biases).argmax(axis=1),
            ),
            "This is a pair: the maximum and its place. PyTorch's max over an axis gives both; amax gives the "
            "maximum alone.",
        ),
        Mistake(
            lambda pictures, kernels, biases: horizontal(np.pad(pictures, ((0, 0), (1, 1), (0, 0))), kernels, biases),
            "Your layer adds a row of zeros at both ends. Here the filter stands only where it fits: no padding.",
        ),
        Mistake(
            lambda pictures, kernels, biases: _everywhere(pictures, kernels, biases)[:, ::2].max(axis=1),
            "Your filters jump over every second place. They move by one film at a time: stride 1.",
        ),
    ],
    hints=[
        "Three steps: all answers, relu, maximum over the places. Print the shape after each. (PyTorch: amax gives the "
        "maximum alone; max over an axis gives a pair, the maximum and its place.)",
        "PyTorch wants the pictures as (m, d, L) and the kernels as (n, d, h). TensorFlow wants (m, L, d) and "
        "(h, d, n), the order of the course.",
        "The result has a row for each picture and a column for each filter.",
    ],
)
