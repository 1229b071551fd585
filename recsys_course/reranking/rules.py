"""Rules that a list must keep: at least, at most, and not below a share of the best.

A rule says before each place which candidates are allowed, and afterwards whether a list kept it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


class Rule(ABC):
    """A hard limit on a list."""

    @abstractmethod
    def allowed(self, items: Numbers, relevance: NDArray[np.float64], before: Numbers, left: int) -> Flags:
        """Which candidates may take the next place?  -> (n, m)

        items, relevance (n, m): the pool; before (n, j): the items of the places before; left: places still to fill,
        this one included.
        """

    @abstractmethod
    def kept(self, ranked: ArrayLike) -> Flags:
        """Which lists keep the rule?  (n, k) item numbers -> (n,)."""


@dataclass(frozen=True, eq=False)
class AtLeast(Rule):
    """At least `n` items of a list belong to a group.  member (n_items,): does the item belong?"""

    member: ArrayLike
    n: int = 2

    def allowed(self, items: Numbers, relevance: NDArray[np.float64], before: Numbers, left: int) -> Flags:
        """Everything, until the places that are left are needed for members."""
        _check_number("AtLeast", self.n, 0)
        lacks = self.n - self._members(before)
        return (lacks < left)[:, None] | self._is_member(items)

    def kept(self, ranked: ArrayLike) -> Flags:
        """Are there n or more members?"""
        return np.asarray(self._members(np.asarray(ranked)) >= self.n)

    def _members(self, ranked: Numbers) -> Numbers:
        return np.asarray(self._is_member(ranked).sum(axis=1))

    def _is_member(self, items: Numbers) -> Flags:
        return np.asarray(self.member, bool)[items] & (items >= 0)


@dataclass(frozen=True, eq=False)
class AtMost(Rule):
    """At most `n` items of a list are of one group.  group (n_items,): whole numbers, -1 for an item of no group."""

    group: ArrayLike
    n: int = 3

    def allowed(self, items: Numbers, relevance: NDArray[np.float64], before: Numbers, left: int) -> Flags:
        """Items of groups that have fewer than n places so far."""
        _check_number("AtMost", self.n, 1)
        mine, theirs = self._groups(items), self._groups(before)
        used = (mine[:, :, None] == theirs[:, None, :]).sum(axis=2)
        return np.asarray((mine < 0) | (used < self.n))

    def kept(self, ranked: ArrayLike) -> Flags:
        """Has no group more than n places?"""
        groups = self._groups(np.asarray(ranked))
        same = (groups[:, :, None] == groups[:, None, :]).sum(axis=2)
        return np.asarray(((groups < 0) | (same <= self.n)).all(axis=1))

    def _groups(self, items: Numbers) -> Numbers:
        return np.where(items >= 0, np.asarray(self.group)[items], -1)


@dataclass(frozen=True, eq=False)
class Floor(Rule):
    """No item whose relevance is below `share`, from 0 to 1: far below the best, nothing else may speak for it."""

    share: float = 0.1

    def allowed(self, items: Numbers, relevance: NDArray[np.float64], before: Numbers, left: int) -> Flags:
        """Candidates at or above the floor."""
        if not 0 <= self.share <= 1:
            raise ValueError(
                f"share={self.share} is outside 0..1. Relevance is 1 for the best candidate, 0 for the last."
            )
        return relevance >= self.share

    def kept(self, ranked: ArrayLike) -> Flags:
        """True: a list alone does not tell the relevance of its items."""
        return np.ones(len(np.asarray(ranked)), bool)


def _check_number(name: str, n: int, least: int) -> None:
    if n < least:
        raise ValueError(f"{name} with n={n} is impossible. Use a whole number from {least} on.")
