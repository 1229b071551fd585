"""One way to measure every model of implicit: matrix, fit, the best k unseen items of all users."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from serve import Answer, Arrays


def measure(model: Any, arrays: Arrays, k: int, out: str | None = None, only_positive: bool = False) -> Answer:
    """Seconds of `model` on users (n,) and items (n,). `out`: .npz of the lists (n_users, k).

    only_positive: an item with score 0 is not a recommendation (-1 in the lists), as with neighbours.
    """
    shape = (int(arrays["n_users"]), int(arrays["n_items"]))
    start = time.perf_counter()
    ones = np.ones(len(arrays["users"]), np.float32)
    matrix = csr_matrix((ones, (arrays["users"], arrays["items"])), shape=shape)
    built = time.perf_counter()
    model.fit(matrix, show_progress=False)
    fitted = time.perf_counter()
    ranked, scores = model.recommend(np.arange(shape[0]), matrix, N=k)
    done = time.perf_counter()
    if out:
        np.savez(out, ranked=np.where(scores > 0, ranked, -1) if only_positive else ranked)
    return {"matrix": built - start, "fit": fitted - built, "top10": done - fitted}
