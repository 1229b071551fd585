"""implicit's CosineRecommender: seconds to build the matrix, to fit and to recommend; the lists on request."""

from __future__ import annotations

import base64
import hashlib
import time
from importlib.metadata import distribution

import numpy as np
from implicit.nearest_neighbours import CosineRecommender
from scipy.sparse import csr_matrix
from serve import Answer, Arrays, serve


def measure(arrays: Arrays, neighbours: int, k: int, out: str | None = None) -> Answer:
    """Fit on users (n,) and items (n,), recommend k unseen items to all, on all cores. `out`: .npz of the lists."""
    shape = (int(arrays["n_users"]), int(arrays["n_items"]))
    start = time.perf_counter()
    ones = np.ones(len(arrays["users"]), np.float32)
    matrix = csr_matrix((ones, (arrays["users"], arrays["items"])), shape=shape)
    built = time.perf_counter()
    model = CosineRecommender(K=neighbours, num_threads=0)
    model.fit(matrix, show_progress=False)
    fitted = time.perf_counter()
    ranked, scores = model.recommend(np.arange(shape[0]), matrix, N=k)
    done = time.perf_counter()
    if out:  # an item that shares nothing with the history has score 0: it is no recommendation
        np.savez(out, ranked=np.where(scores > 0, ranked, -1))
    return {"matrix": built - start, "fit": fitted - built, "top10": done - fitted, "intact": intact("implicit")}


def intact(name: str) -> str:
    """How many files of a library are as published: RecTools installs pm-implicit into the same folder."""
    files = [file for file in distribution(name).files or [] if file.hash and str(file).startswith(name + "/")]
    same = [file.hash.value == _hash(file.locate().read_bytes()) for file in files]
    return f"{sum(same)} of {len(same)}"


def _hash(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


if __name__ == "__main__":
    serve(measure)
