"""Test recommenders on hidden events: all unseen items ranked, every number with its uncertainty."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.sparse import csr_array

from recsys_course import metrics
from recsys_course.data import Interactions
from recsys_course.models.base import BLOCK, Recommender

RANKING = ("nDCG", "hit rate", "MRR", "recall")
RESAMPLES = 1_000


@dataclass(frozen=True, eq=False)
class Evaluation:
    """How one model did, person by person.

    values    for each metric one value for each tested user, (n,)
    users     the tested users, (n,)
    events    the tested events as u * n_items + i, sorted, (n_events,): two results compare only on the same events
    coverage  share of the catalogue that was recommended to anybody
    """

    name: str
    k: int
    users: NDArray[np.int64]
    events: NDArray[np.int64]
    values: dict[str, NDArray[np.float64]]
    coverage: float

    def mean(self, metric: str = "nDCG") -> float:
        """Mean of a metric over the tested users."""
        return float(np.nanmean(self.values[metric]))

    def interval(self, metric: str = "nDCG", seed: int = 0) -> tuple[float, float]:
        """95 % bootstrap interval of the mean over users (see `bootstrap_interval`)."""
        return bootstrap_interval(self.values[metric], seed)

    def __repr__(self) -> str:
        low, high = self.interval("nDCG")
        score = f"nDCG@{self.k} {self.mean('nDCG'):.4f} (95 % interval {low:.4f} to {high:.4f})"
        return f"{self.name}: {score}, hit rate {self.mean('hit rate'):.4f}, {len(self.users):,} users"


@dataclass(frozen=True)
class Comparison:
    """Is b better than a, beyond chance? The mean difference b - a over the same users, with its 95 % interval."""

    better: str
    metric: str
    difference: float
    low: float
    high: float

    def __repr__(self) -> str:
        span = f"{self.difference:+.4f} (95 % interval {self.low:+.4f} to {self.high:+.4f})"
        return f"{self.metric}: difference {span}. {self.better}"


def evaluate(model: Recommender, test: Interactions, k: int = 10, name: str | None = None) -> Evaluation:
    """Recommend k unseen items to everybody in `test` and compare with what they really met.

    The model must be fitted on events before `test` (split.train, or split.known for the last test).
    All items that the person has not met are ranked, never a sample. Ties go to the smaller item number.
    An item that was met before is never recommended, so a hidden event with it is a miss: a warning says how many.
    """
    users = np.unique(test.users)
    if not len(users):
        raise ValueError("The test has 0 events, so nothing can be measured. Check the split.")
    relevant = test.matrix()[users]
    _check_known(model, relevant, users)
    n_relevant = np.diff(relevant.indptr)
    ranked = model.recommend(users, k)
    found = metrics.hits(ranked, relevant)
    values = {
        "nDCG": metrics.ndcg(found, n_relevant),
        "hit rate": metrics.hit_rate(found),
        "MRR": metrics.reciprocal_rank(found),
        "recall": metrics.recall(found, n_relevant),
    }
    events = np.unique(test.users * test.n_items + test.items)
    return Evaluation(name or model.name, k, users, events, values, metrics.coverage(ranked, test.n_items))


def evaluate_ratings(model: Recommender, test: Interactions) -> dict[str, float]:
    """RMSE and MAE of the predicted ratings of the events in `test`, in stars. For models that predict ratings."""
    predicted = np.empty(len(test))
    at_once = max(1, BLOCK // test.n_items)
    for rows in (np.arange(a, min(a + at_once, len(test))) for a in range(0, len(test), at_once)):
        users, place = np.unique(test.users[rows], return_inverse=True)
        predicted[rows] = model.score(users)[place, test.items[rows]]
    return {"RMSE": metrics.rmse(test.ratings, predicted), "MAE": metrics.mae(test.ratings, predicted)}


def bootstrap_interval(values: NDArray[np.floating], seed: int = 0) -> tuple[float, float]:
    """95 % interval of a mean: (low, high). values (n,), one for each user; NaN is left out.

    Draw n users with replacement, take the mean; the 2.5 % and 97.5 % quantiles of 1,000 such means.
    Source: Efron and Tibshirani, An Introduction to the Bootstrap, 1993, section 13.3.
    """
    known = values[~np.isnan(values)]
    if not len(known):
        raise ValueError("There is no value to resample. Test at least one user with a relevant item.")
    rng = np.random.default_rng(seed)
    means = [known[rng.integers(0, len(known), len(known))].mean() for _ in range(RESAMPLES)]
    low, high = np.quantile(means, [0.025, 0.975])
    return float(low), float(high)


def compare(a: Evaluation, b: Evaluation, metric: str = "nDCG", seed: int = 0) -> Comparison:
    """Mean of (b - a) over the same users with its 95 % bootstrap interval: a paired comparison.

    Only when the interval leaves out 0 is one of the two called better.
    """
    _check_comparable([a, b])
    difference = b.values[metric] - a.values[metric]
    low, high = bootstrap_interval(difference, seed)
    better = b.name if low > 0 else a.name if high < 0 else None
    verdict = f"{better} is better." if better else f"{a.name} and {b.name} cannot be told apart here."
    return Comparison(verdict, f"{metric}@{a.k}", float(np.nanmean(difference)), low, high)


def leaderboard(evaluations: Sequence[Evaluation], floor: str = "Popularity", ceiling: str = "Oracle") -> pd.DataFrame:
    """One row for each model, the best nDCG on top.

    Columns: nDCG@k with the ends of its 95 % interval, hit rate, MRR, recall, coverage, and `way`:
    the way from floor to ceiling, (nDCG - floor) / (ceiling - floor); only where both are in the table.
    """
    _check_comparable(evaluations)
    rows = pd.DataFrame([_row(e) for e in evaluations]).set_index("model")
    rows = rows.sort_values(rows.columns[0], ascending=False, kind="stable")
    if floor in rows.index and ceiling in rows.index:
        score = rows.iloc[:, 0]
        rows["way"] = (score - score[floor]) / (score[ceiling] - score[floor])
    return rows


def _check_known(model: Recommender, relevant: csr_array, users: NDArray[np.int64]) -> None:
    """Refuse a test that the model has learned from, or that belongs to another catalogue; warn of repeated items."""
    if model.n_items != relevant.shape[1]:
        raise ValueError(
            f"The model knows {model.n_items} items, the test {relevant.shape[1]}. Fit and test on one data set."
        )
    known = model.seen[users].multiply(relevant).nnz
    if known == relevant.nnz:
        raise ValueError(
            f"The model has learned from all {known} events of this test, so none can be recommended. "
            "Fit it on what was known before: model.fit(split.known)."
        )
    if known:
        warnings.warn(f"{known} of {relevant.nnz} tested items were met before and count as misses.", stacklevel=3)


def _check_comparable(evaluations: Sequence[Evaluation]) -> None:
    """Refuse to compare results of different tests, or two results of one name."""
    if not evaluations:
        raise ValueError("There is no result to show. Give at least one.")
    first, names = evaluations[0], [e.name for e in evaluations]
    for other in evaluations[1:]:
        if other.k != first.k or not np.array_equal(other.events, first.events):
            raise ValueError(
                f"{first.name} and {other.name} were tested on different events or list lengths "
                f"(k={first.k} and k={other.k}). Use the same test and k for both."
            )
    if twice := [name for name in names if names.count(name) > 1]:
        raise ValueError(f"Two results are called {twice[0]}. Tell them apart: evaluate(model, test, name=...).")


def _row(evaluation: Evaluation) -> dict[str, str | float]:
    low, high = evaluation.interval("nDCG")
    scores = {f"{metric}@{evaluation.k}": evaluation.mean(metric) for metric in RANKING}
    ndcg = scores.pop(f"nDCG@{evaluation.k}")
    first = {"model": evaluation.name, f"nDCG@{evaluation.k}": ndcg, "low": low, "high": high}
    return {**first, **scores, f"coverage@{evaluation.k}": evaluation.coverage}
