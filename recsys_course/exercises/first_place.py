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
        if not _is_table(expected):  # two wrong answers are compared with one another, whatever they are
            return close_to()(expected, got)
        wanted = np.asarray(expected, dtype=float)
        sentence = shape_and_kind(np.zeros(wanted.shape), _where_asked(wanted, got))
        return sentence or _differs(wanted, np.asarray(got, dtype=float), beside)

    return compare


def _is_table(value: Any) -> bool:
    """Whether a value is an array of numbers with rows and columns."""
    return isinstance(value, np.ndarray) and value.ndim == 2 and value.size > 0 and value.dtype.kind in "iuf"


def _where_asked(wanted: np.ndarray, got: Any) -> Any:
    """A table of numbers with 0 at items that are not asked for, where -inf is a fine score; all else as it is."""
    fits = isinstance(got, np.ndarray) and got.shape == wanted.shape and got.dtype.kind in "iuf"
    return np.where(wanted > -np.inf, got, 0) if fits else got


def _differs(wanted: np.ndarray, got: np.ndarray, beside: float) -> str | None:
    """The first row whose best item is another one, in one sentence."""
    asked = wanted > -np.inf
    if not asked.any():  # the table of a mistake that asks for nothing: it explains no answer
        return None if np.array_equal(wanted, got) else "no item is asked for."
    rivals = np.where(asked, got, -np.inf)
    best, own = wanted.argmax(axis=1), rivals.argmax(axis=1)
    rows = np.arange(len(wanted))
    lead = rivals[rows, best] - _highest_of_others(rivals, best)
    wrong = asked.any(axis=1) & (lead <= beside)
    if not wrong.any():
        return None
    row = int(wrong.argmax())
    what = f"item {own[row]} has the highest score" if own[row] != best[row] else "other items have the same score"
    return f"row {row}: item {best[row]} must be first, but {what} ({wrong.sum()} of {len(wanted)} rows are wrong)."


def _highest_of_others(scores: np.ndarray, best: np.ndarray) -> np.ndarray:
    """The highest score of each row without its own `best`.  (m, n), (m,) -> (m,)"""
    others = scores.copy()
    others[np.arange(len(scores)), best] = -np.inf
    return np.maximum(others.max(axis=1), -1e300)  # without any rival the lead is a number too
