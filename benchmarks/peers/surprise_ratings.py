"""Surprise: SVD and BaselineOnly on one part of the ratings; seconds to fit, and its predictions of the other part."""

from __future__ import annotations

import time
from typing import Any

import numpy as np
from serve import Answer, Arrays, serve
from surprise import SVD, BaselineOnly, Dataset, Reader

MODELS = {"SVD": SVD, "BaselineOnly": BaselineOnly}


def measure(arrays: Arrays, model: str, fold: int | None = None, out: str | None = None, **settings: Any) -> Answer:
    """Learn from all ratings whose row is not in `fold`, and predict those of the fold. fold=None: learn from all.

    users, items, ratings (n,) and folds (n,): the fold of each row. `out`: .npz of the predictions of the fold, in
    the order of the rows, limited to the scale as its predict() does by default.
    """
    ratings = arrays["ratings"]
    hidden = np.zeros(len(ratings), bool) if fold is None else arrays["folds"] == fold
    columns = (arrays["users"], arrays["items"], ratings.astype(float), hidden)
    rows = list(zip(*(column.tolist() for column in columns), strict=True))
    start = time.perf_counter()
    data = Dataset(Reader(rating_scale=(float(ratings.min()), float(ratings.max()))))
    train = data.construct_trainset([(u, i, r, None) for u, i, r, test in rows if not test])
    built = time.perf_counter()
    quiet = {"verbose": False} if model == "BaselineOnly" else {}
    fitted = MODELS[model](**settings, **quiet).fit(train)
    done = time.perf_counter()
    if out:
        np.savez(out, predicted=np.array([fitted.predict(u, i).est for u, i, _, test in rows if test]))
    return {"matrix": built - start, "fit": done - built}


if __name__ == "__main__":
    serve(measure)
