"""What each event of a person's past weighs: as often as it happened, as many stars, or less the longer ago."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.data import Interactions


def steps_back(train: Interactions) -> NDArray[np.int64]:
    """For each event (n,) how many events of its user came after it: 0 for the last one, 1 for the one before."""
    counts, steps = train.counts_by_user(), np.empty(len(train), np.int64)
    steps[train.in_time_order()] = np.repeat(np.cumsum(counts), counts) - 1 - np.arange(len(train))
    return steps


def decay(steps: NDArray[np.int64], half_life: float | None) -> NDArray[np.float64]:
    """w = 2^(-steps / half_life), or 1 everywhere without a half-life.  (n,) -> (n,)."""
    return np.ones(len(steps)) if half_life is None else 0.5 ** (steps / half_life)


def weighted_history(train: Interactions, values: str = "ones", half_life: float | None = None) -> csr_array:
    """W (n_users, n_items): w_ui = 2^(-steps / half_life), times the rating when values="ratings"."""
    if half_life is None:
        return train.matrix(values)
    return train.matrix(decay(steps_back(train), half_life) * (train.ratings if values == "ratings" else 1.0))


def one_history(items: ArrayLike, n_items: int, half_life: float | None = None) -> NDArray[np.float64]:
    """The row w (n_items,) of a stranger who met `items` (t,), oldest first. Errors: IndexError for an unknown item."""
    numbers = known_items(items, n_items)
    weights = np.zeros(n_items)
    weights[numbers] = decay(np.arange(len(numbers))[::-1], half_life)
    return weights


def known_items(items: ArrayLike, n_items: int) -> NDArray[np.int64]:
    """`items` as item numbers (t,). Errors: TypeError unless they are whole numbers, IndexError for an unknown one."""
    numbers = np.asarray(items).reshape(-1)
    if numbers.size and not np.issubdtype(numbers.dtype, np.integer):
        raise TypeError(f"items must be whole numbers, shape (t,). Got {numbers.dtype}.")
    numbers = numbers.astype(np.int64)
    unknown = numbers[(numbers < 0) | (numbers >= n_items)]
    if len(unknown):
        raise IndexError(f"Item number {unknown[0]} is unknown: this model knows items 0 to {n_items - 1}.")
    return numbers


def check_half_life(half_life: float | None) -> None:
    """Errors: ValueError unless half_life is None or positive."""
    if half_life is not None and not half_life > 0:
        raise ValueError(f"half_life={half_life} steps is not positive. Use for example 5, or None for no decay.")
