"""Repair a loss that counts the padding."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mean_loss(losses: np.ndarray, targets: np.ndarray) -> float:
    """The mean over places with a target (>= 0).  (b, L), (b, L) -> number."""
    return float(losses[targets >= 0].mean())


def _cases(rng: np.random.Generator) -> Cases:
    """The table of the lesson, film 0 as a target, a row without any target; then random ones."""
    by_hand = (np.array([[2.0, 4, 6, 0.1], [3, 0.1, 0.1, 0.1]]), np.array([[5, 0, 2, -1], [1, -1, -1, -1]]))
    cases: Cases = [by_hand, (np.array([[2.0, 4], [9, 9]]), np.array([[3, -1], [-1, -1]]))]
    for _ in range(4):
        targets = np.where(np.arange(6) < np.array([[6], [2], [3]]), rng.integers(0, 9, (3, 6)), -1)
        targets[0, 0] = 0
        cases.append((1 + rng.random((3, 6)).round(2), targets))
    return cases


def _mean_of_rows(losses: np.ndarray, targets: np.ndarray) -> float:
    rows = [row[real].mean() for row, real in zip(losses, targets >= 0, strict=True) if real.any()]
    return float(np.mean(rows))


def _mean_of_all_rows(losses: np.ndarray, targets: np.ndarray) -> float:
    return _mean_of_rows(losses, targets) if (targets >= 0).any(axis=1).all() else float("nan")


EXERCISE = Exercise(
    "10-loss",
    points=2,
    title="repair: padding in the loss",
    reference=mean_loss,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda losses, targets: float(losses.mean()),
            "The bug is still there: the places with target -1 take part in the mean.",
        ),
        Mistake(
            lambda losses, targets: float((losses * (targets >= 0)).mean()),
            "You set the empty places to 0, but the mean still divides by all places. Divide by the real ones.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets > 0].mean()),
            "Film number 0 is a film. Only -1 is empty: >= 0, not > 0.",
        ),
        Mistake(
            _mean_of_rows,
            "You took a mean for each person and then the mean of those. Here every real place counts the same.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets >= 0].sum()),
            "This is the sum over the real places. Divide by how many there are.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets >= 0].sum() / len(losses)),
            "You divided by the number of people. Divide by the number of real places.",
        ),
        Mistake(
            lambda losses, targets: float(losses[:, -1].mean()),
            "You took the last place of each row. All real places count.",
        ),
        Mistake(
            lambda losses, targets: losses[targets >= 0],
            "These are the losses of the real places. Take their mean: one number.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets < 0].mean()),
            "This is the mean over the EMPTY places. Turn the condition around.",
        ),
        Mistake(
            lambda losses, targets: float(np.where(targets >= 0, losses, np.nan).mean()),
            "A mean with NaN inside is NaN. Pick the real places out, losses[targets >= 0], or use np.nanmean.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets >= 0].sum() / losses.shape[1]),
            "You divided by the number of columns. Divide by the number of real places.",
        ),
        Mistake(
            lambda losses, targets: float((losses * targets)[targets >= 0].mean()),
            "You multiplied with the numbers of the films. They only say which places count.",
        ),
        Mistake(
            lambda losses, targets: float(losses[targets != 0].mean()),
            "You left out film 0 and kept the empty places. Empty is -1: a real place has targets >= 0.",
        ),
        Mistake(
            lambda losses, targets: float(np.median(losses[targets >= 0])),
            "This is the median. The mean is asked for.",
        ),
        Mistake(
            lambda losses, targets: (
                float(losses[(targets >= 0).all(axis=1)].mean()) if (targets >= 0).all(axis=1).any() else float("nan")
            ),
            "You kept only people whose row is full. Each real place counts, also in a short row.",
        ),
        Mistake(
            lambda losses, targets: float(losses[:, 0].mean()),
            "You took the first place of each row. All real places count.",
        ),
        Mistake(
            lambda losses, targets: (losses * (targets >= 0)).sum(axis=1) / np.maximum((targets >= 0).sum(axis=1), 1),
            "These are means for each person. One mean over all real places is asked for.",
        ),
        Mistake(
            lambda losses, targets: float((losses * targets).sum() / (targets >= 0).sum()),
            "You multiplied with the numbers of the films, -1 for the empty places. Multiply with targets >= 0, "
            "which is 1 or 0.",
        ),
        Mistake(
            _mean_of_all_rows,
            "You took a mean for each person, and a person without a real place has none: NaN. Every real place "
            "counts the same: one mean over all.",
        ),
    ],
    hints=[
        "In the small table, which of the eight numbers should count?",
        "`targets >= 0` is a table of True and False; it picks numbers out of `losses`.",
    ],
)
