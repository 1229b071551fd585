"""Section 4: how good the reference models are on harbour and on MovieLens, beside implicit, and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.stats import kendalltau

from benchmarks.peer import MISSING, Peer, installed
from benchmarks.ranking import Given
from benchmarks.speed import NEIGHBOURS, K
from benchmarks.tables import table
from recsys_course.data import Dataset, Interactions
from recsys_course.evaluation import Evaluation, compare, evaluate
from recsys_course.models.base import Recommender
from recsys_course.models.baselines import Chance, Popularity, RecentPopularity
from recsys_course.models.neighbours import ItemKNN, UserKNN
from recsys_course.models.oracle import oracles
from recsys_course.splits import Split, leave_last_out

PEER, PEER_CHOSEN = f"implicit cosine, K={NEIGHBOURS}", "implicit cosine, K chosen"
SIZES = (1, 2, 3, 5, 10, 20, 50, 100, 200, 400, 800)
PEER_GRID = SIZES
GRID: dict[str, dict[str, Sequence[object]]] = {
    "RecentPopularity": {"half_life": (7, 14, 30, 90, 180, 365, 730, 1460)},
    "UserKNN": {"k": SIZES, "shrinkage": (0, 10, 50, 100)},
    "ItemKNN candidate": {"k": SIZES, "shrinkage": (0, 10, 50, 100)},
    "ItemKNN history": {"k": SIZES, "shrinkage": (0, 10, 50, 100)},
    "ItemKNN recency": {"k": (10, 20, 50, 100, 200, 400), "shrinkage": (0, 10, 50), "half_life": (0.5, 1, 2, 5, 10)},
}


def candidates(name: str, grid: dict[str, Sequence[object]]) -> list[Recommender]:
    """One unfitted model for each combination of settings in the grid."""
    fixed = {"ItemKNN candidate": {"keep": "candidate"}, "ItemKNN history": {"keep": "history"}}.get(name, {})
    kind = {"RecentPopularity": RecentPopularity, "UserKNN": UserKNN}.get(name, ItemKNN)
    settings = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    return [kind(**fixed, **chosen) for chosen in settings]


def chosen(models: list[Recommender], split: Split) -> Recommender:
    """The model with the best validation nDCG@10 after fitting on training alone; the first of equals."""
    scores = [evaluate(model.fit(split.train), split.valid, K).mean() for model in models]
    return models[int(np.argmax(scores))]


def judge(data: Dataset, grid: dict[str, dict[str, Sequence[object]]] | None = None) -> tuple[str, dict[str, float]]:
    """The report of one data set, and nDCG@10 of each reference model. The test is used once for each model."""
    split = leave_last_out(data.interactions)
    models: dict[str, Recommender] = {"Chance": Chance(), "Popularity": Popularity()}
    for name, choices in (GRID if grid is None else grid).items():
        models[name] = chosen(candidates(name, choices), split)
    models |= dict(zip(["Oracle"], oracles(data), strict=False))  # only harbour has one
    results = {name: evaluate(model.fit(split.known), split.test, K, name) for name, model in models.items()}
    scores = {name: result.mean() for name, result in results.items() if name != "Oracle"}
    settings = {name: _settings(models[name]) for name in models}
    lines = [f"### {data.name}: {data.interactions!r}, {len(split.test):,} tested\n"]
    if installed():
        best = _chosen_implicit(split)
        for name, lists in zip((PEER, PEER_CHOSEN), _implicit(split.known, NEIGHBOURS, best), strict=True):
            results[name] = evaluate(Given(name, lists, data.interactions.n_items), split.test, K)  # type: ignore[arg-type]
        settings |= {PEER: "not chosen", PEER_CHOSEN: f"K={best}"}
    lines.append(_table(results, settings))
    lines.append(_beside(results) if installed() else MISSING + "\n")
    return "\n".join(lines), scores


def _settings(model: Recommender) -> str:
    return ", ".join(f"{name}={value}" for name, value in vars(model).items() if name in model.__dataclass_fields__)


def _implicit(known: Interactions, *neighbours: int) -> list[NDArray[np.int64]]:
    """implicit's lists (n_users, 10) for each number of neighbours, fitted on `known`."""
    sizes = {"n_users": known.n_users, "n_items": known.n_items}
    with Peer("implicit_cosine", users=known.users, items=known.items, **sizes) as peer:
        return [peer.lists(neighbours=number, k=K) for number in neighbours]


def _chosen_implicit(split: Split) -> int:
    """The K of the grid with the best validation nDCG@10, as for our models."""
    every = [Given(PEER_CHOSEN, lists, split.train.n_items) for lists in _implicit(split.train, *PEER_GRID)]
    scores = [evaluate(given, split.valid, K).mean() for given in every]  # type: ignore[arg-type]
    return PEER_GRID[int(np.argmax(scores))]


def _table(results: dict[str, Evaluation], settings: dict[str, str]) -> str:
    rows = []
    for name, result in sorted(results.items(), key=lambda pair: -pair[1].mean()):
        cells = [_with_interval(result, metric) for metric in ("nDCG", "hit rate", "MRR")]
        rows.append([name, *cells, result.coverage, settings.get(name) or "-"])
    head = ["model", f"nDCG@{K}", f"hit rate@{K}", f"MRR@{K}", f"coverage@{K}", "settings, chosen on validation"]
    return table(head, rows)


def _with_interval(result: Evaluation, metric: str) -> str:
    low, high = result.interval(metric)
    return f"{result.mean(metric):.4f} ({low:.4f} to {high:.4f})"


def _beside(results: dict[str, Evaluation]) -> str:
    """Every neighbour model of ours against implicit with its K chosen, over the same users."""
    ours, theirs = [name for name in results if "KNN" in name], results[PEER_CHOSEN]
    return "\n".join(f"- {name} beside {theirs.name}: {compare(theirs, results[name])!r}" for name in ours) + "\n"


def same_order(scores: dict[str, dict[str, float]]) -> str:
    """The order of the models on each data set, and Kendall's tau of the two. Needs exactly two data sets."""
    lines = [f"- {name}: " + " > ".join(sorted(values, key=lambda m: -values[m])) for name, values in scores.items()]
    first, second = scores.values()
    models = list(first)
    tau = kendalltau([first[m] for m in models], [second[m] for m in models]).statistic
    end = "target of 0.7 met" if tau >= 0.7 else f"**target of 0.7 missed by {0.7 - tau:.3f}**"
    return "\n".join([*lines, f"- Kendall's tau over {len(models)} models: {tau:.3f}, {end}"]) + "\n"
