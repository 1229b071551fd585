"""A comparison for models that the learner trains: no two trainings give equal scores, but the best item is known.

The cases are small worlds whose answer is known: who reads the history as the model should puts one item first.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from recsys_course.checking.compare import Compare, close_to


def same_first(beside: float = 1e-6) -> Compare:
    """Make a comparison of tables of scores: equal when in every row the same item has the highest score.

    The expected table (m, n) has -inf at items that are not asked for, such as those already seen: what the answer says
    there plays no part. beside: by how much the first place must be above all others; a tie is no first place.
    """
    shape_and_kind = close_to(1e300)

    def compare(expected: Any, got: Any) -> str | None:
        if np.ndim(expected) != 2:  # no table of scores: one wrong answer is compared with another
            return close_to()(expected, got)
        wanted = np.asarray(expected, dtype=float)
        sentence = shape_and_kind(np.zeros(wanted.shape), got)
        return sentence or _differs(wanted, np.asarray(got, dtype=float), beside)

    return compare


def _differs(wanted: np.ndarray, got: np.ndarray, beside: float) -> str | None:
    """The first row whose best item is another one, in one sentence."""
    asked = wanted > -np.inf
    rivals = np.where(asked, got, -np.inf)
    best, own = wanted.argmax(axis=1), rivals.argmax(axis=1)
    rows = np.arange(len(wanted))
    lead = rivals[rows, best] - _highest_of_others(rivals, best)
    wrong = lead <= beside
    if not wrong.any():
        return None
    row = int(wrong.argmax())
    what = f"item {own[row]} has the highest score" if own[row] != best[row] else "other items have the same score"
    return f"row {row}: item {best[row]} must be first, but {what} ({wrong.sum()} of {len(wanted)} rows are wrong)."


def _highest_of_others(scores: np.ndarray, best: np.ndarray) -> np.ndarray:
    """The highest score of each row without its own `best`.  (m, n), (m,) -> (m,)"""
    others = scores.copy()
    others[np.arange(len(scores)), best] = -np.inf
    return others.max(axis=1)
