"""What you met before what you did not meet: Bayesian personalized ranking, pair by pair."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from recsys_course.data import Interactions
from recsys_course.models.factors.vectors import DotProduct, Floats, check_sizes, check_steps, dot

Numbers = NDArray[np.integer]


@dataclass
class BPR(DotProduct):
    """An item that u met should come before one that u did not meet.  score(u, i) = b_i + p_u . q_i

    For an event (u, i) draw an item j at random; when u has met j the draw is skipped. Learned from
    -ln sigma(s_ui - s_uj) + penalty / 2 (|p_u|^2 + |q_i|^2 + |q_j|^2 + b_i^2 + b_j^2), sigma(x) = 1 / (1 + exp(-x)).
    With g = 1 - sigma(s_ui - s_uj), one step is

        p_u += rate (g (q_i - q_j) - penalty p_u)
        q_i += rate (g p_u - penalty q_i)          b_i += rate (g - penalty b_i)
        q_j -= rate (g p_u + penalty q_j)          b_j -= rate (g + penalty b_j)

    An epoch visits as many events as there are, each once, in a new random order.
    A person without events gets b_i alone. Source: Rendle et al., BPR, UAI 2009, section 4.3 and figure 4.
    """

    n_factors: int = 32
    n_epochs: int = 100
    rate: float = 0.05
    penalty: float = 0.03
    seed: int = 0
    learned: ClassVar[tuple[str, ...]] = ("user_factors", "item_factors", "item_bias")

    def _fit(self, train: Interactions) -> None:
        check_sizes(self.n_factors, self.n_epochs)
        check_steps(self.rate, self.penalty)
        rng = np.random.default_rng(self.seed)
        self.user_factors = self._born(rng, train.counts_by_user())
        self.item_factors = self._born(rng, np.ones(train.n_items, np.int64))  # all items may be drawn
        self.item_bias: NDArray[np.float64] = np.zeros(train.n_items)
        pointers, columns = self.seen.indptr, self.seen.indices
        weights = (self.user_factors, self.item_factors, self.item_bias)
        for number in range(self.n_epochs):
            order, drawn = rng.permutation(len(train)), rng.integers(0, train.n_items, len(train))
            events = (train.users[order], train.items[order], drawn)
            _epoch(*events, pointers, columns, *weights, self.rate, self.penalty)
            self._check_finite(number)

    def _check_finite(self, number: int) -> None:
        if not np.isfinite(self.item_bias).all():
            raise ValueError(
                f"rate={self.rate} is too high: the numbers grew without limit in epoch {number + 1}. "
                f"Use a smaller one, for example {self.rate / 10:g}."
            )

    def _score(self, users: NDArray[np.int64]) -> Floats:
        return self.item_bias[None, :] + super()._score(users)


@njit(cache=True, nogil=True)
def _epoch(
    users: Numbers, items: Numbers, drawn: Numbers, pointers: Numbers, columns: Numbers,
    user_factors: Floats, item_factors: Floats, item_bias: Floats, rate: float, penalty: float,
) -> None:  # fmt: skip
    """One step for each event (u, i) and its drawn item j, in the given order."""
    for x in range(len(users)):
        u, i, j = users[x], items[x], drawn[x]
        if _met(columns[pointers[u] : pointers[u + 1]], j):
            continue
        p, liked, other = user_factors[u], item_factors[i], item_factors[j]
        margin = item_bias[i] - item_bias[j] + dot(p, liked) - dot(p, other)
        pull = 1.0 / (1.0 + np.exp(margin))  # 1 - sigma(margin)
        item_bias[i] += rate * (pull - penalty * item_bias[i])
        item_bias[j] -= rate * (pull + penalty * item_bias[j])
        for f in range(len(p)):
            old = p[f]
            p[f] += rate * (pull * (liked[f] - other[f]) - penalty * old)
            liked[f] += rate * (pull * old - penalty * liked[f])
            other[f] -= rate * (pull * old + penalty * other[f])


@njit(cache=True, nogil=True)
def _met(items: Numbers, j: int) -> bool:
    """Is j among the sorted `items`?"""
    place = np.searchsorted(items, j)
    return bool(place < len(items) and items[place] == j)
