"""The loops that all classical models share, compiled by Numba: a sparse product, and the best k of a row.

Where only the best k of each row are wanted, one row at a time is made and forgotten: it fits in the fast memory of a
core; a table of all rows does not. Rows do not depend on one another, so cores share them and no result changes.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from numba import config, njit
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array

Floats = NDArray[np.floating]
Numbers = NDArray[np.int64]
Matrix = csr_array | csc_array  # rows or columns first; the loops read rows
# Pointers, columns, values: the three arrays of the CSR form.
Sparse = tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.generic]]
# The cores we may use; fewer with the environment variable of this name.
CORES: int = config.NUMBA_NUM_THREADS  # type: ignore[attr-defined]  # Numba makes it while it is imported
PART = 32  # columns that `_best` looks at together


def product(a: Matrix, b: Matrix) -> NDArray[np.float64]:
    """A B as a dense array, for sparse A and B.  c_ik = sum_j a_ij b_jk;  (n, m), (m, d) -> (n, d).

    SciPy's sparse product would build a sparse result first; a row of scores is dense in the end anyway.
    """
    a, b = _fitting(a, b)
    out = np.zeros((a.shape[0], b.shape[1]))
    _product(_arrays(a), _arrays(b), out)
    return out


def top_k(scores: Floats, k: int) -> Numbers:
    """The k best columns of each row, best first: (n, n_items) -> (n, k).

    Ties go to the smaller column. A score of -inf is not a candidate: rows with fewer than k candidates end in -1.
    """
    _check_length(k)
    scores = np.asarray(scores)
    scores = scores if scores.dtype.kind == "f" else scores.astype(np.float64)  # whole numbers do not have -inf
    best = np.full((len(scores), k), -1, np.int64)
    _top_k(scores, best, np.empty(k, scores.dtype))
    return best


def best_of_product(a: Matrix, b: Matrix, k: int, skip: csr_array | None = None) -> Numbers:
    """`top_k(product(a, b), k)`, faster.  (n, m), (m, d) -> (n, k).

    The stored entries of `skip` (n, d) are not candidates.
    """
    _check_length(k)
    a, b = _fitting(a, b)
    skip = csr_array((a.shape[0], b.shape[1])) if skip is None else skip
    if skip.shape != (a.shape[0], b.shape[1]):
        raise ValueError(f"skip has shape {skip.shape}; it must be that of the product, {(a.shape[0], b.shape[1])}.")
    best = np.full((a.shape[0], k), -1, np.int64)
    shared(_best_of_product, len(best), _arrays(a), _arrays(b), b.shape[1], _arrays(skip), best)
    return best


def best_cosines(
    a: csr_array, b: csr_array, k: int, shrinkage: float, own: Numbers | None = None
) -> tuple[Numbers, NDArray[np.float64]]:
    """For each row of a the k rows of b with the highest positive cosine: their numbers and cosines, both (n, k).

    The cosine is that of `neighbours.cosine`. Ties go to the smaller number; rows with fewer end in -1 with 0.
    own (n,): for each row of a one row of b that does not count, its own; without `own` all count.
    """
    _check_length(k)
    a, columns = _fitting(a, b.T)
    # A row of zeros has only products of 0: divided by 1 they stay 0.
    squares = [np.where(lengths > 0, lengths, 1.0) for lengths in (squared_lengths(a), squared_lengths(b))]
    own = np.full(a.shape[0], -1) if own is None else np.asarray(own)
    if own.shape != (a.shape[0],) or own.max(initial=-1) >= b.shape[0]:
        raise ValueError(
            f"own has shape {own.shape} and goes up to {own.max(initial=-1)}; give a row of b for each of a."
        )
    best, value = np.full((a.shape[0], k), -1, np.int64), np.zeros((a.shape[0], k))
    shared(_best_cosines, len(best), _arrays(a), _arrays(columns), *squares, float(shrinkage), own, best, value)
    return best, value


def squared_lengths(vectors: csr_array) -> NDArray[np.float64]:
    """|x|^2 = sum_d x_d^2 of every row.  (n, d) -> (n,)."""
    return np.asarray(vectors.astype(np.float64).power(2).sum(axis=1), dtype=np.float64)


def _check_length(k: int) -> None:
    if k < 1:  # the compiled loops check no bounds: a list without places would be written outside its memory
        raise ValueError(f"k={k} is too small. Ask for at least 1.")


def _fitting(a: Matrix, b: Matrix) -> tuple[csr_array, csr_array]:
    if a.shape[1] != b.shape[0]:
        raise ValueError(
            f"Shapes {a.shape} and {b.shape} do not fit: columns of the first must equal rows of the second."
        )
    return csr_array(a), csr_array(b)


def _arrays(matrix: csr_array) -> Sparse:
    return matrix.indptr, matrix.indices, matrix.data


def shared(kernel: Callable[..., None], n_rows: int, *arguments: object) -> None:
    """Run `kernel(first, end, ...)` over all rows: small parts, so that no core waits long for the last one."""
    parts = min(n_rows // 64, 8 * CORES) if CORES > 1 else 0
    if parts < 2:
        return kernel(0, n_rows, *arguments)
    kernel(0, 0, *arguments)  # compile once, before the cores begin
    edges = np.linspace(0, n_rows, parts + 1).astype(int).tolist()
    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(lambda first, end: kernel(first, end, *arguments), edges[:-1], edges[1:]))


@njit(cache=True, nogil=True)
def _add_row(i: int, a: Sparse, b: Sparse, row: Floats) -> None:
    """row += row i of A B."""
    a_pointers, a_columns, a_values = a
    b_pointers, b_columns, b_values = b
    for x in range(a_pointers[i], a_pointers[i + 1]):
        j = a_columns[x]
        for y in range(b_pointers[j], b_pointers[j + 1]):
            row[b_columns[y]] += a_values[x] * b_values[y]


@njit(cache=True, nogil=True)
def _count_row(i: int, a: Sparse, b: Sparse, row: Floats) -> None:
    """Add to row how many places row i of A and each column of B share: both not zero there."""
    a_pointers, a_columns, a_values = a
    b_pointers, b_columns, b_values = b
    for x in range(a_pointers[i], a_pointers[i + 1]):
        j = a_columns[x]
        for y in range(b_pointers[j], b_pointers[j + 1]):
            row[b_columns[y]] += a_values[x] != 0 and b_values[y] != 0


@njit(cache=True, nogil=True)
def _best(row: Floats, best: Numbers, value: Floats) -> None:
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
def _product(a: Sparse, b: Sparse, out: Floats) -> None:
    for i in range(len(out)):
        _add_row(i, a, b, out[i])


@njit(cache=True)
def _top_k(scores: Floats, best: Numbers, value: Floats) -> None:
    for i in range(len(scores)):
        value[:] = -np.inf
        _best(scores[i], best[i], value)


@njit(cache=True, nogil=True)
def _best_of_product(first: int, end: int, a: Sparse, b: Sparse, n_columns: int, skip: Sparse, best: Numbers) -> None:
    row, value = np.empty(n_columns), np.empty(best.shape[1])
    for i in range(first, end):
        row[:] = 0
        _add_row(i, a, b, row)
        for x in range(skip[0][i], skip[0][i + 1]):
            row[skip[1][x]] = -np.inf
        value[:] = -np.inf
        _best(row, best[i], value)


@njit(cache=True, nogil=True, error_model="numpy")
def _best_cosines(
    first: int,
    end: int,
    a: Sparse,
    b: Sparse,
    a_squares: Floats,
    b_squares: Floats,
    shrinkage: float,
    own: Numbers,
    best: Numbers,
    value: Floats,
) -> None:
    row, shared = np.empty(len(b_squares)), np.empty(len(b_squares))
    for i in range(first, end):
        row[:] = 0
        _add_row(i, a, b, row)
        for j in range(len(row)):  # dot products of ones or half stars are exact, so equal cosines come out equal
            row[j] /= np.sqrt(a_squares[i] * b_squares[j])
        if shrinkage > 0:
            shared[:] = 0
            _count_row(i, a, b, shared)
            for j in range(len(row)):
                row[j] *= shared[j] / (shared[j] + shrinkage)
        if own[i] >= 0:
            row[own[i]] = 0
        _best(row, best[i], value[i])  # `value` begins with zeros: only positive cosines beat them
