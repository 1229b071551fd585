"""Predicted ratings beside Surprise: RMSE and MAE on one fixed random split into 5 folds."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, TypedDict

import numpy as np
from numpy.typing import NDArray

from benchmarks.peer import MISSING, Peer, installed
from benchmarks.tables import table
from benchmarks.timing import seconds
from recsys_course import metrics
from recsys_course.data import Dataset, Interactions
from recsys_course.models.base import BLOCK, Recommender
from recsys_course.models.baselines import Bias
from recsys_course.models.factors import MatrixFactorization

FOLDS = 5


class Rates(TypedDict):
    """Two settings of MatrixFactorization."""

    rate: float
    penalty: float


SVD = {"n_factors": 100, "n_epochs": 20}  # the defaults of Surprise's SVD
RATES: Rates = {"rate": 0.005, "penalty": 0.02}
OURS: dict[str, Callable[[], Recommender]] = {
    "MatrixFactorization": partial(MatrixFactorization, **SVD, **RATES),
    "MatrixFactorization as in the course": MatrixFactorization,
    "Bias": Bias,
}
THEIRS: dict[str, dict[str, Any]] = {
    "Surprise SVD": {"model": "SVD", **SVD, "lr_all": RATES["rate"], "reg_all": RATES["penalty"], "random_state": 0},
    "Surprise BaselineOnly": {"model": "BaselineOnly"},
}
PAIRS = (("MatrixFactorization", "Surprise SVD"), ("Bias", "Surprise BaselineOnly"))
Found = dict[str, NDArray[np.float64]]


def folds(n: int, seed: int = 0) -> NDArray[np.int64]:
    """The fold 0..4 of each of n rows, (n,): a random division into 5 parts whose sizes differ by at most 1."""
    numbers = np.arange(n) % FOLDS
    return np.random.default_rng(seed).permutation(numbers)


def predicted(model: Recommender, events: Interactions, low: float, high: float) -> NDArray[np.float64]:
    """Predicted ratings (n,) of events, limited to the scale, as Surprise's predict() does by default."""
    values = np.empty(len(events))
    step = max(1, BLOCK // events.n_items)
    for first in range(0, events.n_users, step):
        rows = np.flatnonzero((events.users >= first) & (events.users < first + step))
        scores = model.score(np.arange(first, min(first + step, events.n_users)))
        values[rows] = scores[events.users[rows] - first, events.items[rows]]
    return np.clip(values, low, high)


def errors(true: NDArray[np.floating], guess: NDArray[np.floating], spent: float) -> NDArray[np.float64]:
    """RMSE, MAE and the seconds of the fit, (3,)."""
    return np.array([metrics.rmse(true, guess), metrics.mae(true, guess), spent])


def measure(data: Interactions, peer: Peer | None) -> Found:
    """For each model RMSE, MAE and seconds of every fold, (5, 3). Ours and theirs take turns."""
    parts, scale = folds(len(data)), (float(data.ratings.min()), float(data.ratings.max()))
    found: dict[str, list[NDArray[np.float64]]] = {}
    for make in OURS.values():
        make().fit(data)  # compile, or load what is compiled
    for fold in range(FOLDS):
        train, test = data.select(parts != fold), data.select(parts == fold)
        for name, make in OURS.items():
            model = make()
            spent = seconds(partial(model.fit, train))
            found.setdefault(name, []).append(errors(test.ratings, predicted(model, test, *scale), spent))
        if peer:
            for name, request in THEIRS.items():
                guess = peer.array("predicted", **request, fold=fold)
                found.setdefault(name, []).append(errors(test.ratings, guess, peer.answer["fit"]))
    return {name: np.array(rows) for name, rows in found.items()}


def beside_surprise(data: Dataset) -> str:
    """The table of means and spreads over the folds, and the paired differences."""
    events = data.interactions
    title = f"### {data.name}\n"
    if not installed():
        return "\n".join([title, _table(measure(events, None)), MISSING]) + "\n"
    arrays = {name: getattr(events, name) for name in ("users", "items", "ratings")}
    with Peer("surprise_ratings", **arrays, folds=folds(len(events))) as peer:
        found = measure(events, peer)
    return "\n".join([title, _table(found), *(_pair(found, *pair) for pair in PAIRS)]) + "\n"


def _table(found: Found) -> str:
    rows = []
    for name, values in found.items():
        mean, spread = values.mean(axis=0), values.std(axis=0, ddof=1)
        cells = [f"{mean[n]:.4f} ± {spread[n]:.4f}" for n in (0, 1)]
        rows.append([name, *cells, float(values[:, 2].min())])
    return table(["model", "RMSE, mean ± deviation of 5 folds", "MAE", "fit, s, best of 5"], rows)


def _pair(found: Found, ours: str, theirs: str) -> str:
    """ours - theirs on the same folds: the mean difference, the smallest and the largest."""
    words = []
    for n, name in enumerate(("RMSE", "MAE")):
        difference = found[ours][:, n] - found[theirs][:, n]
        words.append(f"{name} {difference.mean():+.4f} ({difference.min():+.4f} to {difference.max():+.4f})")
    mean, spread = (found[ours] - found[theirs])[:, 0].mean(), (found[ours] - found[theirs])[:, 0].std(ddof=1)
    end = "target met" if mean <= 2 * spread / np.sqrt(FOLDS) else "**worse: target missed**"
    return f"- {ours} beside {theirs}, differences over the folds: {', '.join(words)}: {end}."
