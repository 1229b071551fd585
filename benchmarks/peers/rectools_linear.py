"""RecTools: EASE and PureSVD; seconds to fit and to recommend; the lists on request."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
from rectools import Columns
from rectools.dataset import Dataset
from rectools.models import EASEModel, PureSVDModel
from serve import Answer, Arrays, serve

MODELS = {"EASE": EASEModel, "PureSVD": PureSVDModel}


def measure(arrays: Arrays, model: str, k: int, out: str | None = None, **settings: float) -> Answer:
    """settings: regularization for EASE; factors for PureSVD. `out`: .npz of the lists."""
    start = time.perf_counter()
    events = {Columns.User: arrays["users"], Columns.Item: arrays["items"], Columns.Weight: 1.0}
    data = Dataset.construct(pd.DataFrame({**events, Columns.Datetime: "2020-01-01"}))
    built = time.perf_counter()
    fitted = MODELS[model](**settings).fit(data)
    done = time.perf_counter()
    known = np.unique(arrays["users"])
    table = fitted.recommend(known, data, k=k, filter_viewed=True)
    end = time.perf_counter()
    if out:
        np.savez(out, ranked=_lists(table, int(arrays["n_users"]), k))
    return {"matrix": built - start, "fit": done - built, "top10": end - done}


def _lists(table: pd.DataFrame, n_users: int, k: int) -> np.ndarray:
    ranked = np.full((n_users, k), -1)
    ranked[table[Columns.User], table[Columns.Rank] - 1] = table[Columns.Item]
    return ranked


if __name__ == "__main__":
    serve(measure)
