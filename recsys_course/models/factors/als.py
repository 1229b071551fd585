"""Seen or not seen, with confidence: implicit feedback learned by alternating least squares."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.data import Interactions
from recsys_course.models.factors.vectors import DotProduct, Floats, check_sizes, check_steps, dot
from recsys_course.models.history import known_items
from recsys_course.models.kernels import shared

Numbers = NDArray[np.int64]
NOTHING = 1e-20  # a squared residual this small is an exact solution


@dataclass
class ALS(DotProduct):
    """Everybody against every item, met or not.  score(u, i) = p_u . q_i

    The wish is x_ui = 1 where u met i and 0 elsewhere. A met pair has confidence c_ui = 1 + alpha v_ui, every other
    pair c_ui = 1; v_ui = 1 (values="ones") or the stars (values="ratings"). Learned from

        sum over ALL pairs of c_ui (x_ui - p_u . q_i)^2 + penalty (sum_u |p_u|^2 + sum_i |q_i|^2)

    With Q fixed every p_u is a small least squares problem, and the other way round; `n_epochs` such turns.
    Each is solved by `cg_steps` steps of conjugate gradients from the last answer, which cost time linear in the
    events; `solve_one` is the exact answer. A person without events gets factors and scores 0.
    Sources: Hu, Koren and Volinsky, ICDM 2008, equations 3 and 4; Takacs, Pilaszy and Tikk, RecSys 2011 (conjugate
    gradients).
    """

    n_factors: int = 64
    n_epochs: int = 15
    alpha: float = 3.0
    penalty: float = 30.0
    values: str = "ones"
    cg_steps: int = 3
    seed: int = 0

    def _fit(self, train: Interactions) -> None:
        self._check()
        events = self.confidence(train)
        rng = np.random.default_rng(self.seed)
        self.user_factors = self._born(rng, train.counts_by_user())
        self.item_factors = self._born(rng, train.counts_by_item())
        by_user, by_item = events, csr_array(events.T)
        for _ in range(self.n_epochs):
            self._turn(by_user, self.user_factors, self.item_factors)
            self._turn(by_item, self.item_factors, self.user_factors)

    def confidence(self, train: Interactions) -> csr_array:
        """c_ui = 1 + alpha v_ui of the met pairs, (n_users, n_items). Errors: ValueError where one is negative."""
        stars = train.matrix(self.values)
        if stars.nnz and stars.data.min() < 0:
            raise ValueError(
                f"A rating of {stars.data.min()} could give a negative confidence. "
                'Use values="ones", or ratings of 0 and more.'
            )
        return csr_array((1.0 + self.alpha * stars.data, stars.indices, stars.indptr), shape=stars.shape)

    def _turn(self, events: csr_array, own: Floats, other: Floats) -> None:
        """Improve every row of `own` while `other` stays fixed. Rows do not depend on one another."""
        gram = other.T @ other + self.penalty * np.eye(self.n_factors)
        arrays = (events.indptr, events.indices, events.data)
        shared(_solve_rows, len(own), *arrays, gram, other, own, self.cg_steps)

    def _check(self) -> None:
        check_sizes(self.n_factors, self.n_epochs)
        check_steps(1.0, self.penalty)
        if not self.alpha >= 0:
            raise ValueError(f"alpha={self.alpha} would give a negative confidence. Use 0 or more, for example 3.")
        if self.penalty == 0:
            raise ValueError("penalty=0 leaves people without events undecided. Use a positive one, for example 30.")
        if self.cg_steps < 1:
            raise ValueError(f"cg_steps={self.cg_steps} would learn nothing. Use 1 or more, for example 3.")

    def score_history(self, items: ArrayLike) -> Floats:
        """Scores (n_items,) for a stranger who met `items` (t,): solved exactly, v = 1 for each of them."""
        numbers = np.unique(known_items(items, self.n_items))
        confidence = np.full(len(numbers), 1.0 + self.alpha)
        return self.item_factors @ solve_one(self.item_factors, numbers, confidence, self.penalty)


def solve_one(
    factors: NDArray[np.float64], items: ArrayLike, confidence: ArrayLike, penalty: float
) -> NDArray[np.float64]:
    """The best vector p (d,) of one person, with the item vectors Q (n_items, d) fixed.

        p = (Q'Q + sum over met i of (c_i - 1) q_i q_i' + penalty I)^-1  sum over met i of c_i q_i

    items (t,) are those met, confidence (t,) their c_i. Errors: ValueError for a negative confidence.
    Source: Hu, Koren and Volinsky, ICDM 2008, equation 4 with their trick Q'CQ = Q'Q + Q'(C - I)Q.
    """
    met: NDArray[np.float64] = factors[np.asarray(items, dtype=np.int64)]
    c = np.asarray(confidence, dtype=np.float64)
    if c.size and not c.min() >= 0:
        raise ValueError(f"confidence {c.min()} is negative or not a number. Use 0 or more.")
    left = factors.T @ factors + (met.T * (c - 1.0)) @ met + penalty * np.eye(factors.shape[1])
    return np.asarray(np.linalg.solve(left, met.T @ c), dtype=np.float64)


@njit(cache=True, nogil=True)
def _solve_rows(
    first: int, end: int, pointers: Numbers, columns: Numbers, confidence: Floats,
    gram: Floats, other: Floats, own: Floats, steps: int,
) -> None:  # fmt: skip
    """Conjugate gradients for A p = b, row by row: A = gram + sum (c - 1) q q', b = sum c q; gram has the penalty."""
    residual, along, image = np.empty_like(gram[0]), np.empty_like(gram[0]), np.empty_like(gram[0])
    for u in range(first, end):
        met, c, p = columns[pointers[u] : pointers[u + 1]], confidence[pointers[u] : pointers[u + 1]], own[u]
        _image(p, gram, other, met, c, residual)
        residual *= -1.0
        for x in range(len(met)):
            _add(residual, c[x], other[met[x]])  # b - A p
        along[:] = residual
        size = dot(residual, residual)
        for _ in range(steps):
            if size < NOTHING:
                break
            _image(along, gram, other, met, c, image)
            step = size / dot(along, image)
            _add(p, step, along)
            _add(residual, -step, image)
            new = dot(residual, residual)
            along *= new / size
            along += residual
            size = new


@njit(cache=True, nogil=True)
def _image(p: Floats, gram: Floats, other: Floats, met: Numbers, c: Floats, out: Floats) -> None:
    """out = A p, without ever building A."""
    for f in range(len(p)):
        out[f] = dot(gram[f], p)
    for x in range(len(met)):
        q = other[met[x]]
        _add(out, (c[x] - 1.0) * dot(q, p), q)


@njit(cache=True, nogil=True)
def _add(row: Floats, weight: float, other: Floats) -> None:
    """row += weight * other."""
    for f in range(len(row)):
        row[f] += weight * other[f]
