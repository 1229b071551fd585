"""ranx: nDCG, hit rate and MRR of given lists; seconds to make its objects and to compute."""

from __future__ import annotations

import time

import numpy as np
from ranx import Qrels, Run, evaluate
from serve import Answer, Arrays, serve

NAMES = {"nDCG": "ndcg", "hit rate": "hit_rate", "MRR": "mrr"}


def measure(arrays: Arrays, k: int) -> Answer:
    """ranked (n, k) lists of users 0..n-1, and `relevant` (n,): one test item each."""
    start = time.perf_counter()
    truth, run = objects(arrays["ranked"], arrays["relevant"])
    made = time.perf_counter()
    values = evaluate(truth, run, [f"{name}@{k}" for name in NAMES.values()])
    done = time.perf_counter()
    named = {ours: float(values[f"{theirs}@{k}"]) for ours, theirs in NAMES.items()}
    return {"prepare": made - start, "compute": done - made, "values": named}


def objects(ranked: np.ndarray, relevant: np.ndarray) -> tuple[Qrels, Run]:
    """Its two objects, made from dictionaries of text keys, the way its documentation shows."""
    n, k = ranked.shape
    scores = np.arange(k, 0, -1, dtype=float).tolist()
    items = [dict(zip(map(str, row), scores, strict=True)) for row in ranked.tolist()]
    users = [str(user) for user in range(n)]
    return (
        Qrels({user: {str(item): 1} for user, item in zip(users, relevant.tolist(), strict=True)}),
        Run(dict(zip(users, items, strict=True))),
    )


if __name__ == "__main__":
    serve(measure)
