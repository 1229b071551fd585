"""Invented people who push one item, and three signs by which they can be found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys_course.data import Interactions, concatenate
from recsys_course.models.neighbours import cosine
from recsys_course.privacy.anonymity import DAY

KINDS = ("random", "average", "bandwagon", "segment")


@dataclass(frozen=True)
class Attack:
    """A push attack: `n` invented people rate the target with 5 stars, and `size` other items to look like people.

    kind        which other items, and which stars they get
    random      any items, stars drawn around the mean of all ratings
    average     any items, stars drawn around the mean of each item
    bandwagon   half the most popular items with 5 stars, half any items as in random
    segment     the items of `segment` with 5 stars, any other items with 1 star
    hours       all events of one invented person lie in so many hours, and in the time of the data; many hide the burst
    natural     the other items are drawn as real people meet them, popular ones more often; it hides rare tastes
    Source: Mobasher, Burke, Bhaumik and Williams, ACM TOIT 7(4), 2007, section 3.
    """

    kind: str = "average"
    n: int = 10
    size: int = 40
    segment: tuple[int, ...] = ()
    hours: float = 1.0
    natural: bool = False
    seed: int = 0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"kind={self.kind!r} is unknown. Use one of {', '.join(KINDS)}.")
        if self.n < 1 or self.size < 2 or not self.hours > 0:
            raise ValueError(f"n={self.n}, size={self.size}, hours={self.hours}: use 1, 2 and above 0, or more.")
        if (self.kind == "segment") != bool(self.segment):
            raise ValueError('A segment attack, and no other, needs items to please: kind="segment", segment=(3, 5).')

    def profiles(self, data: Interactions, target: int) -> Interactions:
        """The invented events alone, of people numbered after the real ones. `data` itself is not changed.

        Errors: IndexError for an unknown target; ValueError where the catalogue is smaller than `size` + 1.
        """
        if not 0 <= target < data.n_items:
            raise IndexError(f"Item {target} is unknown: the data has 0 to {data.n_items - 1}.")
        if self.size >= data.n_items:
            raise ValueError(f"size={self.size}: the catalogue has {data.n_items - 1} other items. Use fewer.")
        rng = np.random.default_rng(self.seed)
        parts = list[tuple[NDArray[Any], ...]]()
        for person in range(self.n):
            items, stars = self._others(data, target, rng)
            items, stars = np.r_[items, target], np.r_[stars, 5.0]
            span = min(self.hours * 3600, float(np.ptp(data.times)))  # nobody rates before or after the data
            begin = rng.integers(data.times.min(), data.times.max() - int(span) + 1)
            times = begin + (rng.random(len(items)) * span).astype(int)
            parts.append((np.full(len(items), data.n_users + person), items, stars, times))
        users, items, stars, times = (np.concatenate(column) for column in zip(*parts, strict=True))
        return Interactions(users, items, stars.astype(np.float32), times, data.n_users + self.n, data.n_items)

    def _others(
        self, data: Interactions, target: int, rng: np.random.Generator
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Other items and their stars for one invented person."""
        counts = data.counts_by_item()
        free = np.flatnonzero((np.arange(data.n_items) != target) & (counts > 0))
        liked = np.empty(0, np.int64)
        if self.kind == "bandwagon":
            liked = free[np.argsort(-counts[free], kind="stable")[: self.size // 2]]
        elif self.kind == "segment":
            liked = np.setdiff1d(self.segment, [target])[: self.size]
        rest = np.setdiff1d(free, liked)
        chances = counts[rest] / counts[rest].sum() if self.natural else None
        filler = rng.choice(rest, self.size - len(liked), replace=False, p=chances)
        stars = np.ones(len(filler)) if self.kind == "segment" else self._drawn(data, filler, rng)
        return np.r_[liked, filler], np.r_[np.full(len(liked), 5.0), stars]

    def _drawn(self, data: Interactions, items: NDArray[np.int64], rng: np.random.Generator) -> NDArray[np.float64]:
        """Half stars from 0.5 to 5 around the mean of all ratings, or of each item."""
        middle = np.full(len(items), data.ratings.mean(dtype=np.float64))
        if self.kind == "average":
            middle = _means(data)[items]
        drawn = rng.normal(middle, data.ratings.std(dtype=np.float64))
        return np.clip(np.round(2 * drawn) / 2, 0.5, 5)


def joined(real: Interactions, fakes: Interactions) -> Interactions:
    """The real events, then the invented ones: what the model is trained on.  Real people keep their numbers.

    Errors: ValueError where the catalogues differ or the numbers of the invented people are those of real ones.
    """
    if real.n_items != fakes.n_items or (len(fakes) and fakes.users.min() < real.n_users):
        raise ValueError(
            f"The invented people must be numbered from {real.n_users} on, with {real.n_items} items. "
            "Make them with Attack(...).profiles(real, target)."
        )
    grown = replace(real, n_users=fakes.n_users)
    return concatenate([grown, fakes])


def _means(data: Interactions) -> NDArray[np.float64]:
    """The mean stars of each item; of one without ratings, the mean of all.  -> (n_items,)"""
    counts = data.counts_by_item()
    total = np.bincount(data.items, data.ratings, data.n_items)
    middle = float(data.ratings.mean(dtype=np.float64))
    return np.divide(total, counts, out=np.full(data.n_items, middle), where=counts > 0)


def rdma(data: Interactions) -> NDArray[np.float64]:
    """How far each person's stars are from the mean of the item, more for rare items.  -> (n_users,)

        RDMA_u = 1 / N_u * sum_i |r_ui - mean_i| / n_i

    High for invented people. Someone without ratings has 0.
    Source: Chirita, Nejdl and Zamfir, WIDM 2005, equation 3.
    """
    counts, own = data.counts_by_item(), data.counts_by_user()
    apart = np.abs(data.ratings - _means(data)[data.items]) / counts[data.items]
    total = np.bincount(data.users, apart, data.n_users)
    return np.divide(total, own, out=np.zeros(data.n_users), where=own > 0)


def likeness(data: Interactions, k: int = 25) -> NDArray[np.float64]:
    """The mean cosine of each person with the k most similar others: invented people resemble one another. (n_users,)

    Source: Chirita, Nejdl and Zamfir, WIDM 2005, section 3.3 (there correlations).
    Errors: ValueError for k outside 1 to n_users - 1.
    """
    if not 1 <= k < data.n_users:
        raise ValueError(f"k={k} neighbours: there are {data.n_users - 1} others. Use fewer, at least 1.")
    alike = cosine(data.matrix(), data.matrix())
    np.fill_diagonal(alike, -1)
    return np.asarray(np.sort(alike, axis=1)[:, -k:].mean(axis=1))


def bursts(data: Interactions) -> NDArray[np.float64]:
    """The days from the first to the last event of each person, (n_users,); infinity for fewer than two events."""
    first, last = np.full(data.n_users, np.inf), np.full(data.n_users, -np.inf)
    np.minimum.at(first, data.users, data.times)
    np.maximum.at(last, data.users, data.times)
    return np.where(data.counts_by_user() > 1, (last - first) / DAY, np.inf)
