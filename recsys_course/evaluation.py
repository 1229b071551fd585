"""Test recommenders on hidden events: all unseen items ranked, every number with its uncertainty."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course import metrics
from recsys_course.data import Interactions
from recsys_course.data.kinds import check_events
from recsys_course.models.base import BLOCK, Recommender

RESAMPLES = 1_000
KNOWN = ("ranked", "hits", "n_relevant", "popularity")  # what `evaluate` can always give to a metric


@dataclass(frozen=True, eq=False)
class Evaluation:
    """How one model did, person by person.

    values    for each metric in metrics.METRICS one value for each tested user, (n,)
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
        """Mean of a metric over the tested users; NaN where no user has a value. Errors: those of `of`."""
        values = self.of(metric)
        return float(np.nanmean(values)) if not np.isnan(values).all() else np.nan

    def interval(self, metric: str = "nDCG", seed: int = 0) -> tuple[float, float]:
        """95 % bootstrap interval of the mean over users (see `bootstrap_interval`)."""
        return bootstrap_interval(self.of(metric), seed)

    def of(self, metric: str) -> NDArray[np.float64]:
        """The values of a metric, one for each tested user, (n,).

        Errors: ValueError for a metric that was not measured; it names those that were.
        """
        if metric in self.values:
            return self.values[metric]
        if metric not in metrics.METRICS:
            raise ValueError(f"There is no metric {metric!r}. Use one of {', '.join(self.values)}.")
        lacks = [name for name in metrics.METRICS[metric].needs if name not in KNOWN]
        raise ValueError(f"{metric} was not measured. Give evaluate what it reads: evaluate(..., {lacks[0]}=...).")

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


def evaluate(
    model: Recommender,
    test: Interactions,
    k: int = 10,
    name: str | None = None,
    item_vectors: ArrayLike | None = None,
) -> Evaluation:
    """Recommend k unseen items to everybody in `test` and compare with what they really met.

    The model must be fitted on events before `test` (split.train, or split.known for the last test).
    All items that the person has not met are ranked, never a sample. Ties go to the smaller item number.
    An item that was met before is never recommended, so a hidden event with it is a miss: a warning says how many.
    Every metric of metrics.METRICS is measured. Popularity is how many people met an item in training.
    item_vectors (n_items, d): what the items are like, for example catalogue.genre_matrix(); diversity reads them.
    Errors: TypeError for a model or test that is none; ValueError for an empty test, one that the model has learned
    from, or one of another catalogue, and for scores that are not finite.
    """
    _check_kinds(model, test)
    users = np.unique(test.users)
    if not len(users):
        raise ValueError("The test has 0 events, so nothing can be measured. Check the split.")
    relevant = test.matrix()[users]
    _check_known(model, relevant, users)
    ranked = model.recommend(users, k)
    given = {
        "ranked": ranked,
        "hits": metrics.hits(ranked, relevant),
        "n_relevant": np.diff(relevant.indptr),
        "popularity": np.diff(csr_array(model.seen.T).indptr),
        "item_vectors": item_vectors,
    }
    events = np.unique(test.users * test.n_items + test.items)
    coverage = metrics.coverage(ranked, test.n_items)
    return Evaluation(name or model.name, k, users, events, _measured(given), coverage)


def _measured(given: Mapping[str, Any]) -> dict[str, NDArray[np.float64]]:
    """Every metric whose arguments are given, (n,) each."""
    able = {name: m for name, m in metrics.METRICS.items() if all(given[need] is not None for need in m.needs)}
    return {name: np.asarray(m.function(*(given[need] for need in m.needs))) for name, m in able.items()}


def evaluate_ratings(model: Recommender, test: Interactions) -> dict[str, float]:
    """RMSE and MAE of the predicted ratings of the events in `test`, in stars. For models that predict ratings.

    Errors: TypeError for a model or test that is none; those of `score`.
    """
    _check_kinds(model, test)
    predicted = np.empty(len(test))
    at_once = max(1, BLOCK // test.n_items)
    for rows in (np.arange(a, min(a + at_once, len(test))) for a in range(0, len(test), at_once)):
        users, place = np.unique(test.users[rows], return_inverse=True)
        predicted[rows] = model.score(users)[place, test.items[rows]]
    return {name: float(m.function(test.ratings, predicted)) for name, m in metrics.RATING_METRICS.items()}


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
    Errors: ValueError for results of different tests, and for a metric that was not measured.
    """
    _check_comparable([a, b])
    difference = b.of(metric) - a.of(metric)
    low, high = bootstrap_interval(difference, seed)
    higher, lower = (b.name, a.name) if metrics.METRICS[metric].higher else (a.name, b.name)
    better = higher if low > 0 else lower if high < 0 else None
    verdict = f"{better} is better." if better else f"{a.name} and {b.name} cannot be told apart here."
    return Comparison(verdict, f"{metric}@{a.k}", float(np.nanmean(difference)), low, high)


def leaderboard(
    evaluations: Sequence[Evaluation],
    floor: str = "Popularity",
    ceiling: str = "Oracle",
    columns: Sequence[str] | None = None,
) -> pd.DataFrame:
    """One row for each model, the best on top.

    columns: names of metrics, by default those that metrics.METRICS shows (nDCG, hit rate, MRR, recall). The first one
    decides the order and has the ends of its 95 % interval; then come the others, coverage, and `way`: the way from
    floor to ceiling, (nDCG - floor) / (ceiling - floor) if nDCG is first; only where both are in the table.
    Errors: ValueError for no result, results of different tests, and metrics that were not measured.
    """
    _check_comparable(evaluations)
    columns = metrics.shown() if columns is None else columns
    if not len(columns):
        raise ValueError(f"columns={columns!r}: name at least one metric, for example nDCG.")
    rows = pd.DataFrame([_row(e, columns) for e in evaluations]).set_index("model")
    lower_first = not metrics.METRICS[columns[0]].higher
    rows = rows.sort_values(rows.columns[0], ascending=lower_first, kind="stable")
    if floor in rows.index and ceiling in rows.index:
        score = rows.iloc[:, 0]
        rows["way"] = (score - score[floor]) / (score[ceiling] - score[floor])
    return rows


def _check_kinds(model: object, test: object) -> None:
    """Refuse what is not a model, and what are not events."""
    if isinstance(model, type):
        raise TypeError(f"The model is the class {model.__name__}. Make one and fit it: {model.__name__}().fit(train).")
    if isinstance(model, Interactions) or not hasattr(model, "recommend"):
        raise TypeError(f"The model is a {type(model).__name__}. Write evaluate(model, test): the model comes first.")
    check_events("evaluate", "test", test)


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


def _row(evaluation: Evaluation, columns: Sequence[str]) -> dict[str, str | float]:
    first, *others = columns
    low, high = evaluation.interval(first)
    row: dict[str, str | float] = {"model": evaluation.name, f"{first}@{evaluation.k}": evaluation.mean(first)}
    row |= {"low": low, "high": high}
    row |= {f"{metric}@{evaluation.k}": evaluation.mean(metric) for metric in others}
    return row | {f"coverage@{evaluation.k}": evaluation.coverage}
