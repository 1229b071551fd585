"""A recommender whose lists are re-ranked: the base finds candidates, a re-ranker makes the list of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.beyond import taste
from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.kernels import top_k
from recsys_course.reranking.pool import Pool, Reranker, relevance_of


def pool_of(model: Recommender, users: ArrayLike, features: ArrayLike, size: int = 50) -> Pool:
    """The best `size` items that each person has not met, from a fitted model.

    users (n,); features (n_items, d), 0 or more. Relevance is the model's score, moved to 0..1 in each row.
    Errors: ValueError where features do not have a row for each item; those of `score`.
    """
    table, numbers = np.asarray(features, float), np.asarray(users)
    if table.ndim != 2 or len(table) != model.n_items:
        raise ValueError(
            f"features {table.shape}: the model knows {model.n_items} items. Give one row for each, (n_items, d)."
        )
    unmet = np.where(model.seen[numbers].toarray() > 0, -np.inf, model.score(numbers))
    items = top_k(unmet, min(size, model.n_items))
    scores = np.where(items >= 0, np.take_along_axis(unmet, items.clip(0), axis=1), -np.inf)
    return Pool(items, relevance_of(scores), table, taste(model.seen[numbers], table))


@dataclass
class Reranked(Recommender):
    """The first k places by the re-ranker, all after them in the order of the base.

    base: a model. reranker: for example MMR(0.7). features (n_items, d). pool: how many candidates the re-ranker sees.
    k: how long its list is; ask for k places, for a rule counts in the whole list.
    score(u, i) = minus the place of i. A file keeps the scores, as that of `Written`: a model that was loaded
    can score, and cannot be fitted again.
    """

    base: Recommender | None = field(default=None, compare=False)
    reranker: Reranker | None = field(default=None, compare=False)
    features: ArrayLike | None = field(default=None, compare=False)
    pool: int = 50
    k: int = 10
    title: str = "re-ranked"
    learned: ClassVar[tuple[str, ...]] = ("scores",)

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    def _fit(self, train: Interactions) -> None:
        if self.base is None or self.reranker is None or self.features is None:
            raise ValueError(
                f"{self.name} lacks a base, a re-ranker or features. Give Reranked(base, reranker, features)."
            )
        users, k = np.arange(train.n_users), min(self.k, train.n_items)
        self.base.fit(train)
        pool = pool_of(self.base, users, self.features, max(self.pool, k))
        lists = np.take_along_axis(pool.items, self.reranker.pick(pool, k), axis=1)
        self.scores = _moved_up(self.base.score(users), lists)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return self.scores[users]

    def _settings(self) -> dict[str, object]:
        return {"pool": self.pool, "k": self.k, "title": self.title}


def _moved_up(scores: NDArray[np.floating], lists: NDArray[np.int64]) -> NDArray[np.float64]:
    """Scores (n, n_items) that put the lists (n, k) first; behind them equal scores of the base stay equal."""
    n, n_items = scores.shape
    order = np.argsort(scores, axis=1, kind="stable")
    steps = np.diff(np.take_along_axis(scores, order, axis=1), axis=1) != 0
    ranks = np.zeros((n, n_items))
    np.put_along_axis(ranks, order[:, 1:], np.cumsum(steps, axis=1, dtype=float), axis=1)
    row, place = np.nonzero(lists >= 0)
    ranks[row, lists[row, place]] = n_items + lists.shape[1] - place
    return ranks - n_items - lists.shape[1]
