"""The strongest answer of each filter."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_09.filter import answers
from recsys_course.exercises.lesson_09.pictures import OURS, SPACE, all_without_relu, without_relu


def strongest(picture: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """The largest answer of each filter over all places.  (L, d), (h, d, n), (n,) -> (n,)."""
    return np.array([answers(picture, kernels[:, :, f], bias).max() for f, bias in enumerate(biases)])


def _cases(rng: np.random.Generator) -> Cases:
    """The lesson's filter beside a second one, once silent everywhere, once both; random ones, heights 1 to 3."""
    second = np.array([[-1.0, 1.0], [0.5, 1.5]])
    kernels = np.stack([SPACE, second], axis=2)
    cases: Cases = [(OURS, kernels, np.array([-1.0, 0.1])), (OURS, kernels, np.array([-2.0, 0.3]))]
    cases.append((OURS, -np.abs(kernels), np.array([0.5, 0.1])))  # all sums are below 0, and the biases above
    for n, d, h, filters in ((5, 3, 2, 4), (6, 2, 3, 3), (4, 3, 1, 5), (5, 2, 2, 1)):
        kernels = rng.normal(size=(h, d, filters)).round(2)
        cases.append((rng.normal(size=(n, d)).round(2), kernels, rng.uniform(0.2, 0.6, filters).round(2)))
    return cases


def all_answers(picture: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    """A mistake: the answers at every place, one column for each filter.  (L, d), (h, d, n), (n,) -> (L - h + 1, n)."""
    return np.stack([answers(picture, kernels[:, :, f], bias) for f, bias in enumerate(biases)], axis=1)


def _sums(picture: np.ndarray, kernels: np.ndarray, biases: np.ndarray) -> np.ndarray:
    return np.stack([without_relu(picture, kernels[:, :, f], bias) for f, bias in enumerate(biases)], axis=1)


EXERCISE = Exercise(
    "09-strongest",
    points=2,
    title="the strongest answer of each filter",
    reference=strongest,
    cases=_cases,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(
            all_answers,
            "These are the answers at every place. Keep the largest over the places, one for each filter.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases).max(axis=1),
            "You took the maximum over the filters. Take it over the places.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases).mean(axis=0),
            "You took the mean over the places. Max over time keeps the largest.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases).sum(axis=0),
            "You added up over the places. Max over time keeps the largest answer only.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_without_relu(picture[None], kernels, biases)[0],
            "The relu is missing: a filter that answers below 0 everywhere gives 0.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases).max(),
            "This is one number for all filters. Each filter has a strongest answer of its own.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases)[-1],
            "You took the answer at the last place. The strongest one may be anywhere.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels, np.zeros(len(biases))),
            "The biases are missing: each filter has its own.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases).argmax(axis=0),
            "This is the PLACE of the strongest answer. The answer itself is asked for.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels[::-1], biases),
            "Your filters are upside down: the first row of a kernel belongs to the oldest film.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels, np.zeros(len(biases))) + biases,
            "You added the biases after the relu. They belong inside: they move the threshold.",
        ),
        Mistake(
            lambda picture, kernels, biases: np.abs(all_without_relu(picture[None], kernels, biases)[0]),
            "You took the absolute value. The relu does not turn -2 into 2; it makes it 0.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases).min(axis=0),
            "You took the smallest answer of each filter. Max over time keeps the largest.",
        ),
        Mistake(
            lambda picture, kernels, biases: all_answers(picture, kernels, biases)[0],
            "You took the answer at the first place. The strongest one may be anywhere.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels[:, :, :1], biases[:1]),
            "This is the first filter only. Each filter has a strongest answer.",
        ),
        Mistake(
            lambda picture, kernels, biases: (
                strongest(picture[:-1], kernels, biases)
                if len(picture) > len(kernels)
                else strongest(picture, kernels, biases)
            ),
            "You left out the last place, the one with the newest film: there are L - h + 1 places.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels, np.full(len(biases), biases[0])),
            "You used the first bias for all filters. Each has its own.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels, biases * kernels[:, :, 0].size),
            "You added the bias in every cell of the window. Add it once, after the sum.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, kernels[:, ::-1], biases),
            "The columns of your filters are reversed: column 0 of a kernel belongs to column 0 of the picture.",
        ),
        Mistake(
            lambda picture, kernels, biases: strongest(picture, -kernels, biases),
            "The sign of the products is turned around.",
        ),
        Mistake(
            lambda picture, kernels, biases: (
                np.sort(all_answers(picture, kernels, biases), axis=0)[-2]
                if len(all_answers(picture, kernels, biases)) > 1
                else strongest(picture, kernels, biases)
            ),
            "You took the second largest answer. The largest is asked for.",
        ),
        Mistake(
            lambda picture, kernels, biases: np.abs(_sums(picture, kernels, biases)).max(axis=0),
            "You took the absolute value of every answer. The relu does not turn -2 into 2; it makes it 0.",
        ),
    ],
    hints=[
        "kernels[:, :, 0] is the first filter, of shape (h, d). You know how to compute its answers.",
        "A loop over the filters; for each of them the largest of its L - h + 1 answers.",
    ],
)
