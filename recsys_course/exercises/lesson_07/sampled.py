"""The loss of a sampled softmax, without the target among the others."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_07.softmax_loss import softmax_loss


def sampled_softmax_loss(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
    """Mean of ln(e^right + sum over others that are not the target of e^wrong) - right.  (m,), (m, k), (m,), (k,)."""
    kept = np.where(targets[:, None] == others, -np.inf, wrong)
    every = np.column_stack([right, kept])
    return softmax_loss(every, np.zeros(len(right), int))


def _cases(rng: np.random.Generator) -> Cases:
    """A target among the others of one row, others that are all the target, others without it; then random ones."""
    wrong = np.array([[1.0, 0.5, -1.0], [0.0, 2.0, 0.3]])
    cases: Cases = [
        (np.array([2.0, 1.0]), wrong, np.array([4, 7]), np.array([1, 7, 3])),
        (np.array([0.5]), np.array([[0.5, 0.5]]), np.array([2]), np.array([2, 2])),
        (np.array([0.5, -1.0]), wrong, np.array([8, 9]), np.array([1, 2, 3])),
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
    ],
    hints=[
        "Put `right` as one more column beside `wrong`: then it is a softmax with the target in column 0.",
        "targets[:, None] == others is a table (m, k): true where the drawn film is the target of this row.",
        "e to the power of minus infinity is 0: a score of -np.inf adds nothing.",
    ],
)
