"""What all factor models share: vectors that begin small and random, their dot products, and the softmax of a row."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray

from recsys_course.models.base import Recommender

Floats = NDArray[np.floating]


class DotProduct(Recommender):
    """A model that scores by  score(u, i) = p_u . q_i,  with P (n_users, d) and Q (n_items, d)."""

    learned: ClassVar[tuple[str, ...]] = ("user_factors", "item_factors")
    n_factors: int
    user_factors: NDArray[np.float64]
    item_factors: NDArray[np.float64]

    def _score(self, users: NDArray[np.int64]) -> Floats:
        return self.user_factors[users] @ self.item_factors.T

    def _born(self, rng: np.random.Generator, counts: NDArray[np.int64]) -> NDArray[np.float64]:
        """Small random vectors (n, d) about 0; a row of zeros where there are no events to learn from (counts 0)."""
        factors = rng.normal(0, 0.1, (len(counts), self.n_factors))
        factors[counts == 0] = 0.0
        return factors


def softmax(scores: ArrayLike) -> NDArray[np.float64]:
    """Chances from scores, row by row: Pr(i|u) = exp(s_ui) / sum_j exp(s_uj).  (n, n_items) -> (n, n_items).

    Every row sums to 1. The largest score of a row is taken off first, which changes nothing and keeps exp finite.
    """
    scores = np.asarray(scores, dtype=np.float64)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def check_sizes(n_factors: int, n_epochs: int = 1) -> None:
    """Errors: ValueError unless there is at least one factor and one epoch."""
    if n_factors < 1:
        raise ValueError(f"n_factors={n_factors} is too few. Use 1 or more, for example 32.")
    if n_epochs < 1:
        raise ValueError(f"n_epochs={n_epochs} is too few. Go through the data at least once, for example 20 times.")


def check_steps(rate: float, penalty: float) -> None:
    """Errors: ValueError unless the learning rate is positive and the penalty is not negative."""
    if not 0 < rate < np.inf:
        raise ValueError(f"rate={rate} is not a step. Use a small positive number, for example 0.01.")
    if not 0 <= penalty < np.inf:
        raise ValueError(f"penalty={penalty} is not possible. Use 0 (no penalty) or more, for example 0.05.")


# "reassoc" lets the processor add several products at once; the sum then differs in its last digits only.
@njit(cache=True, nogil=True, fastmath={"reassoc", "contract"})
def dot(p: Floats, q: Floats) -> float:
    """p . q = sum_f p_f q_f, for two rows (d,)."""
    total = 0.0
    for f in range(len(p)):
        total += p[f] * q[f]
    return total
