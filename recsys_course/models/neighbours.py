"""Cosine-similarity collaborative filtering: people like you (UserKNN), items like those you met (ItemKNN)."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.history import check_half_life, known_items, one_history, weighted_history
from recsys_course.models.kernels import best_cosines, best_of_product, product, squared_lengths, top_k
from recsys_course.models.sound import check_finite


def cosine(a: csr_array, b: csr_array, shrinkage: float = 0.0) -> NDArray[np.float64]:
    """Cosine of every row of a with every row of b, trusted less when they share little.  (n, d), (m, d) -> (n, m).

        s_ij = (x_i . x_j) / sqrt(|x_i|^2 |x_j|^2) * n_ij / (n_ij + shrinkage)

    n_ij is the number of places where both rows are not zero. A row of zeros has cosine 0 with every row.
    Source: Koren, KDD 2008, section 2.2, equation 2 (there for correlations).
    """
    # Dot products of ones or half stars are exact in float64: equal cosines come out equal, in any order of items.
    columns = csr_array(b.T)
    similarity = product(a, columns)
    lengths = np.sqrt(np.multiply.outer(squared_lengths(a), squared_lengths(b)))
    np.divide(similarity, lengths, out=similarity, where=lengths > 0)
    if shrinkage > 0:
        shared = product(_ones(a), _ones(columns))
        similarity *= shared / (shared + shrinkage)
    return similarity


def _ones(matrix: csr_array) -> csr_array:
    """1 where the matrix is not 0."""
    return csr_array(((matrix.data != 0).astype(np.float32), matrix.indices, matrix.indptr), shape=matrix.shape)


def unit_rows(rows: csr_array) -> csr_array:
    """Each row divided by its length, so that only its direction is left; zero rows stay.  (n, d) -> (n, d)."""
    return divided_rows(rows.astype(np.float64), np.sqrt(squared_lengths(rows)))


def divided_rows(rows: csr_array, by: NDArray[np.floating]) -> csr_array:
    """Each row divided by its number; where that is 0 the row has only zeros, and stays.  (n, m), (n,) -> (n, m)."""
    shares = np.divide(1.0, by, out=np.zeros(len(by)), where=by > 0)
    return csr_array((rows.data * np.repeat(shares, np.diff(rows.indptr)), rows.indices, rows.indptr), rows.shape)


def nearest(vectors: csr_array, k: int, shrinkage: float, rows: NDArray[np.int64] | None = None) -> csr_array:
    """For each row the k other rows with the highest positive cosine.  (n, d) -> (n, n), at most k entries a row.

    A row is not its own neighbour. Ties go to the smaller number. rows (m,): only for these rows, (m, n).
    """
    own = np.arange(vectors.shape[0]) if rows is None else rows
    some = vectors if rows is None else vectors[rows]
    return _sparse(*best_cosines(some, vectors, min(k, vectors.shape[0]), shrinkage, own), vectors.shape[0])


def keep_top(similarity: NDArray[np.floating], k: int) -> csr_array:
    """The k highest positive values of each row, the rest 0.  (n, m) -> (n, m) sparse."""
    best = top_k(similarity, min(k, similarity.shape[1]))
    return _sparse(best, np.take_along_axis(similarity, best, axis=1), similarity.shape[1])


def _sparse(best: NDArray[np.int64], values: NDArray[np.floating], n_columns: int) -> csr_array:
    """Columns and values (n, k) as a sparse matrix (n, n_columns); only positive values are stored."""
    row, place = np.nonzero((values > 0) & (best >= 0))
    return csr_array((values[row, place], (row, best[row, place])), shape=(len(best), n_columns))


class SparseProduct(Recommender):
    """A model whose scores are the product of two sparse matrices, A B: one row of A for each user asked for."""

    values: str

    def _matrix(self, train: Interactions) -> csr_array:
        return self.seen if self.values == "ones" else train.matrix(self.values)  # `seen` is the matrix of ones

    @abstractmethod
    def _factors(self, users: NDArray[np.int64]) -> tuple[csr_array, csr_array]:
        """A (n, m) for users (n,), and B (m, n_items)."""

    def _users_at_once(self) -> int:
        return 65_536  # no table of scores is made, so many users fit

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return product(*self._factors(users))

    def _recommend(self, users: NDArray[np.int64], k: int, exclude_seen: bool) -> NDArray[np.int64]:
        # The lists that the base class would make of `_score`, without a table of all scores.
        a, b = self._factors(users)
        check_finite(self.name, a.data)
        check_finite(self.name, b.data)  # what is made of finite numbers is finite
        return best_of_product(a, b, k, self.seen[users] if exclude_seen else None)


@dataclass
class UserKNN(SparseProduct):
    """People like you.  score(u, i) = sum over v in N_k(u) of s_uv * x_vi

    x_u is the row of u in the user-item matrix, s_uv the cosine of x_u and x_v, N_k(u) the k most similar people.
    values="ones": x_ui = 1 where u met i; values="ratings": x_ui = r_ui.
    Sources: Herlocker et al., SIGIR 1999; a sum without the usual divisor ranks better: Cremonesi et al., RecSys 2010,
    who show it for items.
    """

    k: int = 50
    shrinkage: float = 0.0
    values: str = "ones"
    learned: ClassVar[tuple[str, ...]] = ("vectors",)

    def _fit(self, train: Interactions) -> None:
        _check_settings(self.k, self.shrinkage)
        self.vectors: csr_array = self._matrix(train)  # X (n_users, n_items)

    def _factors(self, users: NDArray[np.int64]) -> tuple[csr_array, csr_array]:
        return nearest(self.vectors, self.k, self.shrinkage, users), self.vectors

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,); x = 1 for each of them."""
        stranger = csr_array(np.bincount(known_items(items, self.n_items), minlength=self.n_items)[None, :] > 0)
        near = best_cosines(stranger.astype(np.float32), self.vectors, min(self.k, self.n_users), self.shrinkage)
        return product(_sparse(*near, self.n_users), self.vectors)[0]


@dataclass
class ItemKNN(SparseProduct):
    """Items like those you met.  score(u, i) = sum over j in H_u of w_uj * s_ij, for neighbours i, j only

    H_u is the history of u; s_ij the cosine of the columns i and j of the user-item matrix.
    Only k neighbours are kept. keep="candidate": j must be among the k nearest items of the candidate i.
    keep="history": i must be among the k nearest items of the history item j.
    w_uj = 1, or with `half_life` (in steps) w_uj = 2^(-steps / half_life): the last item has steps = 0.
    values="ones": columns hold 1 where u met i; values="ratings": the ratings, which then also multiply w_uj.
    Sources: Sarwar et al., WWW 2001, sections 3.1.1 (cosine) and 3.2.1 (weighted sum; here without its divisor, as in
    Cremonesi et al., RecSys 2010); Deshpande and Karypis, TOIS 2004 (keep="history").
    """

    k: int = 100
    shrinkage: float = 0.0
    half_life: float | None = None
    keep: str = "candidate"
    values: str = "ones"
    learned: ClassVar[tuple[str, ...]] = ("similarity", "history")

    def _fit(self, train: Interactions) -> None:
        _check_settings(self.k, self.shrinkage, self.half_life, self.keep)
        matrix = self._matrix(train)
        near = nearest(csr_array(matrix.T), self.k, self.shrinkage)
        # Row j, column i: how much the history item j speaks for the candidate i. (n_items, n_items)
        self.similarity: csr_array = csr_array(near.T) if self.keep == "candidate" else near
        recent = self.half_life is not None
        self.history: csr_array = (
            weighted_history(train, self.values, self.half_life) if recent else matrix
        )  # W (n_users, n_items)

    def _factors(self, users: NDArray[np.int64]) -> tuple[csr_array, csr_array]:
        return self.history[users], self.similarity

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,), oldest first; each counts as a rating of 1."""
        weights = one_history(items, self.n_items, self.half_life)
        return product(csr_array(weights[None, :]), self.similarity)[0]


def _check_settings(k: int, shrinkage: float, half_life: float | None = None, keep: str = "candidate") -> None:
    if k < 1:
        raise ValueError(f"k={k} neighbours is too few. Use 1 or more, for example 100.")
    if not shrinkage >= 0:
        raise ValueError(f"shrinkage={shrinkage} is negative. Use 0 (no shrinkage) or more.")
    check_half_life(half_life)
    if keep not in ("candidate", "history"):
        raise ValueError(f'keep={keep!r} is unknown. Use "candidate" or "history".')
