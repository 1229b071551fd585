"""A person taken out of a fitted model, exactly: the same numbers as if the model had never seen them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from recsys_course.privacy.noise import Floats


def item_weights(inverse: ArrayLike) -> Floats:
    """B of EASE from P: B_ij = -P_ij / P_jj, and 0 on the diagonal.  (m, m) -> (m, m)

    Source: Steck, WWW 2019, equation 8.
    """
    p = np.asarray(inverse, float)
    weights = -p / np.diag(p)
    np.fill_diagonal(weights, 0)
    return weights


def without_rows(inverse: ArrayLike, rows: ArrayLike) -> Floats:
    """P after the people of `rows` are taken out: a downdate, exact, without the data of the others.

        P + P Y' (I - Y P Y')^-1 Y P

    inverse (m, m): P with them; rows (t, m) or (m,): their rows Y. Cost m^2 t in place of m^3.
    Source: Woodbury 1950; Sherman and Morrison 1950 for one row.
    Errors: ValueError for rows of another length, and for rows that were not in the data of P.
    """
    p, y = np.asarray(inverse, float), np.atleast_2d(np.asarray(rows, float))
    if y.shape[1] != len(p):
        raise ValueError(f"The rows have {y.shape[1]} items, P has {len(p)}. Give rows of the same catalogue.")
    py = p @ y.T
    left = np.eye(len(y)) - y @ py
    if np.linalg.eigvalsh(left).min() <= 0:
        raise ValueError("These rows were not in the data of P: taking them out leaves less than nothing. Check them.")
    return np.asarray(p + py @ np.linalg.solve(left, py.T))


@dataclass
class CountedKNN:
    """Item neighbours that keep counts only, so that a person can be subtracted.  s_ij = c_ij / sqrt(c_ii c_jj)

    together (m, m): c_ij, how many people met both. Whole numbers: subtracting is exact to the last digit.
    """

    together: Floats

    @classmethod
    def fit(cls, table: ArrayLike) -> CountedKNN:
        """Count.  (n, m) of 0 and 1"""
        x = np.asarray(table, float)
        return cls(x.T @ x)

    def without(self, rows: ArrayLike) -> CountedKNN:
        """The counts without these people, rows (t, m). Errors: ValueError where a count would fall below 0."""
        y = np.atleast_2d(np.asarray(rows, float))
        left = self.together - y.T @ y
        if left.min() < 0:
            i, j = np.argwhere(left < 0)[0].tolist()
            raise ValueError(f"The pair ({i}, {j}) would be met by {left[i, j]:g} people. Take out only who was in.")
        return CountedKNN(left)

    def similarity(self) -> Floats:
        """The cosines, 0 for an item with itself and for one that nobody met.  -> (m, m)"""
        own = np.sqrt(np.diag(self.together))
        lengths = np.outer(own, own)
        cosines = np.divide(self.together, lengths, out=np.zeros_like(lengths), where=lengths > 0)
        np.fill_diagonal(cosines, 0)
        return cosines
