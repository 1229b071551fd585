"""Exercises of lesson 07, part two: the loss of a softmax, full and sampled, and the best epoch."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def softmax_loss(scores: np.ndarray, targets: np.ndarray) -> float:
    """Mean over rows of -ln P(target), P the softmax of the row.  (m, n), (m,) -> a number."""
    return float(np.mean(_each(scores, targets)))


def _each(scores: np.ndarray, targets: np.ndarray) -> np.ndarray:
    low = scores - scores.max(axis=1, keepdims=True)
    return np.log(np.exp(low).sum(axis=1)) - np.take_along_axis(low, targets[:, None], axis=1)[:, 0]


def _softmax_cases(rng: np.random.Generator) -> Cases:
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
        return float(-np.log(np.exp(-_each(scores, targets))).mean())


def _every_column(scores: np.ndarray, targets: np.ndarray) -> float:
    low = scores - scores.max(axis=1, keepdims=True)
    return float((np.log(np.exp(low).sum(axis=1, keepdims=True)) - low)[:, targets].mean())


SOFTMAX_LOSS = Exercise(
    "07-softmax-loss",
    points=2,
    title="the loss of a softmax over all films",
    reference=softmax_loss,
    cases=_softmax_cases,
    compare=close_to(1e-5, 1e-5),
    mistakes=[
        Mistake(
            lambda scores, targets: -softmax_loss(scores, targets),
            "The sign is wrong: the logarithm of a chance is below 0, so the loss needs a minus.",
        ),
        Mistake(
            lambda scores, targets: float(_each(scores, targets).sum()),
            "You summed over the rows. The loss of a batch is the mean, so that large batches do not make large steps.",
        ),
        Mistake(
            lambda scores, targets: float(-np.exp(-_each(scores, targets)).mean()),
            "You took the chance itself, with a minus. Take its logarithm.",
        ),
        Mistake(
            lambda scores, targets: float(_each(scores, targets).mean() / np.log(2)),
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
        "One row first: the softmax of lesson 06, then -ln of the chance that stands at the target.",
        "np.arange(m) and `targets` together pick one place in each row.",
        "ln(e^s / sum) = s - ln(sum). With the largest score taken off first, nothing becomes too large.",
    ],
)


def sampled_softmax_loss(right: np.ndarray, wrong: np.ndarray, targets: np.ndarray, others: np.ndarray) -> float:
    """Mean of ln(e^right + sum over others that are not the target of e^wrong) - right.  (m,), (m, k), (m,), (k,)."""
    kept = np.where(targets[:, None] == others, -np.inf, wrong)
    every = np.column_stack([right, kept])
    return softmax_loss(every, np.zeros(len(right), int))


def _sampled_cases(rng: np.random.Generator) -> Cases:
    """A target among the others of one row, others that are all the target, none that is; then random ones."""
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


SAMPLED = Exercise(
    "07-sampled",
    points=3,
    title="a sampled softmax without the target among the others",
    reference=sampled_softmax_loss,
    cases=_sampled_cases,
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
            "The sum below the line lacks the target itself: a chance is e^right over everything, with e^right.",
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


def best_epoch(values: list[float], patience: int) -> tuple[int, int]:
    """The epoch with the highest value before the training stops, and how many epochs are run; both from 1."""
    best = epoch = 0
    for epoch, value in enumerate(values, start=1):
        best = epoch if best == 0 or value > values[best - 1] else best
        if epoch - best == patience:
            break
    return best, epoch


def _epoch_cases(rng: np.random.Generator) -> Cases:
    """A late rise that is never seen, small rises below the best, ties, a rise to the end; then random ones."""
    cases: Cases = [
        ([0.1, 0.3, 0.2, 0.25, 0.28, 0.5], 3),
        ([0.5, 0.4, 0.3, 0.2, 0.6], 3),
        ([0.2, 0.4, 0.4, 0.1, 0.1, 0.1], 2),
        ([0.1, 0.2, 0.3, 0.4], 2),
        ([0.3, 0.2, 0.4, 0.1, 0.2, 0.3, 0.1], 2),
        ([-0.9, -0.5, -0.7, -0.6], 2),
    ]
    return cases + [(rng.integers(10, 40, 9).astype(float).tolist(), int(p)) for p in (1, 2, 3)]


def _against_the_last(values: list[float], patience: int) -> tuple[int, int]:
    falls = epoch = 0
    for epoch in range(1, len(values) + 1):
        falls = falls + 1 if epoch > 1 and values[epoch - 1] <= values[epoch - 2] else 0
        if falls == patience:
            break
    return int(np.argmax(values[:epoch])) + 1, epoch


def _ties_are_rises(values: list[float], patience: int) -> tuple[int, int]:
    best = epoch = 1
    for epoch, value in enumerate(values, start=1):
        best = epoch if value >= values[best - 1] else best
        if epoch - best == patience:
            break
    return best, epoch


BEST_EPOCH = Exercise(
    "07-best-epoch",
    points=2,
    title="when to stop, and which epoch to keep",
    reference=best_epoch,
    cases=_epoch_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda values, patience: (int(np.argmax(values)) + 1, len(values)),
            "You looked at all values. The training stops when patience is used up; later values are never seen.",
        ),
        Mistake(
            lambda values, patience: (best_epoch(values, patience)[0] - 1, best_epoch(values, patience)[1] - 1),
            "You count from 0. The first epoch is number 1.",
        ),
        Mistake(
            lambda values, patience: (best_epoch(values, patience)[1],) * 2,
            "You keep the last epoch that was run. Keep the one with the highest value.",
        ),
        Mistake(
            lambda values, patience: best_epoch(values, 1),
            "You stop at the first epoch that brings no new best value. Wait `patience` of them.",
        ),
        Mistake(
            _against_the_last,
            "You compare each value with the one before it. Patience counts the epochs since the BEST value.",
        ),
        Mistake(_ties_are_rises, "An equal value is no rise: of equal values the first epoch is kept."),
    ],
    hints=[
        "Go through the values one by one, and remember the number of the best epoch so far.",
        "After each epoch: how many epochs ago was the best one? Stop when that equals `patience`.",
    ],
)
