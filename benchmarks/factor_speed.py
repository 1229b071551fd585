"""Seconds of the factor models beside Surprise and implicit, with the quality that the same seconds bought."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np

from benchmarks import made_up
from benchmarks.entries import als_words, bpr_words
from benchmarks.peer import MISSING, Peer, installed
from benchmarks.quality import averaged
from benchmarks.ranking import evaluate_lists
from benchmarks.ratings import RATES, SVD
from benchmarks.speed import K
from benchmarks.tables import table, verdict, worse_or_not
from benchmarks.timing import best, in_turn, seconds
from recsys_course.data import Interactions
from recsys_course.evaluation import Evaluation, compare
from recsys_course.models.base import Recommender
from recsys_course.models.factors import ALS, BPR, MatrixFactorization
from recsys_course.splits import Split, leave_last_out

PARTS = ("fit",)


@dataclass(frozen=True)
class Pair:
    """One model of ours and the same of implicit, with the same settings; at most `target` times its seconds.

    same_aim: both minimise the same function, so equal settings must give equal quality.
    """

    make: Callable[..., Recommender]
    script: str
    words: Callable[..., dict[str, Any]]
    target: float
    settings: dict[str, Any]
    same_aim: bool = True

    def title(self) -> str:
        """The settings in words."""
        return ", ".join(f"{name}={value}" for name, value in self.settings.items())


PAIRS = {
    "ALS": Pair(ALS, "implicit_als", als_words, 1.5, {"n_factors": 64, "alpha": 3, "penalty": 30, "n_epochs": 15}),
    "BPR": Pair(
        BPR, "implicit_bpr", bpr_words, 2, {"n_factors": 32, "rate": 0.05, "penalty": 0.03, "n_epochs": 100}, False
    ),
}


class Ours:
    """Our side of a pair: every call takes the next random start, measures it and keeps its evaluation."""

    def __init__(self, pair: Pair, split: Split) -> None:
        self.pair, self.split, self.results = pair, split, list[Evaluation]()
        self.pair.make(**{**pair.settings, "n_epochs": 1}).fit(split.known)  # compile, or load what is compiled

    def __call__(self) -> dict[str, float]:
        """Seconds to fit and to find the best 10 unseen items of everybody."""
        model, known = self.pair.make(**self.pair.settings, seed=len(self.results)), self.split.known
        fit = seconds(partial(model.fit, known))
        start = time.perf_counter()
        lists = model.recommend(np.arange(known.n_users), K)
        top = time.perf_counter() - start
        self.results.append(evaluate_lists("ours", lists, self.split.test))
        return {"fit": fit, "top10": top}


class Theirs:
    """implicit's side of a pair, in the same way."""

    def __init__(self, pair: Pair, split: Split, peer: Peer) -> None:
        self.pair, self.split, self.peer, self.results = pair, split, peer, list[Evaluation]()

    def __call__(self) -> dict[str, float]:
        """Seconds to fit and to recommend, of one and the same call that gave the lists."""
        request = self.pair.words(**self.pair.settings, seed=len(self.results))
        lists = self.peer.lists(k=K, **request)
        self.results.append(evaluate_lists("theirs", lists, self.split.test))
        return self.peer.answer


def shorter(pair: Pair, times: int) -> Pair:
    """The same pair with this many times fewer epochs."""
    return replace(pair, settings={**pair.settings, "n_epochs": pair.settings["n_epochs"] // times})


def beside_implicit(data: Interactions, repetitions: int, name: str, fewer: int = 1) -> str:
    """The table of seconds and nDCG@10 of both pairs on `data`; every repetition is another random start.

    fewer: divide the epochs by that, for large data; quality so early says nothing and is not shown.
    """
    split, rows, lines = leave_last_out(data), list[list[object]](), list[str]()
    known = split.known
    arrays = {key: getattr(known, key) for key in ("users", "items", "n_users", "n_items")}
    for model, pair in ((model, shorter(pair, fewer)) for model, pair in PAIRS.items()):
        ours = Ours(pair, split)
        if not installed():
            rows.append(_row(f"{model}, ours", in_turn(repetitions, ours)[0], ours.results, fewer))
            continue
        with Peer(pair.script, **arrays) as peer:
            theirs = Theirs(pair, split, peer)
            measured = in_turn(repetitions, ours, theirs)
        rows.append(_row(f"{model}, ours", measured[0], ours.results, fewer))
        rows.append(_row(f"{model}, implicit", measured[1], theirs.results, fewer))
        first, second = (best(runs, PARTS)["fit"] for runs in measured)
        lines.append(verdict(first, second, f"{model} ({pair.title()})", pair.target))
        if pair.same_aim and fewer == 1:
            lines.append(_quality(ours.results, theirs.results, model))
    head = [name, "fit, s", f"top {K} of all users, s", f"nDCG@{K}, mean of {repetitions} starts"]
    return table(head, rows) + "\n" + ("\n".join(lines) if lines else MISSING + "\n")


def _row(name: str, runs: list[dict[str, float]], results: list[Evaluation], fewer: int) -> list[object]:
    run, quality = best(runs, PARTS), f"{averaged(results).mean():.4f}" if fewer == 1 else "-"
    return [name, run["fit"], run["top10"], quality]


def _quality(ours: list[Evaluation], theirs: list[Evaluation], model: str) -> str:
    mine, other = replace(averaged(ours), name="ours"), replace(averaged(theirs), name="theirs")
    return worse_or_not(compare(other, mine), f"{model}", "implicit with the same settings") + "\n"


def beside_surprise(data: Interactions, repetitions: int, name: str) -> str:
    """Seconds of MatrixFactorization and of Surprise's SVD, all ratings, the same settings."""
    model = MatrixFactorization(**SVD, **RATES).fit(data)
    workers: dict[str, Callable[[], dict[str, float]]] = {"ours": lambda: {"fit": seconds(partial(model.fit, data))}}
    if not installed():
        rows = [["ours", "in fit", best(in_turn(repetitions, *workers.values())[0], PARTS)["fit"]]]
        return table([name, "make its tables, s", "fit, s"], rows) + "\n" + MISSING + "\n"
    arrays = {key: getattr(data, key) for key in ("users", "items", "ratings")}
    request = {"model": "SVD", **SVD, "lr_all": RATES["rate"], "reg_all": RATES["penalty"], "random_state": 0}
    with Peer("surprise_ratings", **arrays) as peer:
        workers["Surprise SVD"] = partial(peer.ask, **request)
        measured = dict(zip(workers, in_turn(repetitions, *workers.values()), strict=True))
    runs = {key: best(found, PARTS) for key, found in measured.items()}
    rows = [[key, run.get("matrix", "in fit"), run["fit"]] for key, run in runs.items()]
    end = verdict(runs["ours"]["fit"], runs["Surprise SVD"]["fit"], "Fit, 100 factors, 20 epochs")
    return table([name, "make its tables, s", "fit, s"], rows) + "\n" + end


def stars(size: tuple[int, int, int], seed: int = 0) -> Interactions:
    """Made-up events with random half stars from 0.5 to 5, for the speed of models of ratings."""
    data = made_up.interactions(*size)
    halves = np.random.default_rng(seed).integers(1, 11, len(data))
    return replace(data, ratings=(halves / 2).astype(np.float32))
