"""Late fusion: one vector for each film from what its modalities say, as far as they are known."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def join(said: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The sum of what is known, divided by its length; zeros where nothing is.  (M, n, d), (n, M) -> (n, d)"""
    total = np.einsum("mnd,nm->nd", said, known)
    length = np.linalg.norm(total, axis=1, keepdims=True)
    return total / np.where(length > 0, length, 1)


def _cases(rng: np.random.Generator) -> Cases:
    """The films of the lesson; then random ones, of which the last knows nothing."""
    said = np.array([[[3.0, 0], [0, 2], [1, 1]], [[0, 4.0], [5, 0], [2, 1]]])
    cases: Cases = [(said, np.array([[1, 1], [1, 0], [0, 0]]))]
    for m, n, d in ((3, 5, 4), (2, 6, 3), (4, 4, 5)):
        known = rng.integers(0, 2, (n, m))
        known[0], known[-1] = 1, 0
        lengths = 10.0 ** -np.arange(n)  # long sums and short ones
        cases.append((rng.normal(size=(m, n, d)).round(2) * lengths[:, None], known))
    return cases


def _unguarded(said: np.ndarray, known: np.ndarray) -> np.ndarray:
    total = np.einsum("mnd,nm->nd", said, known)
    with np.errstate(all="ignore"):
        return total / np.linalg.norm(total, axis=1, keepdims=True)


def _mean(said: np.ndarray, known: np.ndarray) -> np.ndarray:
    return np.einsum("mnd,nm->nd", said, known) / np.maximum(known.sum(axis=1), 1)[:, None]


def _each_alone(said: np.ndarray, known: np.ndarray) -> np.ndarray:
    return join(said / np.linalg.norm(said, axis=2, keepdims=True), known)


def _whole_table(said: np.ndarray, known: np.ndarray) -> np.ndarray:
    total = np.einsum("mnd,nm->nd", said, known)
    return total / np.linalg.norm(total)


def _only_long(said: np.ndarray, known: np.ndarray) -> np.ndarray:
    total = np.einsum("mnd,nm->nd", said, known)
    return np.asarray(total / np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1))


EXERCISE = Exercise(
    "12-join",
    points=2,
    title="late fusion",
    reference=join,
    cases=_cases,
    compare=close_to(1e-5),
    mistakes=[
        Mistake(
            lambda said, known: join(said, np.ones_like(known)),
            "`known` plays no part: what a hidden or missing modality says must not enter the sum.",
        ),
        Mistake(
            _unguarded, "A film of which nothing is known has the length 0: divide by 1 there, and its vector is 0."
        ),
        Mistake(_mean, "This is the mean of what is known. Divide the sum by its length, np.linalg.norm of each row."),
        Mistake(
            lambda said, known: np.einsum("mnd,nm->nd", said, known),
            "The sum is right. Now divide each row by its length.",
        ),
        Mistake(_each_alone, "You made each modality of length 1 first. Here the sum is divided by its length, once."),
        Mistake(
            _whole_table, "You divided by the length of the whole table. Each film has its own: axis=1, keepdims=True."
        ),
        Mistake(
            _only_long,
            "Sums shorter than 1 stay as short as they are in your answer. Every sum is divided by its length; only a "
            "length of 0 is replaced by 1.",
        ),
        Mistake(
            lambda said, known: join(said, 1 - known),
            "You kept what is hidden, and left out what is known.",
        ),
    ],
    hints=[
        "said[m] is (n, d), known[:, m] a number for each film: known[:, [m]] * said[m] is 0 where m is missing.",
        "Add these up over m. Then np.linalg.norm(total, axis=1, keepdims=True) are the lengths.",
    ],
)
