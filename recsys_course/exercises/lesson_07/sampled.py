"""The loss of a sampled softmax, without the target among the others."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_07.softmax_loss import _row_losses, softmax_loss


def sampled_softmax_loss(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
    """Mean of ln(e^right + sum over others that are not the target of e^wrong) - right, safe for large scores.

    (m,), (m, k), (m,), (k,) -> a number.
    """
    kept = np.where(targets[:, None] == others, -np.inf, wrong)
    every = np.column_stack([right, kept])
    return softmax_loss(every, np.zeros(len(right), int))


def _cases(rng: np.random.Generator) -> Cases:
    """A target among the others of one row, others all the target or without it, scores of 1,000; then random ones."""
    wrong = np.array([[1.0, 0.5, -1.0], [0.0, 2.0, 0.3]])
    cases: Cases = [
        (np.array([2.0, 1.0]), wrong, np.array([4, 7]), np.array([1, 7, 3])),
        (np.array([0.5]), np.array([[0.5, 0.5]]), np.array([2]), np.array([2, 2])),
        (np.array([0.5, -1.0]), wrong, np.array([8, 9]), np.array([1, 2, 3])),
        (np.array([1000.0]), np.array([[1001.0, -1000.0]]), np.array([4]), np.array([1, 7])),
        (np.array([-1000.0]), np.array([[1000.0, 999.0]]), np.array([5]), np.array([4, 6])),
        (np.array([0.0]), np.array([[730.0, 0.0]]), np.array([5]), np.array([4, 6])),  # e^730 is infinite, e^-730 not 0
    ]
    for m, k in ((4, 3), (3, 5)):
        others = rng.integers(0, 9, k)
        targets = np.append(others[0], rng.integers(0, 9, m - 1))
        cases.append((rng.normal(size=m).round(2), rng.normal(size=(m, k)).round(2), targets, others))
    return cases


def _zero_not_gone(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
    kept = np.where(targets[:, None] == others, 0, wrong)
    return softmax_loss(np.column_stack([right, kept]), np.zeros(len(right), int))


def _without_right(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
    with np.errstate(divide="ignore"):
        kept = np.where(targets[:, None] == others, 0, np.exp(wrong)).sum(axis=1)
        return float((np.log(kept) - right).mean())


def _gone_for_all(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
    kept = np.where(np.isin(others, targets), -np.inf, wrong)
    return softmax_loss(np.column_stack([right, kept]), np.zeros(len(right), int))


def _less(
    shift: Callable[[np.ndarray, np.ndarray], np.ndarray], in_one: bool, twice: bool = False
) -> Callable[[np.ndarray, np.ndarray, np.ndarray, np.ndarray], float]:
    """With `shift(right, kept)` taken off each row before exp.

    in_one: ln(sum) - score, without a chance in between. twice: the target stays among the others.
    """

    def loss(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
        kept = np.where((targets[:, None] == others) & (not twice), -np.inf, wrong)
        with np.errstate(all="ignore"):
            top = shift(right, kept)
            own, rest = np.exp(right - top), np.exp(kept - top[:, None]).sum(axis=1)
            if in_one:
                return float((np.log(own + rest) + top - right).mean())
            return float(-np.log(own / (own + rest)).mean())

    return loss


EXERCISE = Exercise(
    "07-sampled",
    points=3,
    title="a sampled softmax without the target among the others",
    reference=sampled_softmax_loss,
    cases=_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda right, wrong, targets, others: softmax_loss(
                np.column_stack([right, wrong]), np.zeros(len(right), int)
            ),
            "A film that is the target and was drawn too is in your sum twice: it must beat itself. Leave it out.",
        ),
        Mistake(
            _zero_not_gone,
            "You gave the drawn target the SCORE 0, and e^0 = 1 still counts. It must add nothing to the sum.",
        ),
        Mistake(
            _without_right,
            "The target itself is missing from the sum below the line: a chance is e^right over everything, with "
            "e^right.",
        ),
        Mistake(
            _gone_for_all,
            "You left a film out in all rows because it is the target of ONE row. For the others it is a fair rival.",
        ),
        Mistake(
            lambda right, wrong, targets, others: len(right) * sampled_softmax_loss(right, wrong, targets, others),
            "You summed over the rows. Take the mean.",
        ),
        Mistake(
            _less(lambda right, kept: np.zeros(len(right)), False),
            "Right for small scores, but np.exp(1000) is too large for a computer. Subtract the largest score of "
            "the row first, as in the full softmax.",
        ),
        Mistake(
            _less(lambda right, kept: np.zeros(len(right)), True),
            "Right for small scores. e^1000 is infinite for a computer, and so is your ln of the sum: subtract "
            "the largest score of the row before exp, and add it after ln.",
        ),
        Mistake(
            _less(lambda right, kept: np.column_stack([right, kept]).max(axis=1), False),
            "Where the chance is almost 0, the computer rounds it to 0, and its logarithm is lost. Subtract: ln "
            "of the sum, minus the score of the target.",
        ),
        Mistake(
            _less(lambda right, kept: right, True),
            "You subtracted the score of the target. A rival far above it is still too large for exp: subtract "
            "the largest score of the row.",
        ),
        Mistake(
            lambda right, wrong, targets, others: -sampled_softmax_loss(right, wrong, targets, others),
            "The sign is wrong: the logarithm of a chance is below 0, so the loss needs a minus.",
        ),
        Mistake(
            lambda right, wrong, targets, others: float(
                sampled_softmax_loss(right, wrong, targets, others) / np.log(2)
            ),
            "You took the logarithm to base 2. Here it is the natural one.",
        ),
        Mistake(
            lambda right, wrong, targets, others: sampled_softmax_loss(
                right, np.where(targets[:, None] == others, wrong, -np.inf), np.full(len(right), -1), others
            ),
            "You kept only what should be left out: the drawn films that ARE the target. Turn the condition around.",
        ),
        Mistake(
            lambda right, wrong, targets, others: _row_losses(
                np.column_stack([right, np.where(targets[:, None] == others, -np.inf, wrong)]),
                np.zeros(len(right), int),
            ),
            "These are the losses of the events. Take their mean: one number.",
        ),
        Mistake(
            lambda right, wrong, targets, others: float(
                np.logaddexp(0, np.where(targets[:, None] == others, -np.inf, wrong) - right[:, None]).mean()
            ),
            "The target races against each rival by itself. Here it races against all of them together: one sum "
            "for each event.",
        ),
        Mistake(
            _less(lambda right, kept: np.zeros(len(right)), False, twice=True),
            "Two things. A film that is the target and was drawn too is in your sum twice: leave it out. And "
            "e^1000 is too large for a computer: subtract the largest score of the row first.",
        ),
        Mistake(
            _less(lambda right, kept: np.zeros(len(right)), True, twice=True),
            "Two things. The target stands in your sum twice where it was drawn too: leave it out there. And "
            "e^1000 is infinite for a computer: subtract the largest score of the row before exp, and add it "
            "after ln.",
        ),
    ],
    hints=[
        "Put `right` as one more column beside `wrong`: then it is a softmax with the target in column 0.",
        "targets[:, None] == others is a table (m, k): true where the drawn film is the target of this row.",
        "e to the power of minus infinity is 0: a score of -np.inf adds nothing.",
    ],
)
