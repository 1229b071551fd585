"""Stars as dot products, learned one rating at a time: stochastic gradient descent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from recsys_course.data import Interactions
from recsys_course.models.factors.vectors import DotProduct, Floats, check_sizes, check_steps, dot

Numbers = NDArray[np.int64]


@dataclass
class MatrixFactorization(DotProduct):
    """Predicted stars as mean, biases and taste.  r_ui = mu + b_u + b_i + p_u . q_i

    Learned from  sum over ratings of (r_ui - prediction)^2 + penalty (b_u^2 + b_i^2 + |p_u|^2 + |q_i|^2),
    one rating at a time, in a new random order every epoch. With e = r_ui - prediction, one step is

        b_u += rate (e - penalty b_u)            b_i += rate (e - penalty b_i)
        p_u += rate (e q_i - penalty p_u)        q_i += rate (e p_u - penalty q_i)     both from the old p_u, q_i

    A person or item without ratings keeps bias 0 and factors 0. The first epochs of a longer run are those of a
    shorter one. `losses` (n_epochs,): the root mean squared error e of each epoch, measured while learning.
    Sources: Funk, "Netflix Update: Try This at Home", 2006; Koren, Bell and Volinsky, Computer 42(8), 2009,
    equations 4 and 5 (the model with biases, and its loss).
    """

    n_factors: int = 64
    n_epochs: int = 40
    rate: float = 0.01
    penalty: float = 0.1
    seed: int = 0
    learned: ClassVar[tuple[str, ...]] = (
        *("mean", "user_bias", "item_bias"),
        *("user_factors", "item_factors", "losses"),
    )

    def _fit(self, train: Interactions) -> None:
        check_sizes(self.n_factors, self.n_epochs)
        check_steps(self.rate, self.penalty)
        rng = np.random.default_rng(self.seed)
        self.mean: NDArray[np.float64] = np.array(train.ratings.mean(dtype=np.float64))
        self.user_bias: NDArray[np.float64] = np.zeros(train.n_users)
        self.item_bias: NDArray[np.float64] = np.zeros(train.n_items)
        self.user_factors = self._born(rng, train.counts_by_user())
        self.item_factors = self._born(rng, train.counts_by_item())
        losses = [self._epoch(train, rng.permutation(len(train)), n) for n in range(self.n_epochs)]
        self.losses: NDArray[np.float64] = np.array(losses)

    def _epoch(self, train: Interactions, order: Numbers, number: int) -> float:
        """Visit every rating once; returns the root mean squared error on the way."""
        weights = (self.user_bias, self.item_bias, self.user_factors, self.item_factors)
        ratings = train.ratings.astype(np.float64) - self.mean
        squares = _epoch(train.users[order], train.items[order], ratings[order], *weights, self.rate, self.penalty)
        if not np.isfinite(squares):
            raise ValueError(
                f"rate={self.rate} is too high: the error grew without limit in epoch {number + 1}. "
                f"Use a smaller one, for example {self.rate / 10:g}."
            )
        return float(np.sqrt(squares / len(train)))

    def _score(self, users: Numbers) -> Floats:
        return self.mean + self.user_bias[users, None] + self.item_bias[None, :] + super()._score(users)


@njit(cache=True, nogil=True)
def _epoch(
    users: Numbers, items: Numbers, ratings: Floats,
    user_bias: Floats, item_bias: Floats, user_factors: Floats, item_factors: Floats, rate: float, penalty: float,
) -> float:  # fmt: skip
    """One step for each rating (less the mean), in the given order; gives the sum of squared errors."""
    squares = 0.0
    for x in range(len(ratings)):
        u, i = users[x], items[x]
        p, q = user_factors[u], item_factors[i]
        error = ratings[x] - (user_bias[u] + item_bias[i] + dot(p, q))
        squares += error * error
        user_bias[u] += rate * (error - penalty * user_bias[u])
        item_bias[i] += rate * (error - penalty * item_bias[i])
        for f in range(len(p)):
            old = p[f]
            p[f] += rate * (error * q[f] - penalty * old)
            q[f] += rate * (error * old - penalty * q[f])
    return squares
