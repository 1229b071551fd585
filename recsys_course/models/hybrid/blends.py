"""Three ways to listen to several models: all at once, one for each person, or one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.models.base import Recommender
from recsys_course.models.history import known_items
from recsys_course.models.hybrid.parts import Hybrid, check_two

Scores = NDArray[np.floating]


def standardise(scores: Scores) -> NDArray[np.float64]:
    """Each row with mean 0 and standard deviation 1; a row of equal values becomes 0.  (n, m) -> (n, m)."""
    scores = np.asarray(scores, dtype=np.float64)
    centred = scores - scores.mean(axis=1, keepdims=True)
    deviation = centred.std(axis=1, keepdims=True)
    flat = deviation <= 1e-9 * np.abs(scores).max(axis=1, keepdims=True)  # what is left is only rounding
    return np.divide(centred, deviation, out=np.zeros_like(centred), where=~flat)


def sum_of(tables: Iterable[Scores]) -> Scores:
    """The sum of one or more tables of equal shape, from the first to the last."""
    return reduce(add, tables)


@dataclass
class Weighted(Hybrid):
    """All parts have a say, some more than others.  score(u, i) = sum_m w_m (s_m(u, i) - mean_m(u)) / deviation_m(u)

    Scores of different models have different scales, so each row s_m(u, .) is moved to mean 0 and stretched to standard
    deviation 1 over all items before it is weighed. A row without differences says nothing: it becomes 0.
    weights: one number >= 0 for each part, not all 0; only their ratios matter for the order.
    """

    weights: Sequence[float]

    def __post_init__(self) -> None:
        """Store plain tuples."""
        super().__post_init__()
        self.weights = tuple(np.ravel(self.weights).tolist())

    def _check_settings(self) -> None:
        if len(self.weights) != len(self.parts):
            raise ValueError(f"There are {len(self.weights)} weights for {len(self.parts)} parts. Give one for each.")
        if not all(0 <= weight < np.inf for weight in self.weights) or not any(self.weights):
            raise ValueError(f"weights={self.weights}: each must be 0 or more and finite, and one of them above 0.")

    def _score(self, users: NDArray[np.int64]) -> Scores:
        return self._blend(part._sound(users) for part in self.parts)

    def score_history(self, items: ArrayLike) -> Scores:
        """Scores (n_items,) for a stranger who met `items` (t,). Errors: TypeError when a part cannot meet one."""
        return self._blend(_history_scores(part, items)[None, :] for part in self.parts)[0]

    def _blend(self, rows: Iterable[Scores]) -> Scores:
        return sum_of(weight * standardise(scores) for weight, scores in zip(self.weights, rows, strict=True))


@dataclass
class Switching(Hybrid):
    """One part for newcomers, the other for everybody else.  score(u, i) = s_1(u, i) if |H_u| < at_least else s_2(u, i)

    parts = [for newcomers, for others]; |H_u| is the number of different items that u met.
    """

    at_least: int = 5

    def _check_settings(self) -> None:
        check_two(self)
        if self.at_least < 0:
            raise ValueError(f"at_least={self.at_least} items is impossible. Use 0 (nobody is new) or more.")

    def _score(self, users: NDArray[np.int64]) -> Scores:
        new = np.diff(self.seen.indptr)[users] < self.at_least
        scores = np.empty((len(users), self.n_items))
        for part, rows in zip(self.parts, (new, ~new), strict=True):
            scores[rows] = part._sound(users[rows])
        return scores

    def score_history(self, items: ArrayLike) -> Scores:
        """Scores (n_items,) for a stranger who met `items` (t,), from the part that is theirs."""
        new = len(np.unique(known_items(items, self.n_items))) < self.at_least
        return _history_scores(self.parts[0 if new else 1], items)


@dataclass
class Cascade(Hybrid):
    """The first part picks candidates, the second orders them; then come all other items in the first part's order.

    parts = [first, second]. Candidates are the best `candidates` items that u has not met. Where the first part has
    equal scores at this limit, they all stay outside: it cannot say which of them to pick. Equal scores of the part
    that orders are ordered by the other one.  score(u, i) = the share of all items that come after i.
    """

    candidates: int = 100

    def _check_settings(self) -> None:
        check_two(self)
        if self.candidates < 1:
            raise ValueError(f"candidates={self.candidates} leaves nothing to order. Use 1 or more, for example 100.")

    def _score(self, users: NDArray[np.int64]) -> Scores:
        first, second = (np.asarray(part._sound(users), dtype=np.float64) for part in self.parts)
        picked = self._picked(np.where(self.seen[users].toarray() > 0, -np.inf, first))
        orders, breaks_ties = np.where(picked, [second, first], [first, second])
        return _share_behind((breaks_ties, orders, picked))

    def _picked(self, unmet: Scores) -> NDArray[np.bool_]:
        """The candidates, (n, n_items); unmet: the first part's scores, -inf for items met."""
        place = unmet.shape[1] - 1 - self.candidates  # of the best score that is not picked, in ascending order
        limit = np.partition(unmet, place, axis=1)[:, place] if place >= 0 else np.full(len(unmet), -np.inf)
        return unmet > limit[:, None]


def _share_behind(keys: Sequence[NDArray[Any]]) -> Scores:
    """The share of a row that comes after each item, when ordered by the last key, then the one before, ..."""
    order = np.lexsort(keys, axis=1)  # from the last item to the first
    steps = [np.diff(np.take_along_axis(key, order, axis=1).astype(np.float64), axis=1) != 0 for key in keys]
    ranks = np.zeros(order.shape)
    ranks[:, 1:] = np.cumsum(np.any(steps, axis=0), axis=1)
    places = np.empty(order.shape)
    np.put_along_axis(places, order, ranks, axis=1)
    return places / max(1, order.shape[1])


def _history_scores(part: Recommender, items: ArrayLike) -> Scores:
    if not hasattr(part, "score_history"):
        raise TypeError(f"{part.name} cannot meet a stranger: it has no `score_history`. Use a part that has one.")
    return part.score_history(items)
