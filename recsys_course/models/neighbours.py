"""Cosine-similarity collaborative filtering: people like you (UserKNN), items like those you met (ItemKNN)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array, vstack

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.kernels import product, top_k

ROWS = 512  # similarity rows held dense at one time, so that memory stays flat


def cosine(a: csr_array, b: csr_array, shrinkage: float = 0.0) -> NDArray[np.float64]:
    """Cosine of every row of a with every row of b, trusted less when they share little.  (n, d), (m, d) -> (n, m).

        s_ij = (x_i . x_j) / sqrt(|x_i|^2 |x_j|^2) * n_ij / (n_ij + shrinkage)

    n_ij is the number of places where both rows are not zero. A row of zeros has cosine 0 with every row.
    Source: Bell and Koren, ICDM 2007, section 3 (shrinkage of similarities).
    """
    return _cosine(a, csr_array(b.T), squared_lengths(b), shrinkage)


def _cosine(a: csr_array, columns: csr_array, squares: NDArray[np.float64], shrinkage: float) -> NDArray[np.float64]:
    """`cosine` with b already turned: columns = b.T (d, m), squares = |b|^2 (m,)."""
    # Dot products of ones or half stars are exact in float64: equal cosines come out equal, in any order of items.
    similarity = product(a, columns)
    lengths = np.sqrt(np.multiply.outer(squared_lengths(a), squares))
    np.divide(similarity, lengths, out=similarity, where=lengths > 0)
    if shrinkage > 0:
        shared = product((a != 0).astype(np.float32), (columns != 0).astype(np.float32))
        similarity *= shared / (shared + shrinkage)
    return similarity


def squared_lengths(vectors: csr_array) -> NDArray[np.float64]:
    """|x|^2 = sum_d x_d^2 of every row.  (n, d) -> (n,)."""
    return vectors.astype(np.float64).power(2).sum(axis=1)


def nearest(vectors: csr_array, k: int, shrinkage: float) -> csr_array:
    """For each row the k other rows with the highest positive cosine.  (n, d) -> (n, n), at most k entries a row.

    A row is not its own neighbour. Ties go to the smaller number.
    """
    columns, squares, near = csr_array(vectors.T), squared_lengths(vectors), []
    for start in range(0, vectors.shape[0], ROWS):
        similarity = _cosine(vectors[start : start + ROWS], columns, squares, shrinkage)
        own = np.arange(len(similarity))
        similarity[own, start + own] = 0
        near.append(keep_top(similarity, k))
    return csr_array(vstack(near))


def keep_top(similarity: NDArray[np.floating], k: int) -> csr_array:
    """The k highest positive values of each row, the rest 0.  (n, m) -> (n, m) sparse."""
    best = top_k(similarity, min(k, similarity.shape[1]))
    values = np.take_along_axis(similarity, best, axis=1)
    row, place = np.nonzero(values > 0)
    return csr_array((values[row, place], (row, best[row, place])), shape=similarity.shape)


@dataclass
class UserKNN(Recommender):
    """People like you.  score(u, i) = sum over v in N_k(u) of s_uv * x_vi

    x_u is the row of u in the user-item matrix, s_uv the cosine of x_u and x_v, N_k(u) the k most similar people.
    values="ones": x_ui = 1 where u met i; values="ratings": x_ui = r_ui.
    Source: Herlocker et al., SIGIR 1999; for top-k lists: Cremonesi et al., RecSys 2010.
    """

    k: int = 50
    shrinkage: float = 0.0
    values: str = "ones"
    learned: ClassVar[tuple[str, ...]] = ("vectors",)

    def _fit(self, train: Interactions) -> None:
        _check_settings(self.k, self.shrinkage)
        self.vectors = train.matrix(self.values)  # X (n_users, n_items)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        blocks = [self._score_block(users[a : a + ROWS]) for a in range(0, len(users), ROWS)]
        return np.concatenate(blocks) if blocks else np.empty((0, self.n_items))

    def _score_block(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        similarity = cosine(self.vectors[users], self.vectors, self.shrinkage)
        similarity[np.arange(len(users)), users] = 0  # nobody is their own neighbour
        return product(keep_top(similarity, self.k), self.vectors)

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,); x = 1 for each of them."""
        stranger = csr_array(np.bincount(_known_items(items, self.n_items), minlength=self.n_items)[None, :] > 0)
        similarity = cosine(stranger.astype(np.float32), self.vectors, self.shrinkage)
        return product(keep_top(similarity, self.k), self.vectors)[0]


@dataclass
class ItemKNN(Recommender):
    """Items like those you met.  score(u, i) = sum over j in H_u of w_uj * s_ij, for neighbours i, j only

    H_u is the history of u; s_ij the cosine of the columns i and j of the user-item matrix.
    Only k neighbours are kept. keep="candidate": j must be among the k nearest items of the candidate i.
    keep="history": i must be among the k nearest items of the history item j.
    w_uj = 1, or with `half_life` (in steps) w_uj = 2^(-steps / half_life): the last item has steps = 0.
    values="ones": columns hold 1 where u met i; values="ratings": the ratings, which then also multiply w_uj.
    Sources: Sarwar et al., WWW 2001, equations 1 and 5; Deshpande and Karypis, TOIS 2004, section 4 (keep="history").
    """

    k: int = 100
    shrinkage: float = 0.0
    half_life: float | None = None
    keep: str = "candidate"
    values: str = "ones"
    learned: ClassVar[tuple[str, ...]] = ("similarity", "history")

    def _fit(self, train: Interactions) -> None:
        _check_settings(self.k, self.shrinkage, self.half_life, self.keep)
        near = nearest(csr_array(train.matrix(self.values).T), self.k, self.shrinkage)
        # Row j, column i: how much the history item j speaks for the candidate i. (n_items, n_items)
        self.similarity = csr_array(near.T) if self.keep == "candidate" else near
        self.history = self._weighted_history(train)  # W (n_users, n_items)

    def _weighted_history(self, train: Interactions) -> csr_array:
        if self.half_life is None:
            return train.matrix(self.values)
        oldest_first, counts = train.select(train.in_time_order()), train.counts_by_user()
        steps = np.repeat(np.cumsum(counts), counts) - 1 - np.arange(len(train))
        likes = oldest_first.ratings if self.values == "ratings" else 1.0
        # matrix() keeps the last of repeated meetings, which is the newest one here.
        return replace(oldest_first, ratings=likes * self._decay(steps)).matrix("ratings")

    def _decay(self, steps: NDArray[np.int64]) -> NDArray[np.floating]:
        return np.ones(len(steps)) if self.half_life is None else 0.5 ** (steps / self.half_life)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return product(self.history[users], self.similarity)

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first."""
        numbers = _known_items(items, self.n_items)
        weights = np.zeros(self.n_items)
        weights[numbers] = self._decay(np.arange(len(numbers))[::-1])
        return product(csr_array(weights[None, :]), self.similarity)[0]


def _known_items(items: ArrayLike, n_items: int) -> NDArray[np.int64]:
    numbers = np.asarray(items, dtype=np.int64).reshape(-1)
    unknown = numbers[(numbers < 0) | (numbers >= n_items)]
    if len(unknown):
        raise IndexError(f"Item number {unknown[0]} is unknown: this model knows items 0 to {n_items - 1}.")
    return numbers


def _check_settings(k: int, shrinkage: float, half_life: float | None = None, keep: str = "candidate") -> None:
    if k < 1:
        raise ValueError(f"k={k} neighbours is too few. Use 1 or more, for example 100.")
    if not shrinkage >= 0:
        raise ValueError(f"shrinkage={shrinkage} is negative. Use 0 (no shrinkage) or more.")
    if half_life is not None and not half_life > 0:
        raise ValueError(f"half_life={half_life} steps is not positive. Use for example 5, or None for no decay.")
    if keep not in ("candidate", "history"):
        raise ValueError(f'keep={keep!r} is unknown. Use "candidate" or "history".')
