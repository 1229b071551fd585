"""How good is a list of recommendations? Arrays in, numbers out: one value for each user.

Every ranking metric reads `hits` (n, k): True where the item at that place of the user's list is relevant,
and some read `n_relevant` (n,): how many relevant items the user has. A user without any relevant item has no
value: NaN, which the mean over users (`np.nanmean`) leaves out.
`METRICS`, at the end, names the metrics that evaluation, leaderboards and the benchmark know: one line adds one.
Notation: rel_j is 1 when place j (from 1 to k) holds a relevant item, else 0; R is `n_relevant`.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

Hits = NDArray[np.bool_]
Values = NDArray[np.float64]


def hits(ranked: ArrayLike, relevant: csr_array) -> Hits:
    """Which recommended items are relevant?  ranked (n, k) item numbers (-1: empty place) -> (n, k) booleans.

    relevant (n, n_items), sparse: row a belongs to row a of `ranked`; every stored entry is a relevant item.
    """
    ranked, relevant = np.asarray(ranked), csr_array(relevant)
    if ranked.ndim != 2 or len(ranked) != relevant.shape[0]:
        raise ValueError(f"ranked {ranked.shape} and relevant {relevant.shape} need one row for each user in both.")
    if ranked.shape[1] == 0:
        raise ValueError("The lists have 0 places. Recommend at least 1 item.")
    in_order = np.sort(ranked, axis=1)
    if ((in_order[:, 1:] == in_order[:, :-1]) & (in_order[:, 1:] >= 0)).any():
        raise ValueError("A list holds one item twice, so a hit would count twice. Keep the first place only.")
    n_items = relevant.shape[1]
    if ranked.size and ranked.max() >= n_items:
        raise ValueError(f"Item number {ranked.max()} is outside 0..{n_items - 1}. Count items from 0.")
    rows = np.arange(len(ranked))
    truth = np.repeat(rows, np.diff(relevant.indptr)) * n_items + relevant.indices
    return np.isin(rows[:, None] * n_items + ranked, truth) & (ranked >= 0)


def _found(hits: ArrayLike) -> Hits:
    """Hits (n, k) as booleans.

    Errors: ValueError for grades of relevance and whatever else is neither 1 nor 0, True nor False.
    """
    found = np.asarray(hits)
    if found.dtype.kind == "b":
        return found
    strange = ~np.isin(found, (0, 1)) if found.dtype.kind in "iuf" else np.ones(found.shape, bool)
    if strange.any():
        place = tuple(int(part) for part in np.argwhere(strange)[0])
        raise ValueError(
            f"hits{list(place)} is {found[place]!s}. These metrics know only True and False: is the item relevant? "
            "For grades, say from which one on: hits >= 4."
        )
    return found.astype(bool)


def precision(hits: Hits) -> Values:
    """Share of the list that is relevant.  P@k = (1/k) sum_j rel_j.  (n, k) -> (n,), 0 to 1."""
    return _found(hits).mean(axis=1)


def recall(hits: Hits, n_relevant: ArrayLike) -> Values:
    """Share of the relevant items that the list found.  R@k = (1/R) sum_j rel_j.  (n, k), (n,) -> (n,)."""
    return ratio(_found(hits).sum(axis=1), n_relevant)


def f1(hits: Hits, n_relevant: ArrayLike) -> Values:
    """Harmonic mean of precision and recall.  F1 = 2 P R / (P + R); 0 when both are 0.  (n, k), (n,) -> (n,)."""
    p, r = precision(hits), recall(hits, n_relevant)
    return np.where(np.isnan(r), np.nan, np.divide(2 * p * r, p + r, out=np.zeros_like(p), where=(p + r) > 0))


def average_precision(hits: Hits, n_relevant: ArrayLike) -> Values:
    """Mean of the precision at the place of each hit.  AP@k = (1/min(R, k)) sum_j rel_j P@j.  -> (n,).

    A relevant item that the list misses counts with precision 0.
    Source: Manning, Raghavan, Schuetze, Introduction to Information Retrieval, section 8.4, which divides by R; with
    min(R, k), a common convention for lists cut at k, a perfect list has 1.
    """
    found = _found(hits)
    precision_at_j = np.cumsum(found, axis=1) / np.arange(1, found.shape[1] + 1)
    return ratio((found * precision_at_j).sum(axis=1), np.minimum(n_relevant, found.shape[1]))


def ndcg(hits: Hits, n_relevant: ArrayLike) -> Values:
    """Hits count less the lower they are; 1 is the best possible order.  -> (n,), 0 to 1.

    DCG@k = sum_j rel_j / log2(j + 1);  nDCG@k = DCG@k / (DCG@k of a list that begins with all relevant items).
    Source: Jarvelin and Kekalainen, TOIS 2002, with the usual discount 1 / log2(j + 1).
    """
    found = _found(hits)
    discount = 1 / np.log2(np.arange(2, found.shape[1] + 2))
    best = np.concatenate([[0.0], np.cumsum(discount)])[np.minimum(n_relevant, found.shape[1])]
    return ratio(found @ discount, best)


def reciprocal_rank(hits: Hits) -> Values:
    """One over the place of the first hit, 0 without a hit.  RR = 1 / min{j : rel_j = 1}.  (n, k) -> (n,).

    The mean over users is the MRR.
    """
    found = _found(hits)
    return np.divide(1.0, found.argmax(axis=1) + 1, out=np.zeros(len(found)), where=found.any(axis=1))


def hit_rate(hits: Hits) -> Values:
    """1 when the list has at least one hit, else 0.  (n, k) -> (n,)."""
    return np.asarray(_found(hits).any(axis=1), dtype=np.float64)


def rmse(true: ArrayLike, predicted: ArrayLike) -> float:
    """Root mean squared error of predicted ratings, in rating units.  sqrt(mean((r - r_hat)^2)).  (n,), (n,) -> 1."""
    return float(np.sqrt(np.mean(_errors(true, predicted) ** 2)))


def mae(true: ArrayLike, predicted: ArrayLike) -> float:
    """Mean absolute error of predicted ratings, in rating units.  mean(|r - r_hat|).  (n,), (n,) -> 1."""
    return float(np.mean(np.abs(_errors(true, predicted))))


def coverage(ranked: ArrayLike, n_items: int) -> float:
    """Share of the catalogue that is recommended to anybody.  |union of all lists| / n_items.  (n, k) -> 0 to 1."""
    ranked = np.asarray(ranked)
    if n_items < 1:
        raise ValueError(f"n_items={n_items}: a catalogue has at least 1 item.")
    return len(np.unique(ranked[ranked >= 0])) / n_items


def novelty(ranked: ArrayLike, popularity: ArrayLike) -> Values:
    """How unknown the recommended items are: mean of -log2 of the share of all events, in bits.  (n, k) -> (n,).

    popularity (n_items,) counts events; one is added to each, so that an item never met is finite.
    An empty list does not have a novelty: NaN. Source: Zhou et al., PNAS 2010 (self-information); the added one is
    ours.
    """
    ranked, counts = np.asarray(ranked), np.asarray(popularity, float) + 1
    bits = -np.log2(counts / counts.sum())
    return ratio(np.where(ranked >= 0, bits[ranked], 0.0).sum(axis=1), (ranked >= 0).sum(axis=1))


def diversity(ranked: ArrayLike, item_vectors: ArrayLike) -> Values:
    """How different the items of one list are: mean of 1 - cosine over all pairs in it.  (n, k) -> (n,).

    item_vectors (n_items, d); a vector of zeros is unlike everything. Lists with fewer than 2 items: NaN.
    Source: after the intra-list similarity of Ziegler et al., WWW 2005; here one minus its mean.
    """
    ranked, vectors = np.asarray(ranked), np.asarray(item_vectors, float)
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit = np.divide(vectors, norms, out=np.zeros_like(vectors), where=norms > 0)
    listed = np.where((ranked >= 0)[:, :, None], unit[ranked], 0.0)
    count = (ranked >= 0).sum(axis=1)
    # The sum over all ordered pairs of u_a . u_b is |sum of u_a|^2; the diagonal is taken away again.
    pairs_alike = (listed.sum(axis=1) ** 2).sum(axis=1) - (listed**2).sum(axis=(1, 2))
    pairs = count * (count - 1)
    return ratio(pairs - pairs_alike, pairs)


def ratio(part: ArrayLike, whole: ArrayLike) -> Values:
    """part / whole, NaN where whole is not above 0.  (n,), (n,) -> (n,)."""
    part, whole = np.asarray(part, float), np.asarray(whole, float)
    return np.divide(part, whole, out=np.full(part.shape, np.nan), where=whole > 0)


def _errors(true: ArrayLike, predicted: ArrayLike) -> Values:
    true, predicted = np.asarray(true, float), np.asarray(predicted, float)
    if true.shape != predicted.shape or true.size == 0:
        raise ValueError(f"Need two equally long, not empty arrays. Got shapes {true.shape} and {predicted.shape}.")
    return true - predicted


class Metric(NamedTuple):
    """A function of this file as data.

    needs    the names of its arguments: hits, n_relevant, ranked, popularity or item_vectors; see evaluation.evaluate
    higher   is a higher value the better one?
    shown    does it have a column of its own where nobody chose the columns?
    """

    function: Callable[..., Values | float]
    higher: bool = True
    shown: bool = False

    @property
    def needs(self) -> tuple[str, ...]:
        """The names of its arguments."""
        return tuple(inspect.signature(self.function).parameters)


METRICS: dict[str, Metric] = {  # one value for each user
    "nDCG": Metric(ndcg, shown=True),
    "hit rate": Metric(hit_rate, shown=True),
    "MRR": Metric(reciprocal_rank, shown=True),
    "recall": Metric(recall, shown=True),
    "precision": Metric(precision),
    "F1": Metric(f1),
    "MAP": Metric(average_precision),
    "novelty": Metric(novelty),
    "diversity": Metric(diversity),
}
RATING_METRICS: dict[str, Metric] = {"RMSE": Metric(rmse, higher=False), "MAE": Metric(mae, higher=False)}


def shown() -> tuple[str, ...]:
    """The metrics that have a column where nobody chose the columns; the first decides the order."""
    return tuple(name for name, metric in METRICS.items() if metric.shown)
