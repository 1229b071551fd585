"""The loss of a softmax over all films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def softmax_loss(scores: np.ndarray, targets: np.ndarray) -> float:
    """Mean over rows of -ln P(target), P the softmax of the row.  (m, n), (m,) -> a number."""
    return float(np.mean(_row_losses(scores, targets)))


def _row_losses(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """-ln of the chance of the target, for each row.  (m, n), (m,) -> (m,)."""
    low = scores - scores.max(axis=1, keepdims=True)
    return np.log(np.exp(low).sum(axis=1)) - np.take_along_axis(low, targets[:, None], axis=1)[:, 0]


def _cases(rng: np.random.Generator) -> Cases:
    """The scores of the lesson, very large scores, a chance of almost 0; then random ones, one square table."""
    by_hand = np.array([[2.0, 1.0, 0.0]])
    large = np.array([[1000.0, 1001.0, 999.0], [-1000.0, -1000.0, -1001.0]])
    cases: Cases = [(by_hand, np.array([1])), (by_hand, np.array([0])), (large, np.array([0, 2]))]
    cases.append((np.array([[1000.0, 0.0, -1000.0]]), np.array([1])))
    shapes = ((3, 3), (4, 6), (5, 2))
    return cases + [(rng.normal(0, 2, (m, n)).round(2), rng.integers(0, n, m)) for m, n in shapes]


def _without_shift(scores: np.ndarray, targets: np.ndarray) -> float:
    with np.errstate(all="ignore"):
        powers = np.exp(scores)
        chances = powers / powers.sum(axis=1, keepdims=True)
        return float(-np.log(chances[np.arange(len(targets)), targets]).mean())


def _logarithm_last(scores: np.ndarray, targets: np.ndarray) -> float:
    with np.errstate(divide="ignore"):
        return float(-np.log(np.exp(-_row_losses(scores, targets))).mean())


def _every_column(scores: np.ndarray, targets: np.ndarray) -> float:
    low = scores - scores.max(axis=1, keepdims=True)
    return float((np.log(np.exp(low).sum(axis=1, keepdims=True)) - low)[:, targets].mean())


EXERCISE = Exercise(
    "07-softmax-loss",
    points=2,
    title="the loss of a softmax over all films",
    reference=softmax_loss,
    cases=_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda scores, targets: -softmax_loss(scores, targets),
            "The sign is wrong: the logarithm of a chance is below 0, so the loss needs a minus.",
        ),
        Mistake(
            lambda scores, targets: float(_row_losses(scores, targets).sum()),
            "You summed over the rows. The loss of a batch is the mean, so that large batches do not make large steps.",
        ),
        Mistake(
            lambda scores, targets: float(-np.exp(-_row_losses(scores, targets)).mean()),
            "You took the chance itself, with a minus. Take its logarithm.",
        ),
        Mistake(
            lambda scores, targets: float(_row_losses(scores, targets).mean() / np.log(2)),
            "You took the logarithm to base 2. Here it is the natural one.",
        ),
        Mistake(
            _every_column,
            "`[:, targets]` takes the targets of all rows in every row. Each row has its own: use pairs of row and "
            "column.",
        ),
        Mistake(
            _without_shift,
            "Right for small scores, but np.exp(1000) is too large for a computer: subtract the largest score first.",
        ),
        Mistake(
            _logarithm_last,
            "Where the chance is almost 0, the computer rounds it to 0, and its logarithm is lost. Subtract: "
            "ln of the sum, minus the score of the target.",
        ),
    ],
    hints=[
        "One row first: the softmax of lesson 06, then -ln of the chance at the place of the target.",
        "np.arange(m) and `targets` together pick one place in each row.",
        "ln(e^s / sum) = s - ln(sum). With the largest score taken off first, nothing becomes too large.",
    ],
)
