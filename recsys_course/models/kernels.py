"""The loops that all classical models share, compiled by Numba: a sparse product, and the best k of a row.

Where only the best k of each row are wanted, one row at a time is made and forgotten: it fits in the fast memory of
a core, a table of all rows does not. Rows owe nothing to one another, so cores share them and no result changes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import config, njit
from numpy.typing import NDArray
from scipy.sparse import csr_array

CORES = config.NUMBA_NUM_THREADS  # the cores we may use; fewer with the environment variable of this name
PART = 32  # columns that `_best` looks at together


def product(a: csr_array, b: csr_array) -> NDArray[np.float64]:
    """A B as a dense array, for sparse A and B.  c_ik = sum_j a_ij b_jk;  (n, m), (m, d) -> (n, d).

    SciPy's sparse product would build a sparse result first; a row of scores is dense in the end anyway.
    """
    a, b = _fitting(a, b)
    out = np.zeros((a.shape[0], b.shape[1]))
    _product(*_arrays(a), *_arrays(b), out)
    return out


def top_k(scores: NDArray[np.floating], k: int) -> NDArray[np.int64]:
    """The k best columns of each row, best first: (n, n_items) -> (n, k).

    Ties go to the smaller column. A score of -inf is no candidate: rows with fewer than k candidates end in -1.
    """
    best = np.full((len(scores), k), -1, np.int64)
    _top_k(np.asarray(scores), best, np.empty(k, scores.dtype))
    return best


def best_of_product(a: csr_array, b: csr_array, k: int, skip: csr_array | None = None) -> NDArray[np.int64]:
    """`top_k(product(a, b), k)`, faster.  (n, m), (m, d) -> (n, k).

    The stored entries of `skip` (n, d) are no candidates.
    """
    a, b = _fitting(a, b)
    skip = csr_array((a.shape[0], b.shape[1])) if skip is None else skip
    best = np.full((a.shape[0], k), -1, np.int64)
    _shared(_best_of_product, len(best), *_arrays(a), *_arrays(b), skip.indptr, skip.indices, best)
    return best


def best_cosines(
    a: csr_array, b: csr_array, k: int, shrinkage: float, own: NDArray[np.int64] | None = None
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """For each row of a the k rows of b with the highest positive cosine: their numbers and cosines, both (n, k).

    The cosine is that of `neighbours.cosine`. Ties go to the smaller number; rows with fewer end in -1 with 0.
    own (n,): for each row of a one row of b that does not count, its own; without `own` all count.
    """
    columns, lengths = csr_array(b.T), (squared_lengths(a), squared_lengths(b))
    own = np.full(a.shape[0], -1) if own is None else own
    best, value = np.full((a.shape[0], k), -1, np.int64), np.zeros((a.shape[0], k))
    _shared(_best_cosines, len(best), *_arrays(a), *_arrays(columns), *lengths, float(shrinkage), own, best, value)
    return best, value


def squared_lengths(vectors: csr_array) -> NDArray[np.float64]:
    """|x|^2 = sum_d x_d^2 of every row.  (n, d) -> (n,)."""
    return vectors.astype(np.float64).power(2).sum(axis=1)


def _fitting(a: csr_array, b: csr_array) -> tuple[csr_array, csr_array]:
    if a.shape[1] != b.shape[0]:
        raise ValueError(f"Shapes {a.shape} and {b.shape} do not fit: columns of the first must equal rows of the second.")
    return csr_array(a), csr_array(b)


def _arrays(matrix: csr_array) -> tuple[NDArray, NDArray, NDArray]:
    return matrix.indptr, matrix.indices, matrix.data


def _shared(kernel: Callable[..., None], n_rows: int, *arguments: object) -> None:
    """Run `kernel(first, end, ...)` over all rows: small parts, so that no core waits long for the last one."""
    parts = min(n_rows // 64, 8 * CORES) if CORES > 1 else 0
    if parts < 2:
        return kernel(0, n_rows, *arguments)
    kernel(0, 0, *arguments)  # compile once, before the cores begin
    edges = np.linspace(0, n_rows, parts + 1).astype(int).tolist()
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda first, end: kernel(first, end, *arguments), edges[:-1], edges[1:]))


# ruff: noqa: ANN001, ANN202
@njit(cache=True, nogil=True)
def _add_row(a_ptr, a_col, a_val, b_ptr, b_col, b_val, i, row):  # type: ignore[no-untyped-def]
    for x in range(a_ptr[i], a_ptr[i + 1]):
        j = a_col[x]
        for y in range(b_ptr[j], b_ptr[j + 1]):
            row[b_col[y]] += a_val[x] * b_val[y]


@njit(cache=True, nogil=True)
def _best(row, best, value):  # type: ignore[no-untyped-def]
    """Insert the columns of `row` that beat `value`, the scores of the columns in `best`; both stay sorted."""
    last = len(best) - 1
    for start in range(0, len(row), PART):
        part = row[start : start + PART]
        better = 0
        for column in range(len(part)):  # no branch in this loop, so the processor takes many columns at once
            better += part[column] > value[last]
        for column in range(len(part) if better else 0):
            score = part[column]
            if score > value[last]:  # ">", not ">=": of equal scores the first, smaller column stays
                place = last
                while place > 0 and score > value[place - 1]:
                    value[place] = value[place - 1]
                    best[place] = best[place - 1]
                    place -= 1
                value[place] = score
                best[place] = start + column


@njit(cache=True)
def _product(a_ptr, a_col, a_val, b_ptr, b_col, b_val, out):  # type: ignore[no-untyped-def]
    for i in range(len(out)):
        _add_row(a_ptr, a_col, a_val, b_ptr, b_col, b_val, i, out[i])


@njit(cache=True)
def _top_k(scores, best, value):  # type: ignore[no-untyped-def]
    for i in range(len(scores)):
        value[:] = -np.inf
        _best(scores[i], best[i], value)


@njit(cache=True, nogil=True)
def _best_of_product(first, end, a_ptr, a_col, a_val, b_ptr, b_col, b_val, n, skip_ptr, skip_col, best):  # type: ignore
    row, value = np.empty(n), np.empty(best.shape[1])
    for i in range(first, end):
        row[:] = 0
        _add_row(a_ptr, a_col, a_val, b_ptr, b_col, b_val, i, row)
        row[skip_col[skip_ptr[i] : skip_ptr[i + 1]]] = -np.inf
        value[:] = -np.inf
        _best(row, best[i], value)
