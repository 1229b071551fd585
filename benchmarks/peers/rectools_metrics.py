"""RecTools: nDCG, hit rate, recall and MRR of given lists; seconds to make its tables and to compute."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
import pandas as pd
from rectools import Columns
from rectools.metrics import MRR, NDCG, HitRate, Recall, calc_metrics
from serve import Answer, Arrays, serve


def measure(arrays: Arrays, k: int) -> Answer:
    """ranked (n, k) lists of users 0..n-1, and `relevant` (n,): one test item each."""
    start = time.perf_counter()
    recommended, truth = tables(arrays["ranked"], arrays["relevant"])
    made = time.perf_counter()
    # HitRate and Recall are one number here, for everybody has one test item. NDCG by default divides by the gain
    # of k relevant items; divide_by_achievable=True is the definition of the course.
    metrics = {"nDCG": NDCG(k, divide_by_achievable=True), "hit rate": HitRate(k), "MRR": MRR(k)}
    values = calc_metrics(metrics, recommended, truth)
    done = time.perf_counter()
    other = calc_metrics({"nDCG by default": NDCG(k), "recall": Recall(k)}, recommended, truth)
    return {"prepare": made - start, "compute": done - made, "values": _floats(values | other)}


def tables(ranked: np.ndarray, relevant: np.ndarray) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The two long tables that calc_metrics wants."""
    n, k = ranked.shape
    users, ranks = np.repeat(np.arange(n), k), np.tile(np.arange(1, k + 1), n)
    recommended = pd.DataFrame({Columns.User: users, Columns.Item: ranked.ravel(), Columns.Rank: ranks})
    return recommended, pd.DataFrame({Columns.User: np.arange(n), Columns.Item: relevant})


def _floats(values: dict[str, Any]) -> dict[str, float]:
    return {name: float(value) for name, value in values.items()}


if __name__ == "__main__":
    serve(measure)
