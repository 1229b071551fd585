"""Personas: a few typical people, found by k-means; you are recommended what people of your kind met."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, ClassVar

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from recsys_course.data import Catalogue, Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.history import one_history
from recsys_course.models.kernels import product
from recsys_course.models.neighbours import unit_rows

STARTS = 3  # k-means ends in different places from different starts: the best of three is kept
Vectors = csr_array | NDArray[np.floating]


def k_means(vectors: Vectors, n_clusters: int, seed: int = 0) -> NDArray[np.float64]:
    """Centres of n_clusters groups of rows.  (n, d) -> (n_clusters, d).

        inertia = sum over rows x of |x - c(x)|^2,   c(x): the centre nearest to x

    Lloyd's two steps, in turn until nothing moves, make it smaller: give each row to its nearest centre; move each
    centre to the mean of its rows. They end in a place that no step improves, not always in the best one, so three
    starts (k-means++) are tried. Sources: MacQueen 1967; Lloyd, IEEE Trans. Inf. Theory 1982; Arthur and
    Vassilvitskii, SODA 2007.
    """
    # Sums over several threads would add in an order that changes: with one, every run gives the same centres.
    with threadpool_limits(limits=1):
        return KMeans(n_clusters, n_init=STARTS, random_state=seed).fit(_small_numbers(vectors)).cluster_centers_


def distances(vectors: Vectors, centres: NDArray[np.floating]) -> NDArray[np.float64]:
    """Squared distance of every row to every centre.  |x - c|^2 = |x|^2 - 2 x.c + |c|^2;  (n, d), (m, d) -> (n, m)."""
    squares = (vectors * vectors).sum(axis=1)[:, None]
    return np.maximum(squares - 2 * (vectors @ centres.T) + (centres**2).sum(axis=1), 0)  # rounding may go below 0


def nearest_centre(vectors: Vectors, centres: NDArray[np.floating]) -> NDArray[np.int64]:
    """The number of the nearest centre for each row; of equally near ones the smaller.  (n, d), (m, d) -> (n,)."""
    return distances(vectors, centres).argmin(axis=1)


@dataclass
class Personas(Recommender):
    """People of your kind.  score(u, i) = (n_ci + damping * s_i) / (n_c + damping),   c: the persona of u

    n_ci of the n_c people of persona c met item i; s_i is the share of all people who did. `damping` adds that many
    average people to each persona, so a small persona recommends like everybody. Personas are k-means clusters of the
    rows
    of the matrix of ones, each divided by its length. At most as many personas are made as there are different
    histories. A person without history has no persona (label -1) and the scores s_i.

    Learned: labels (n_users,), centres and taste (n_clusters, n_items), everybody (n_items,), inertia ().
    Source: Ungar and Foster, Clustering methods for collaborative filtering, AAAI workshop 1998, there with
    k-means of people and items in turn.
    """

    n_clusters: int = 20
    damping: float = 10.0
    seed: int = 0
    learned: ClassVar[tuple[str, ...]] = ("labels", "centres", "taste", "everybody", "inertia")

    def _fit(self, train: Interactions) -> None:
        self._check_settings()
        people = np.flatnonzero(np.diff(self.seen.indptr))  # those with a history
        rows = unit_rows(self.seen[people])
        self.centres: NDArray[np.float64] = k_means(rows, min(self.n_clusters, _different_rows(rows)), self.seed)
        apart = distances(rows, self.centres)
        self.inertia: np.float64 = apart.min(axis=1).sum()
        self.labels: NDArray[np.int64] = np.full(train.n_users, -1)
        self.labels[people] = apart.argmin(axis=1)
        self.everybody: NDArray[np.float64] = self.seen[people].sum(axis=0, dtype=np.float64) / len(people)
        self.taste: NDArray[np.float64] = self._shares(people)

    def _shares(self, people: NDArray[np.int64]) -> NDArray[np.float64]:
        """Damped share of each persona's people that met each item, (n_clusters, n_items)."""
        members = csr_array(
            (np.ones(len(people)), (self.labels[people], people)), shape=(len(self.centres), len(self.labels))
        )
        size: NDArray[np.float64] = members.sum(axis=1)[:, None]
        met = product(members, self.seen) + self.damping * self.everybody
        return np.divide(met, size + self.damping, out=met, where=size + self.damping > 0)

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        persona = self.labels[users]
        return np.where(persona[:, None] >= 0, self.taste[persona], self.everybody)

    def score_history(self, items: ArrayLike) -> NDArray[np.floating]:
        """Scores (n_items,) for a stranger who met `items` (t,): those of the persona with the nearest centre."""
        row = csr_array(one_history(items, self.n_items)[None, :])
        if not row.nnz:
            return self.everybody.copy()
        return self.taste[nearest_centre(unit_rows(row), self.centres)[0]].copy()

    def describe(self, catalogue: Catalogue, n: int = 3, at_least: float = 0.1) -> pd.DataFrame:
        """One row for each persona, the largest first: people, their n typical genres, and their n typical films.

        Typical is what has the highest lift: the share among these people divided by the share among everybody.
        A film must be known to at least the share `at_least` of them, a genre must have that share of their events.
        """
        size = np.bincount(self.labels[self.labels >= 0], minlength=len(self.taste))
        genres = catalogue.genre_matrix()
        usual = self._genre_shares(self.labels >= 0, genres)
        rows = []
        for persona in np.argsort(-size, kind="stable"):
            own = self.labels == persona
            shares, known = self._genre_shares(own, genres), self.seen[own].sum(axis=0) / max(1, size[persona])
            typical = _best(_lift(shares, usual, shares >= at_least), genres.columns, n)
            films = _best(_lift(self.taste[persona], self.everybody, known >= at_least), catalogue.titles, n)
            rows.append({"persona": persona, "people": size[persona], "genres": typical, "films": films})
        return pd.DataFrame(rows).set_index("persona")

    def _genre_shares(self, people: NDArray[np.bool_], genres: pd.DataFrame) -> NDArray[np.floating]:
        met = self.seen[people].sum(axis=0, dtype=np.float64)  # events with each item, (n_items,)
        return met @ genres.to_numpy(float) / max(1.0, met.sum())

    def _check_settings(self) -> None:
        if self.n_clusters < 1:
            raise ValueError(f"n_clusters={self.n_clusters} personas is too few. Use 1 or more, for example 20.")
        if not 0 <= self.damping < np.inf:
            raise ValueError(f"damping={self.damping} average people is impossible. Use 0 or more, for example 10.")


def _lift(shares: NDArray[Any], usual: NDArray[Any], counts: NDArray[np.bool_]) -> NDArray[np.floating]:
    return np.divide(shares, usual, out=np.zeros(len(shares)), where=counts & (usual > 0))


def _best(lift: NDArray[np.floating], names: Iterable[str], n: int) -> str:
    order = np.argsort(-lift, kind="stable")[:n]
    return ", ".join(str(np.asarray(names, object)[place]) for place in order if lift[place] > 0)


def _different_rows(matrix: csr_array) -> int:
    """How many rows hold different columns."""
    return len({matrix.indices[start:end].tobytes() for start, end in pairwise(matrix.indptr)})


def _small_numbers(vectors: Vectors) -> Vectors:
    """The same, with 32-bit places where it is sparse: scikit-learn takes no others."""
    if not isinstance(vectors, csr_array):
        return np.asarray(vectors, dtype=np.float64)
    places = (vectors.indices.astype(np.int32), vectors.indptr.astype(np.int32))
    return csr_array((vectors.data, *places), shape=vectors.shape)
