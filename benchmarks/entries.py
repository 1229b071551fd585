"""The models that the benchmark judges: their settings to choose from, and the peer's implementation of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from benchmarks.choosing import Grid, Score, Settings, best_of_all, best_one_by_one
from recsys_course.data import Dataset, Interactions
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Bias, Chance, Popularity, RecentPopularity
from recsys_course.models.clusters import Personas
from recsys_course.models.content import ContentBased, documents
from recsys_course.models.factors import ALS, BPR, EASE, MatrixFactorization, PureSVD
from recsys_course.models.neighbours import ItemKNN, UserKNN
from recsys_course.models.rules import Rules, mine_rules

SIZES = (20, 1, 2, 3, 5, 10, 50, 100, 200, 400, 800)
SEEDS = 5
Make = Callable[..., Recommender]


@dataclass(frozen=True)
class Entry:
    """One model of ours. make(data, train, **settings) gives it unfitted; `peer` is a name in PEERS.

    one_by_one: settings are chosen one after the other, not all combinations. seeds: how many random starts are
    averaged in the test.
    """

    make: Make
    grid: Grid = field(default_factory=dict)
    peer: str | None = None
    one_by_one: bool = False
    seeds: int = 1

    def choose(self, score: Score) -> Settings:
        """The settings with the highest score."""
        return (best_one_by_one if self.one_by_one else best_of_all)(self.grid, score)


@dataclass(frozen=True)
class PeerModel:
    """The same model in another library. request(**settings of ours) gives them in its words for peers/<script>.py.

    like: the entry whose grid, way of choosing and number of seeds it shares; grid: its own instead, where it lacks
    one of our settings. largest: more items than that take it minutes for each fit, so it is left out there.
    """

    script: str
    request: Callable[..., dict[str, Any]]
    like: str
    grid: Grid | None = None
    largest: int | None = None


def plain(kind: type[Recommender], **fixed: object) -> Make:
    """A maker of models that need nothing but settings."""
    return lambda data, train, **settings: kind(**fixed, **settings)


def content(data: Dataset, train: Interactions, **settings: Any) -> Recommender:
    """ContentBased on the documents of a data set."""
    return ContentBased(documents(data.catalogue), **settings)


def mined(data: Dataset, train: Interactions, **settings: Any) -> Recommender:
    """Rules found in `train`, between genres."""
    labels = data.catalogue.table["genres"].fillna("").astype(str).tolist()
    return Rules(labels, mine_rules(labels, train, **settings))


KNN = {"k": SIZES, "shrinkage": (0, 10, 50, 100)}
RECENT = {"k": (10, 20, 50, 100, 400), "shrinkage": (0, 10), "half_life": (0.5, 1, 2, 5)}
ENTRIES = {
    "Chance": Entry(plain(Chance)),
    "Popularity": Entry(plain(Popularity)),
    "RecentPopularity": Entry(plain(RecentPopularity), {"half_life": (7, 14, 30, 90, 180, 365, 730, 1460)}),
    "Bias": Entry(plain(Bias), {"damping": (0, 1, 5, 10, 25, 50, 100, 250)}),
    "UserKNN": Entry(plain(UserKNN), KNN, one_by_one=True),
    "ItemKNN candidate": Entry(plain(ItemKNN, keep="candidate"), KNN, "implicit cosine", True),
    "ItemKNN history": Entry(plain(ItemKNN, keep="history"), KNN, "implicit cosine", True),
    "ItemKNN recency": Entry(plain(ItemKNN), RECENT, "implicit cosine"),
    "ContentBased": Entry(
        content,
        {"weighting": ("tfidf", "counts"), "values": ("ones", "ratings"), "half_life": (None, 0.5, 1, 2, 5, 10, 50)},
        "scikit-learn",
    ),
    "Personas": Entry(
        plain(Personas), {"n_clusters": (20, 5, 10, 50, 100), "damping": (10, 1, 3, 30)}, None, True, SEEDS
    ),
    "Rules": Entry(mined, {"at_least": (0.1, 0.2, 0.3, 0.5), "min_lift": (1.1, 1.3, 1.5, 2.0)}),
    "MatrixFactorization": Entry(
        plain(MatrixFactorization),
        {"n_factors": (64, 8, 32), "rate": (0.01, 0.003, 0.03), "penalty": (0.1, 0.05, 0.02)},
        None, True, SEEDS,
    ),
    "ALS": Entry(
        plain(ALS),
        {"n_factors": (64, 16, 32, 128), "alpha": (3, 1, 10, 30), "penalty": (30, 3, 10, 100), "n_epochs": (15, 7)},
        "implicit ALS", True, SEEDS,
    ),
    "BPR": Entry(
        plain(BPR),
        {"n_factors": (32, 16, 64, 128), "rate": (0.05, 0.02, 0.1), "penalty": (0.03, 0.003, 0.01, 0.1),
         "n_epochs": (100, 50)},
        "implicit BPR", True, SEEDS,
    ),
    "PureSVD": Entry(plain(PureSVD), {"n_factors": (4, 8, 12, 16, 24, 32, 48, 64, 96, 128)}, "RecTools PureSVD"),
    "EASE": Entry(plain(EASE), {"penalty": (30, 100, 200, 300, 500, 1000, 3000)}, "RecTools EASE"),
}  # fmt: skip


def _cosine(k: int) -> dict[str, Any]:
    return {"neighbours": k}


def _tfidf(**settings: Any) -> dict[str, Any]:
    return settings


def als_words(n_factors: int, alpha: float, penalty: float, n_epochs: int, seed: int = 0) -> dict[str, Any]:
    """implicit's words; its confidence of an event is alpha, ours 1 + alpha."""
    words = {"factors": n_factors, "alpha": 1 + alpha, "regularization": penalty, "iterations": n_epochs}
    return {**words, "random_state": seed}


def bpr_words(n_factors: int, rate: float, penalty: float, n_epochs: int, seed: int = 0) -> dict[str, Any]:
    """implicit's words for BPR."""
    words = {"factors": n_factors, "learning_rate": rate, "regularization": penalty, "iterations": n_epochs}
    return {**words, "random_state": seed}


def _svd(n_factors: int) -> dict[str, Any]:
    # Its random_state fails with this SciPy; it iterates to machine precision (tol=0), so the start does not matter.
    return {"model": "PureSVD", "factors": n_factors}


def _ease(penalty: float) -> dict[str, Any]:
    return {"model": "EASE", "regularization": penalty}


PEERS = {
    "implicit cosine": PeerModel("implicit_cosine", _cosine, "ItemKNN history", {"k": SIZES}),
    "scikit-learn": PeerModel("sklearn_content", _tfidf, "ContentBased"),
    "implicit ALS": PeerModel("implicit_als", als_words, "ALS"),
    "implicit BPR": PeerModel("implicit_bpr", bpr_words, "BPR"),
    "RecTools PureSVD": PeerModel("rectools_linear", _svd, "PureSVD"),
    "RecTools EASE": PeerModel("rectools_linear", _ease, "EASE", largest=3_000),
}
