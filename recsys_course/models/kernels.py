"""Two loops that all classical models share, compiled by Numba: a sparse product, and the best k of a row."""

from __future__ import annotations

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.sparse import csr_array


def product(a: csr_array, b: csr_array) -> NDArray[np.float64]:
    """A B as a dense array, for sparse A and B.  c_ik = sum_j a_ij b_jk;  (n, m), (m, d) -> (n, d).

    SciPy's sparse product would build a sparse result first; a row of scores is dense in the end anyway.
    """
    a, b = csr_array(a), csr_array(b)
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"Shapes {a.shape} and {b.shape} do not fit: columns of the first must equal rows of the second.")
    out = np.zeros((a.shape[0], b.shape[1]))
    _product(a.indptr, a.indices, a.data, b.indptr, b.indices, b.data, out)
    return out


@njit(cache=True)
def _product(a_ptr, a_col, a_val, b_ptr, b_col, b_val, out):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    for i in range(out.shape[0]):
        for x in range(a_ptr[i], a_ptr[i + 1]):
            j = a_col[x]
            for y in range(b_ptr[j], b_ptr[j + 1]):
                out[i, b_col[y]] += a_val[x] * b_val[y]


def top_k(scores: NDArray[np.floating], k: int) -> NDArray[np.int64]:
    """The k best columns of each row, best first: (n, n_items) -> (n, k).

    Ties go to the smaller column. A score of -inf is no candidate: rows with fewer than k candidates end in -1.
    """
    best = np.full((len(scores), k), -1, np.int64)
    _top_k(np.asarray(scores), best, np.empty(k + 1, scores.dtype))
    return best


@njit(cache=True)
def _top_k(scores, best, value):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
    k = best.shape[1]
    for row in range(scores.shape[0]):
        value[:] = -np.inf
        for column in range(scores.shape[1]):
            score = scores[row, column]
            if score > value[k - 1]:  # ">", not ">=": of equal scores the first, smaller column stays
                place = k - 1
                while place > 0 and score > value[place - 1]:
                    value[place] = value[place - 1]
                    best[row, place] = best[row, place - 1]
                    place -= 1
                value[place] = score
                best[row, place] = column
