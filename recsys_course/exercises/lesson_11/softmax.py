"""The softmax that the exercises of this lesson share."""

from __future__ import annotations

import numpy as np


def softmax(scores: np.ndarray) -> np.ndarray:
    """exp(s) / sum exp(s) over the last axis; 0 where a score is -inf.  (..., n) -> (..., n), rows that sum to 1."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return raised / raised.sum(axis=-1, keepdims=True)


def may_look(length: int) -> np.ndarray:
    """Whether place t may look at place s: s <= t.  -> (length, length)"""
    return np.tri(length, dtype=bool)


def causal_softmax(match: np.ndarray) -> np.ndarray:
    """The softmax of each row over the places up to its own.  (..., L, L) -> (..., L, L)"""
    return softmax(np.where(may_look(match.shape[-1]), match, -np.inf))
