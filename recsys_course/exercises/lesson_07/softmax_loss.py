"""The loss of a softmax over all films."""

from __future__ import annotations

from collections.abc import Callable

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
    """The scores of the lesson, very large scores, chances of almost 0 and 1; then random ones, one square table."""
    by_hand = np.array([[2.0, 1.0, 0.0]])
    large = np.array([[1000.0, 1001.0, 999.0], [-1000.0, -1000.0, -1001.0]])
    cases: Cases = [(by_hand, np.array([1])), (by_hand, np.array([0])), (large, np.array([0, 2]))]
    cases.append((np.array([[1000.0, 0.0, -1000.0]]), np.array([1])))
    cases += [
        (np.array([[-1000.0, 1000.0, 999.0]]), np.array([1])),
        (np.array([[1000.0, -1000.0, 0.0]]), np.array([0])),
    ]
    cases.append((np.array([[730.0, 0.0]]), np.array([1])))  # e^730 is infinite, and e^-730 is not 0
    shapes = ((3, 3), (4, 6), (5, 2))
    return cases + [(rng.normal(0, 2, (m, n)).round(2), rng.integers(0, n, m)) for m, n in shapes]


def _less(
    shift: Callable[[np.ndarray, np.ndarray], np.ndarray], in_one: bool
) -> Callable[[np.ndarray, np.ndarray], float]:
    """With another number taken off each row; in_one: ln(sum) - score, without a chance in between."""

    def loss(scores: np.ndarray, targets: np.ndarray) -> float:
        low, rows = scores - shift(scores, targets), np.arange(len(targets))
        with np.errstate(all="ignore"):
            powers = np.exp(low)
            if in_one:
                return float((np.log(powers.sum(axis=1)) - low[rows, targets]).mean())
            return float(-np.log(powers[rows, targets] / powers.sum(axis=1)).mean())

    return loss


def _nothing(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return np.zeros((len(scores), 1))


def _mean_score(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return np.asarray(scores.mean(axis=1, keepdims=True))


def _first_score(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return scores[:, :1]


def _one_largest(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return np.full((len(scores), 1), scores.max())


def _smallest_score(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return np.asarray(scores.min(axis=1, keepdims=True))


def _own_score(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    return np.take_along_axis(scores, targets[:, None], axis=1)


def _logarithm_last(scores: np.ndarray, targets: np.ndarray) -> float:
    with np.errstate(divide="ignore"):
        return float(-np.log(np.exp(-_row_losses(scores, targets))).mean())


def _every_column(scores: np.ndarray, targets: np.ndarray) -> float:
    low = scores - scores.max(axis=1, keepdims=True)
    return float((np.log(np.exp(low).sum(axis=1, keepdims=True)) - low)[:, targets].mean())


def _target_left_out(scores: np.ndarray, targets: np.ndarray) -> float:
    others = scores.astype(float)
    np.put_along_axis(others, targets[:, None], -np.inf, axis=1)
    top = others.max(axis=1, keepdims=True)
    return float((top + np.log(np.exp(others - top).sum(axis=1, keepdims=True)) - _own_score(scores, targets)).mean())


def _logarithm_of_the_mean(scores: np.ndarray, targets: np.ndarray) -> float:
    return float(-np.log(np.exp(-_row_losses(scores, targets)).mean()))


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
            _less(_nothing, False),
            "Right for small scores, but np.exp(1000) is too large for a computer: subtract the largest score first.",
        ),
        Mistake(
            _logarithm_last,
            "Where the chance is almost 0, the computer rounds it to 0, and its logarithm is lost. Subtract: "
            "ln of the sum, minus the score of the target.",
        ),
        Mistake(
            _less(_nothing, True),
            "np.exp(1000) is too large for a computer, and np.exp(-1000) is 0. Subtract the largest score of each"
            " row before exp; ln of the sum minus the score of the target is right then.",
        ),
        Mistake(
            _less(_mean_score, False),
            "You subtracted the MEAN of each row. What lies far above it is still too large for exp: subtract the"
            " largest score.",
        ),
        Mistake(
            _less(_mean_score, True),
            "You subtracted the MEAN of each row. A score far above it makes exp infinite: subtract the largest score.",
        ),
        Mistake(
            _less(_first_score, False),
            "You subtracted the FIRST score of each row. It need not be the largest: take the maximum of the row.",
        ),
        Mistake(
            _less(_first_score, True),
            "You subtracted the FIRST score of each row. A score far above it makes exp infinite: take the "
            "maximum of the row.",
        ),
        Mistake(
            _less(_one_largest, False),
            "You subtracted ONE largest score from all rows. In a row far below it every power becomes 0. Each "
            "row needs its own.",
        ),
        Mistake(
            _less(_one_largest, True),
            "You subtracted ONE largest score from all rows. In a row far below it the sum becomes 0, and ln 0 is"
            " infinite. Each row needs its own.",
        ),
        Mistake(
            lambda scores, targets: float(-np.log(np.exp(-_row_losses(scores, targets)) + 1e-9).mean()),
            "You added a small number inside the logarithm. It hides that a chance was rounded to 0, and changes "
            "the loss: use ln of the sum, minus the score of the target.",
        ),
        Mistake(
            lambda scores, targets: float((np.exp(-_row_losses(scores, targets))).mean()),
            "This is the mean chance. The loss is the mean of MINUS its logarithm.",
        ),
        Mistake(
            lambda scores, targets: float(
                np.mean([r.max() for r in scores]) - scores[np.arange(len(targets)), targets].mean()
            ),
            "You took the largest score in place of ln of the sum of all powers: the softmax sums over all films.",
        ),
        Mistake(
            lambda scores, targets: _row_losses(scores, targets),
            "These are the losses of the rows. Take their mean: one number.",
        ),
        Mistake(
            lambda scores, targets: float(-scores[np.arange(len(targets)), targets].mean()),
            "This is minus the score. The chance is e^score divided by the sum over all films: add ln of that sum.",
        ),
        Mistake(
            lambda scores, targets: float(
                np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1)).mean()
                - scores[np.arange(len(targets)), targets].mean()
            ),
            "You took the largest score off in the sum, but not off the target. Both must use the same shifted scores.",
        ),
        Mistake(
            _less(_own_score, True),
            "You subtracted the score of the TARGET. A score far above it makes exp infinite: subtract the "
            "largest score of the row.",
        ),
        Mistake(
            _less(_smallest_score, True),
            "You subtracted the SMALLEST score of each row: then all powers grow. Subtract the largest.",
        ),
        Mistake(
            _less(_smallest_score, False),
            "You subtracted the SMALLEST score of each row before exp. What is far above it becomes infinite: "
            "subtract the largest.",
        ),
        Mistake(
            lambda scores, targets: float(
                np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum())
                + (
                    _row_losses(scores, targets)
                    - np.log(np.exp(scores - scores.max(axis=1, keepdims=True)).sum(axis=1))
                ).mean()
            ),
            "One sum for the whole table. Each row has its own sum: axis=1.",
        ),
        Mistake(
            lambda scores, targets: float((_row_losses(scores, targets) / np.log(10)).mean()),
            "You took the logarithm to base 10. Here it is the natural one, np.log.",
        ),
        Mistake(
            _target_left_out,
            "The target is missing in the sum: a chance is e^score over ALL powers of the row, its own too.",
        ),
        Mistake(
            _logarithm_of_the_mean,
            "You took the mean of the chances, and then one logarithm. Take the logarithm of each row first; "
            "the mean comes last.",
        ),
    ],
    hints=[
        "One row first: the softmax of lesson 06, then -ln of the chance at the place of the target.",
        "np.arange(m) and `targets` together pick one place in each row.",
        "ln(e^s / sum) = s - ln(sum). With the largest score taken off first, nothing becomes too large.",
    ],
)
