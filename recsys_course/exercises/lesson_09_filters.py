"""Exercises of lesson 09, part two: one horizontal filter, its strongest answer, and a framework's layer."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake

OURS = np.array([[0, 0.5], [0, 1], [1, 0], [0.8, 0.2]])  # the picture of the lesson
SPACE = np.array([[1.0, -1.0], [1.0, -1.0]])  # its filter: two space films in a row


def answers(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    """relu(sum of E[t : t + h] * K + b) at every place t.  (L, d), (h, d), number -> (L - h + 1,)."""
    height = len(kernel)
    sums = [(picture[t : t + height] * kernel).sum() + bias for t in range(len(picture) - height + 1)]
    return np.maximum(sums, 0)


def _one_filter(rng: np.random.Generator) -> Cases:
    """The lesson's filter, one that answers twice, heights 1 and L; then random ones."""
    uneven = np.array([[2.0, 1.0], [0.0, 3.0]])
    cases: Cases = [(OURS, SPACE, -1.0), (OURS, uneven, -0.5), (OURS, uneven[:1], 0.5), (OURS[:2], uneven, 1.0)]
    shapes = ((5, 3, 2), (6, 2, 3), (4, 4, 2))
    return cases + [(rng.normal(size=(n, d)).round(2), rng.normal(size=(h, d)).round(2), 0.8) for n, d, h in shapes]


def _without_relu(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    height = len(kernel)
    return np.array([(picture[t : t + height] * kernel).sum() + bias for t in range(len(picture) - height + 1)])


def _bias_after_relu(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    return np.maximum(_without_relu(picture, kernel, 0), 0) + bias


def _bias_in_each_cell(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    return np.maximum(_without_relu(picture, kernel, bias * kernel.size), 0)


def _height_2(picture: np.ndarray, kernel: np.ndarray, bias: float) -> np.ndarray:
    sums = [(picture[t : t + 2] * kernel).sum() + bias for t in range(len(picture) - 1)]
    return np.maximum(sums, 0)


CONVOLVE = Exercise(
    "09-filter",
    points=2,
    title="one horizontal filter",
    reference=answers,
    cases=_one_filter,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(_without_relu, "The relu is missing: what is below 0 becomes 0."),
        Mistake(_bias_after_relu, "You added the bias after the relu. It belongs inside: it moves the threshold."),
        Mistake(lambda picture, kernel, bias: answers(picture, kernel, 0), "The bias is missing."),
        Mistake(_height_2, "The height is fixed at 2 in your function. Take it from the kernel: len(kernel)."),
        Mistake(_bias_in_each_cell, "You added the bias in every cell of the window. Add it once, after the sum."),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel[::-1], bias),
            "Your filter is upside down. Its first row belongs to the OLDEST film it sees. (Mathematicians turn the "
            "kernel round in a convolution; networks do not.)",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias)[:-1],
            "The last place is missing, the one with the newest film: there are L - h + 1 places.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias).max(),
            "This is the strongest answer only. Here all places are asked for; the maximum comes next.",
        ),
        Mistake(
            lambda picture, kernel, bias: answers(picture, kernel, bias)[:: len(kernel)],
            "Your filter jumps by its own height. It moves by one film at a time.",
        ),
    ],
    hints=[
        "At how many places does a filter of height 2 fit into a picture with 4 rows?",
        "At place t it covers the rows picture[t : t + h]. Multiply cell by cell with the kernel, add up all.",
        "Then add the bias, and only then np.maximum(..., 0).",
    ],
)


def strongest(picture: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """The largest answer of each filter over all places.  (L, d), (h, d, n), (n,) -> (n,)."""
    return np.array([answers(picture, kernels[:, :, f], bias).max() for f, bias in enumerate(biases)])


def _many_filters(rng: np.random.Generator) -> Cases:
    """The lesson's filter beside a second one, once so that it is silent everywhere; random ones, heights 1 to 3."""
    second = np.array([[-1.0, 1.0], [0.5, 1.5]])
    kernels = np.stack([SPACE, second], axis=2)
    cases: Cases = [(OURS, kernels, np.array([-1.0, 0.1])), (OURS, kernels, np.array([-2.0, 0.3]))]
    for n, d, h, filters in ((5, 3, 2, 4), (6, 2, 3, 3), (4, 3, 1, 5)):
        kernels = rng.normal(size=(h, d, filters)).round(2)
        cases.append((rng.normal(size=(n, d)).round(2), kernels, rng.uniform(0.2, 0.6, filters).round(2)))
    return cases


def _all_answers(picture: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return np.stack([answers(picture, kernels[:, :, f], bias) for f, bias in enumerate(biases)], axis=1)


STRONGEST = Exercise(
    "09-strongest",
    points=2,
    title="the strongest answer of each filter",
    reference=strongest,
    cases=_many_filters,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(
            _all_answers,
            "These are the answers at every place. Keep the largest over the places, one for each filter.",
        ),
        Mistake(
            lambda picture, kernels, biases: _all_answers(picture, kernels, biases).max(axis=1),
            "You took the maximum over the filters. Take it over the places.",
        ),
        Mistake(
            lambda picture, kernels, biases: _all_answers(picture, kernels, biases).mean(axis=0),
            "You took the mean over the places. Max over time keeps the largest.",
        ),
        Mistake(
            lambda picture, kernels, biases: _all_answers(picture, kernels, biases).sum(axis=0),
            "You added up over the places. Max over time keeps the largest answer only.",
        ),
        Mistake(
            lambda picture, kernels, biases: _no_relu(picture[None], kernels, biases)[0],
            "The relu is missing: a filter that answers below 0 everywhere gives 0.",
        ),
        Mistake(
            lambda picture, kernels, biases: _all_answers(picture, kernels, biases).max(),
            "This is one number for all filters. Each filter has a strongest answer of its own.",
        ),
        Mistake(
            lambda picture, kernels, biases: _all_answers(picture, kernels, biases)[-1],
            "You took the answer at the last place. The strongest one may stand anywhere.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels, np.zeros(len(biases))),
            "The biases are missing: each filter has its own.",
        ),
        Mistake(
            lambda picture, kernels, biases: _all_answers(picture, kernels, biases).argmax(axis=0),
            "This is the PLACE of the strongest answer. The answer itself is asked for.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels[::-1], biases),
            "Your filters are upside down: the first row of a kernel belongs to the oldest film.",
        ),
    ],
    hints=[
        "kernels[:, :, 0] is the first filter, of shape (h, d). You know how to compute its answers.",
        "A loop over the filters; for each of them the largest of its L - h + 1 answers.",
    ],
)


def horizontal(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """`strongest` for many pictures.  (m, L, d), (h, d, n), (n,) -> (m, n)."""
    return np.stack([strongest(picture, kernels, biases) for picture in pictures])


def _batches(rng: np.random.Generator) -> Cases:
    """Never square, in 32 bits as in a network; one picture alone; heights 1 and L; filters that stay silent."""
    cases: Cases = []
    for m, n, d, h, filters in ((2, 5, 3, 2, 4), (4, 6, 2, 3, 5), (1, 4, 3, 1, 2), (3, 5, 4, 4, 3), (2, 3, 5, 3, 4)):
        pictures, kernels = rng.normal(size=(m, n, d)), rng.normal(size=(h, d, filters))
        biases = rng.uniform(0.2, 0.8, filters) - (4 if m == 4 else 0)
        cases.append(tuple(array.astype(np.float32) for array in (pictures, kernels, biases)))
    return cases


def _everywhere(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return np.stack([_all_answers(picture, kernels, biases) for picture in pictures])


def _no_relu(pictures: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    sums = [[_without_relu(p, kernels[:, :, f], b) for f, b in enumerate(biases)] for p in pictures]
    return np.array(sums).max(axis=2)


def _reshaped(pictures: np.ndarray) -> np.ndarray:
    """What a layer sees that wants the columns first and gets them by reshape."""
    m, n, d = pictures.shape
    return np.swapaxes(pictures.reshape(m, d, n), 1, 2)


RESHAPED = (
    "the shapes fit, but reshape does not swap axes: it cuts the same row of numbers elsewhere. Swap with transpose or "
    "permute."
)

LAYER = Exercise(
    "09-layer",
    points=3,
    title="horizontal filters in the framework",
    reference=horizontal,
    cases=_batches,
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
            "Your filters are upside down in time: only the axes change their places, none is turned round.",
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
        Mistake(_no_relu, "The relu is missing: a filter that answers below 0 everywhere gives 0."),
    ],
    hints=[
        "Three steps: all answers, relu, maximum over the places. Print the shape after each. (PyTorch: amax gives the "
        "maximum alone; max over an axis gives a pair, the maximum and its place.)",
        "PyTorch wants the pictures as (m, d, L) and the kernels as (n, d, h). TensorFlow wants (m, L, d) and "
        "(h, d, n), the order of the course.",
        "The result has a row for each picture and a column for each filter.",
    ],
)
