"""What every re-ranker reads and promises: a pool of candidates for each person, and k places of it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recsys_course.reranking.rules import Rule

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64]
Gains = Generator[Floats, Numbers, None]
LAST = -1e300  # finite: an empty place of the pool comes after every item, and a place that is taken never


@dataclass(frozen=True, eq=False)
class Pool:
    """The candidates of n people, best first.

    items      (n, m) item numbers, -1 for an empty place at the end of a row
    relevance  (n, m) how well each fits, from 0 to 1 in each row; see `relevance_of`
    features   (n_items, d) what the items are like, 0 or more, for example genres
    taste      (n, d) the share of each feature in what the person met; see `beyond.taste`
    """

    items: Numbers
    relevance: Floats
    features: Floats
    taste: Floats

    @property
    def rows(self) -> Numbers:
        """0..n-1, for picking one candidate a person: `array[pool.rows, chosen]`."""
        return np.arange(len(self.items))

    @cached_property
    def own(self) -> Floats:
        """The features of the candidates, (n, m, d); zeros for an empty place."""
        return np.where((self.items >= 0)[:, :, None], self.features[self.items], 0.0)

    @cached_property
    def alike(self) -> Floats:
        """The cosine of each candidate with each other one of the same person, (n, m, m); 1 with itself.

        A candidate without features is unlike all others.
        """
        length = np.linalg.norm(self.own, axis=2, keepdims=True)
        unit = np.divide(self.own, length, out=np.zeros_like(self.own), where=length > 0)
        cosines = unit @ unit.transpose(0, 2, 1)
        each = np.arange(cosines.shape[1])
        cosines[:, each, each] = 1.0
        return cosines


def relevance_of(scores: Floats) -> Floats:
    """Scores of candidates moved to 0..1 in each row: (s - min) / (max - min).  (n, m) -> (n, m).

    -inf marks an empty place and becomes 0. A row of equal scores becomes 1: then only the others decide.
    """
    filled = np.isfinite(scores)
    low = np.where(filled, scores, np.inf).min(axis=1, keepdims=True)
    high = np.where(filled, scores, -np.inf).max(axis=1, keepdims=True)
    span = np.where(np.isfinite(high - low), high - low, 0.0)
    scaled = np.divide(scores - low, span, out=np.ones_like(scores), where=filled & (span > 0))
    return np.where(filled, scaled, 0.0)


class Reranker(ABC):
    """Chooses k places of each person's pool, in an order of its own."""

    @abstractmethod
    def pick(self, pool: Pool, k: int) -> Numbers:
        """Places in the pool, best first: (n, k) numbers from 0 to m - 1, each at most once in a row.

        Errors: ValueError where the pool has fewer than k places, and for a setting that is impossible.
        """


@dataclass(frozen=True)
class Greedy(Reranker):
    """One place after the other: each time the candidate with the largest gain that the rules allow.

    weight  from 0 to 1: how much relevance counts; the rest goes to what the method adds. 1 is the order of the model.
    rules   see `rules.py`. Where no candidate is allowed, the place is filled without them: `Rule.kept` tells where.
    """

    weight: float = 0.7
    rules: Sequence[Rule] = ()

    @abstractmethod
    def _gains(self, pool: Pool) -> Gains:
        """Yields the gain of each candidate (n, m) for the next place; is sent the chosen ones (n,)."""

    def pick(self, pool: Pool, k: int) -> Numbers:
        """Places in the pool, best first: (n, k). Of equal gains the better candidate of the model comes first."""
        self._check(pool, k)
        free, picked = np.ones(pool.items.shape, bool), np.empty((len(pool.items), k), np.int64)
        gains = self._gains(pool)
        gain = next(gains)
        for place in range(k):
            wanted = free & self._allowed(pool, picked[:, :place], k - place)
            wanted = np.where((wanted & (pool.items >= 0)).any(axis=1, keepdims=True), wanted, free)
            gain = np.where(pool.items >= 0, gain, LAST)
            picked[:, place] = chosen = np.where(wanted, gain, -np.inf).argmax(axis=1)
            free[pool.rows, chosen] = False
            gain = gains.send(chosen)
        return picked

    def _allowed(self, pool: Pool, picked: Numbers, left: int) -> NDArray[np.bool_]:
        before = np.take_along_axis(pool.items, picked, axis=1)
        masks = [rule.allowed(pool.items, pool.relevance, before, left) for rule in self.rules]
        return np.logical_and.reduce(masks) if masks else np.ones(pool.items.shape, bool)

    def _check(self, pool: Pool, k: int) -> None:
        if not 0 <= self.weight <= 1:
            raise ValueError(f"weight={self.weight} is outside 0..1. 1 keeps the order of the model, 0 forgets it.")
        if not 1 <= k <= pool.items.shape[1]:
            raise ValueError(f"k={k} places from a pool of {pool.items.shape[1]}. Take a larger pool, or a smaller k.")
