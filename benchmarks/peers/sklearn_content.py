"""scikit-learn: TfidfVectorizer or CountVectorizer, and cosine_similarity of the mean of what was met to all items."""

from __future__ import annotations

import time

import numpy as np
from scipy.sparse import csr_matrix, diags
from serve import Answer, Arrays, serve
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity
from sklearn.preprocessing import normalize

VECTORIZERS = {"tfidf": TfidfVectorizer, "counts": CountVectorizer}
BLOCK = 4_000_000  # scores at one time


def measure(
    arrays: Arrays,
    k: int,
    weighting: str = "tfidf",
    values: str = "ones",
    half_life: float | None = None,
    out: str | None = None,
) -> Answer:
    """documents (n_items,) of text; users, items, ratings and steps (n,): how many events ago."""
    shape = (int(arrays["n_users"]), int(arrays["n_items"]))
    weights = np.ones(len(arrays["users"])) if values == "ones" else arrays["ratings"].astype(float)
    if half_life is not None:
        weights = weights * 0.5 ** (arrays["steps"] / half_life)
    start = time.perf_counter()
    vectors = VECTORIZERS[weighting]().fit_transform(arrays["documents"].tolist())
    vectors = normalize(vectors)  # TfidfVectorizer has done so already
    history = csr_matrix((weights, (arrays["users"], arrays["items"])), shape=shape)
    total = np.asarray(history.sum(axis=1)).ravel()
    profiles = csr_matrix(diags(1 / np.where(total > 0, total, 1)) @ history @ vectors)
    fitted = time.perf_counter()
    ranked = _lists(profiles, vectors, history, k)
    if out:
        np.savez(out, ranked=ranked)
    return {"fit": fitted - start, "top10": time.perf_counter() - fitted}


def _lists(profiles: csr_matrix, vectors: csr_matrix, history: csr_matrix, k: int) -> np.ndarray:
    """The k unseen items (n_users, k) with the highest cosine; equal ones in the order of the items."""
    blocks, step = [], max(1, BLOCK // vectors.shape[0])
    for first in range(0, profiles.shape[0], step):
        scores = cosine_similarity(profiles[first : first + step], vectors)
        scores[history[first : first + step].nonzero()] = -np.inf
        blocks.append(np.argsort(-scores, axis=1, kind="stable")[:, :k])
    return np.concatenate(blocks)


if __name__ == "__main__":
    serve(measure)
