"""The floors of every comparison: recommenders that know nothing about your taste."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.history import known_items

DAY = 86_400  # seconds


@dataclass
class Chance(Recommender):
    """Random scores: the level that any model must beat.  score(u, i) ~ Uniform(0, 1)

    Every user has a random row that depends on `seed` and the user number only, so asking twice gives the same.
    """

    seed: int = 0

    def _fit(self, train: Interactions) -> None:
        pass  # chance learns nothing

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        rows = [np.random.default_rng((self.seed, user)).random(self.n_items) for user in users]
        return np.array(rows).reshape(len(users), self.n_items)


@dataclass
class Popularity(Recommender):
    """What most people met: the same list for everyone.  score(u, i) = n_i, the number of events with item i."""

    learned: ClassVar[tuple[str, ...]] = ("popularity",)

    def _fit(self, train: Interactions) -> None:
        self.popularity: NDArray[np.float64] = train.counts_by_item().astype(np.float64)  # (n_items,)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return np.tile(self.popularity, (len(users), 1))

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger with the history `items` (t,): popularity looks at nobody.

        Errors: IndexError for an unknown item.
        """
        known_items(items, self.n_items)
        return self.popularity.copy()


@dataclass
class RecentPopularity(Popularity):
    """What many people met lately.  score(u, i) = sum over events e with i of 2^(-(t_now - t_e) / half_life)

    t_now is the time of the last event in training. half_life is in days: an event that old counts one half.
    """

    half_life: float = 90.0

    def _fit(self, train: Interactions) -> None:
        if not self.half_life > 0:
            raise ValueError(f"half_life={self.half_life} days is not positive. Use for example 90.")
        age = (train.times.max() - train.times) / DAY
        weights = 0.5 ** (age / self.half_life)
        self.popularity = np.bincount(train.items, weights, train.n_items).astype(np.float64)


@dataclass
class Bias(Recommender):
    """Some people rate high, some items are rated high.  r_ui = mu + b_u + b_i, a predicted rating.

    mu is the mean rating. b_i and b_u are damped means of what is left over:
        b_i = sum_u (r_ui - mu) / (damping + n_i)        b_u = sum_i (r_ui - mu - b_i) / (damping + n_u)
    A person or item without events gets 0. Source: Koren, Factor in the Neighbors, TKDD 2010, section 2.1; here with
    one damping for both.
    """

    damping: float = 5.0
    learned: ClassVar[tuple[str, ...]] = ("mean", "user_bias", "item_bias")

    def _fit(self, train: Interactions) -> None:
        if not self.damping >= 0:
            raise ValueError(f"damping={self.damping} is negative. Use 0 (no damping) or more.")
        self.mean: NDArray[np.float64] = np.array(train.ratings.mean(dtype=np.float64))
        left = train.ratings - self.mean
        self.item_bias: NDArray[np.float64] = self._damped_mean(train.items, left, train.n_items)  # (n_items,)
        left = left - self.item_bias[train.items]
        self.user_bias: NDArray[np.float64] = self._damped_mean(train.users, left, train.n_users)  # (n_users,)

    def _damped_mean(self, groups: NDArray[np.int64], values: NDArray[np.floating], n: int) -> NDArray[np.float64]:
        total, count = np.bincount(groups, weights=values, minlength=n), np.bincount(groups, minlength=n)
        return np.divide(total, self.damping + count, out=np.zeros(n), where=count > 0)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return self.mean + self.user_bias[users, None] + self.item_bias[None, :]
