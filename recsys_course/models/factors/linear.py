"""Linear models with a closed answer: PureSVD, the best matrix of low rank, and EASE, the best item-to-item weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.linalg import solve
from scipy.sparse import csr_array
from scipy.sparse.linalg import svds

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.factors.vectors import DotProduct, Floats, check_sizes
from recsys_course.models.history import one_history


@dataclass
class PureSVD(DotProduct):
    """The matrix of ones, kept in its d strongest directions.  score(u, .) = x_u V V'

    x_u (n_items,) is the row of u in X, V (n_items, d) holds the right singular vectors of the d largest singular
    values. In the letters of the other models P = X V, Q = V. d is at most the smaller side of X; `n_factors` beyond
    it changes nothing. Source: Cremonesi, Koren and Turrin, RecSys 2010 (there the full cells hold the stars).
    """

    n_factors: int = 64

    def _fit(self, train: Interactions) -> None:
        check_sizes(self.n_factors)
        self.item_factors = _right_vectors(self.seen.astype(np.float64), self.n_factors)
        self.user_factors = self.seen @ self.item_factors

    def score_history(self, items: ArrayLike) -> Floats:
        """Scores (n_items,) for a stranger who met `items` (t,); x = 1 for each of them."""
        return one_history(items, self.n_items) @ self.item_factors @ self.item_factors.T


def _right_vectors(matrix: csr_array, d: int) -> NDArray[np.float64]:
    """V (n_items, d), columns of length 1; a column's largest entry is positive, so that runs agree."""
    if d >= min(matrix.shape):  # the sparse method finds fewer directions than there are
        right = np.linalg.svd(matrix.toarray(), full_matrices=False)[2]
    else:
        _, _, right = svds(matrix, k=d, v0=np.ones(min(matrix.shape)), return_singular_vectors="vh")  # type: ignore[arg-type]  # SciPy takes it
        right = right[::-1]  # the strongest first
    largest = np.take_along_axis(right, np.abs(right).argmax(axis=1)[:, None], axis=1)
    return np.ascontiguousarray((right * np.sign(largest)).T)


def check_penalty(penalty: float) -> None:
    """Refuse a penalty with which EASE has no answer. Errors: ValueError."""
    if not 0 < penalty < np.inf:
        raise ValueError(f"penalty={penalty} is not positive. Use for example 300.")


def inverse_gram(table: csr_array | ArrayLike, penalty: float = 300.0) -> NDArray[np.float64]:
    """P = (X'X + penalty I)^-1, from which B_ij = -P_ij / P_jj follows.  X (n, m) -> (m, m)

    Source: Steck, WWW 2019, equations 7 and 8. Errors: ValueError for a penalty that is not positive.
    """
    check_penalty(penalty)
    x = table.astype(np.float64) if isinstance(table, csr_array) else np.asarray(table, np.float64)
    gram = x.T @ x
    dense = gram if isinstance(gram, np.ndarray) else gram.toarray()
    return np.asarray(np.linalg.inv(dense + penalty * np.eye(len(dense))), np.float64)


@dataclass
class EASE(Recommender):
    """Every item explained by all others, never by itself.  score(u, .) = x_u B, with diag(B) = 0

    B minimises |X - X B|^2 + penalty |B|^2 under that condition. Without it the answer is the ridge regression
    H = (X'X + penalty I)^-1 X'X, which explains an item by itself; with it, column j of B is column j of H without
    its diagonal, over 1 - h_jj. Where people are fewer than items, X'(XX' + penalty I)^-1 X is the same H and needs
    only a matrix of people (Woodbury), so B is never built.
    Time grows with the cube of the smaller side; for large catalogues use ALS.
    Source: Steck, Embarrassingly Shallow Autoencoders for Sparse Data, WWW 2019, equation 8.
    """

    penalty: float = 300.0
    learned: ClassVar[tuple[str, ...]] = ("ridge", "diagonal")

    def _fit(self, train: Interactions) -> None:
        check_penalty(self.penalty)
        x = self.seen.astype(np.float64)
        few = self._few_people()
        left = (x @ x.T if few else x.T @ x).toarray()
        right = x.toarray() if few else left.copy()
        left[np.diag_indices_from(left)] += self.penalty
        # H, or with few people only K: H = X'K
        self.ridge: NDArray[np.float64] = solve(left, right, assume_a="pos", overwrite_a=True)
        diagonal = (x * self.ridge).sum(axis=0) if few else np.diag(self.ridge).copy()
        self.diagonal: NDArray[np.float64] = np.asarray(diagonal, dtype=np.float64)

    def _few_people(self) -> bool:
        return self.n_users < self.n_items

    def _weigh(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """X B for rows x (n, n_items)."""
        explained = (x @ self.seen.T) @ self.ridge if self._few_people() else x @ self.ridge
        return (explained - x * self.diagonal) / (1.0 - self.diagonal)

    def _score(self, users: NDArray[np.int64]) -> Floats:
        return self._weigh(self.seen[users].toarray().astype(np.float64))

    def score_history(self, items: ArrayLike) -> Floats:
        """Scores (n_items,) for a stranger who met `items` (t,); x = 1 for each of them."""
        return self._weigh(one_history(items, self.n_items)[None, :])[0]

    @property
    def weights(self) -> NDArray[np.float64]:
        """B (n_items, n_items): how much meeting item i (row) speaks for item j (column)."""
        return self._weigh(np.eye(self.n_items))
