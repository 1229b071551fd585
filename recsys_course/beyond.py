"""What a list is like, apart from its hits: spread, popularity, calibration, exposure, serendipity.

Arrays in, numbers out, as in `metrics`. ranked (n, k) holds item numbers, -1 for an empty place; features
(n_items, d) says what the items are like, for example catalogue.genre_matrix(). A list without items has no value: NaN.
Notation: p(g) is the share of feature g in what a person met, q(g) its share in the person's list.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.metrics import ratio

Values = NDArray[np.float64]
SMOOTHING = 0.01  # the alpha of Steck 2018, equation 3


def gini(ranked: ArrayLike, n_items: int) -> float:
    """How unequally the places of all lists are shared out: 0 all items equally, near 1 a few items have all.

    G = sum_i (2 i - n - 1) x_(i) / (n sum_i x_i), where x_(1) <= x_(2) <= ... are the places that each item has.
    Source: as used for recommenders by Fleder and Hosanagar, Management Science 55(5), 2009.
    Errors: ValueError for a catalogue without items, or lists without any.
    """
    places = _places(ranked, n_items, np.ones(np.shape(ranked)))
    steps = 2 * np.arange(1, n_items + 1) - n_items - 1
    return float(steps @ np.sort(places) / n_items)


def exposure(ranked: ArrayLike, n_items: int) -> Values:
    """The share of all attention that each item gets, (n_items,), sum 1; place j has the attention 1 / log2(j + 1).

    Source: Singh and Joachims, Fairness of exposure in rankings, KDD 2018, section 3.2.
    Errors: ValueError for a catalogue without items, or lists without any.
    """
    shape = np.shape(ranked)
    return _places(ranked, n_items, np.broadcast_to(1 / np.log2(np.arange(2, shape[1] + 2)), shape))


def popularity_lift(ranked: ArrayLike, popularity: ArrayLike, seen: csr_array) -> Values:
    """How much more popular a list is than what the person met: mean of the list / mean of the past - 1.  -> (n,)

    popularity (n_items,) counts events; seen (n, n_items), row u are the items that the person of row u met.
    Source: Abdollahpouri and others, The unfairness of popularity bias in recommendation, RMSE workshop,
    RecSys 2019, there for groups of people.
    """
    ranked, counts = np.asarray(ranked), np.asarray(popularity, float)
    met = _ones(seen)
    past = ratio(met @ counts, met.sum(axis=1))
    listed = ratio(np.where(ranked >= 0, counts[ranked], 0.0).sum(axis=1), (ranked >= 0).sum(axis=1))
    return ratio(listed, past) - 1


def shares(features: ArrayLike) -> Values:
    """q(g | i): each row divided by its sum; a row of zeros stays.  (n_items, d), 0 or more -> (n_items, d).

    Errors: ValueError for a negative number.
    """
    table = np.asarray(features, float)
    if table.ndim != 2 or (table < 0).any():
        raise ValueError(f"features {table.shape} need two axes and no number below 0, for example a table of genres.")
    total = table.sum(axis=1, keepdims=True)
    return np.divide(table, total, out=np.zeros_like(table), where=total > 0)


def taste(seen: csr_array, features: ArrayLike) -> Values:
    """p(g | u): the share of each feature in what a person met.  (n, n_items), (n_items, d) -> (n, d); rows sum to 1.

    Somebody who met nothing, or only items without features, has a row of zeros.
    Source: Steck, Calibrated recommendations, RecSys 2018, equation 2, without weights for recency.
    """
    return shares(_ones(seen) @ shares(features))


def calibration(ranked: ArrayLike, features: ArrayLike, tastes: ArrayLike) -> Values:
    """How far a list is from the mix of the past: KL(p || q~) = sum_g p log(p / q~), 0 for the same mix.  -> (n,)

    q~ = (1 - a) q + a p with a = 0.01, so that a feature that the list lacks does not give infinity.
    tastes (n, d): p, from `taste`. Natural logarithm. Source: Steck, RecSys 2018, equations 3 and 4.
    """
    ranked, q = np.asarray(ranked), shares(features)
    mix = shares(np.where((ranked >= 0)[:, :, None], q[ranked], 0.0).sum(axis=1))
    apart = divergence(np.asarray(tastes, float), mix)
    return np.where((ranked >= 0).any(axis=1), apart, np.nan)


def divergence(p: Values, q: Values) -> Values:
    """KL(p || (1 - a) q + a p) over the last axis, a = 0.01; where p is 0 nothing is added.  (..., d) -> (...)."""
    smooth = (1 - SMOOTHING) * q + SMOOTHING * p
    quotient = np.divide(p, smooth, out=np.ones(np.broadcast_shapes(p.shape, q.shape)), where=p > 0)
    return np.asarray((p * np.log(quotient)).sum(axis=-1))


def serendipity(ranked: ArrayLike, hits: ArrayLike, obvious: ArrayLike) -> Values:
    """The share of the places with a hit that nobody needed the model for.  (n, k), (n, k), (n, any) -> (n,).

    obvious: for each person the items that a simple recommender would have shown, for example Popularity.
    Source: Ge, Delgado-Battenfeld, Jannach, Beyond accuracy, RecSys 2010, section 3.2.
    """
    ranked, found, plain = np.asarray(ranked), np.asarray(hits, bool), np.asarray(obvious)
    if not len(ranked) == len(found) == len(plain):
        raise ValueError(
            f"ranked, hits and obvious have {len(ranked)}, {len(found)}, {len(plain)} rows. Give one a person."
        )
    known = (ranked[:, :, None] == plain[:, None, :]).any(axis=2)
    return np.asarray((found & ~known & (ranked >= 0)).mean(axis=1))


def _places(ranked: ArrayLike, n_items: int, worth: ArrayLike) -> Values:
    """The share that each item has of the worth of all filled places, (n_items,)."""
    ranked = np.asarray(ranked)
    filled = ranked >= 0
    if n_items < 1 or not filled.any():
        raise ValueError(
            f"{filled.sum()} places are filled, of {n_items} items. Give lists that show at least one item."
        )
    if ranked.max() >= n_items:
        raise ValueError(f"Item number {ranked.max()} is outside 0..{n_items - 1}. Count items from 0.")
    total = np.bincount(ranked[filled], np.asarray(worth)[filled], minlength=n_items)
    return np.asarray(total / total.sum())


def _ones(seen: csr_array) -> csr_array:
    return csr_array(seen).astype(bool).astype(float)
