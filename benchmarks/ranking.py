"""Section 2: seconds to evaluate all users beside RecTools and ranx, and whether the values agree."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from benchmarks import made_up
from benchmarks.peer import MISSING, Peer, installed
from benchmarks.speed import NEIGHBOURS, K
from benchmarks.tables import table, verdict
from benchmarks.timing import best, in_turn, seconds
from recsys_course.data import Interactions
from recsys_course.evaluation import Evaluation, evaluate
from recsys_course.models.neighbours import ItemKNN
from recsys_course.splits import leave_last_out

METRICS = ("nDCG", "hit rate", "MRR")  # those that both peers define as we do
PARTS = ("prepare", "compute")


@dataclass
class Given:
    """Lists that somebody else made, (n_users, k), in place of a model: so one evaluation judges everybody."""

    name: str
    ranked: NDArray[np.int64]
    n_items: int

    @property
    def seen(self) -> csr_array:
        """Nothing: what was met before is not known of given lists."""
        return csr_array((len(self.ranked), self.n_items))

    def recommend(self, users: ArrayLike, k: int = K) -> NDArray[np.int64]:
        """The first k of the given lists."""
        return self.ranked[np.asarray(users), :k]


def evaluate_lists(name: str, ranked: NDArray[np.int64], test: Interactions) -> Evaluation:
    """Our evaluation of lists that somebody else made, (n_users, k)."""
    given: Any = Given(name, ranked, test.n_items)  # no Recommender: it has only what an evaluation asks for
    return evaluate(given, test, K, name)


def one_each(relevant: NDArray[np.int64], n_items: int) -> Interactions:
    """One test event for each user 0..n-1."""
    n = len(relevant)
    return Interactions(np.arange(n), relevant, np.ones(n, np.float32), np.zeros(n, np.int64), n, n_items)


def ours(ranked: NDArray[np.int64], relevant: NDArray[np.int64], n_items: int) -> dict[str, Any]:
    """Seconds to make the test table and to evaluate (nDCG, hit rate, MRR, recall and coverage), and the means."""
    start = time.perf_counter()
    test = one_each(relevant, n_items)
    made = time.perf_counter()
    evaluation = evaluate_lists("given", ranked, test)
    values = {name: evaluation.mean(name) for name in METRICS}
    return {"prepare": made - start, "compute": time.perf_counter() - made, "values": values}


def beside_peers(n_users: int, n_items: int, repetitions: int) -> str:
    """The table of seconds, the verdicts and the table of values, for given lists."""
    ranked, relevant = made_up.lists(n_users, n_items, K)
    workers = {"ours": partial(ours, ranked, relevant, n_items)}
    if not installed():
        runs = {"ours": in_turn(repetitions, workers["ours"])[0]}
        return _seconds_table(runs) + "\n" + MISSING + "\n"
    with (
        Peer("rectools_metrics", ranked=ranked, relevant=relevant) as rectools,
        Peer("ranx_metrics", ranked=ranked, relevant=relevant) as ranx,
    ):
        workers |= {"RecTools": partial(rectools.ask, k=K), "ranx": partial(ranx.ask, k=K)}
        for work in workers.values():
            work()  # compile, or load what is compiled
        runs = dict(zip(workers, in_turn(repetitions, *workers.values()), strict=True))
    return "\n".join([_seconds_table(runs), *_verdicts(runs), _values(runs)])


def _seconds_table(runs: dict[str, list[dict[str, Any]]]) -> str:
    """Smallest seconds of each part, and of both together."""
    rows = []
    for name, measured in runs.items():
        alone = min(run["compute"] for run in measured)
        rows.append([name, best(measured, PARTS)["prepare"], alone, _total(measured)])
    return table(["", "make its tables, s", "compute, s", "both, s"], rows)


def _total(measured: list[dict[str, Any]]) -> float:
    return min(run["prepare"] + run["compute"] for run in measured)


def _verdicts(runs: dict[str, list[dict[str, Any]]]) -> list[str]:
    lines = []
    for name in ("RecTools", "ranx"):
        lines.append(verdict(_total(runs["ours"]), _total(runs[name]), f"From arrays to values, beside {name}"))
        alone = min(run["compute"] for run in runs[name])
        lines.append(verdict(_total(runs["ours"]), alone, f"Ours from arrays, {name} with its tables made before"))
    return lines


def _values(runs: dict[str, list[dict[str, Any]]]) -> str:
    """The means, and the largest difference where the definitions agree."""
    mine = runs["ours"][0]["values"]
    rows, worst = [["ours", *(f"{mine[name]:.12f}" for name in METRICS)]], 0.0
    for peer in ("RecTools", "ranx"):
        theirs = runs[peer][0]["values"]
        rows.append([peer, *(f"{theirs[name]:.12f}" for name in METRICS)])
        worst = max(worst, *(abs(theirs[name] - mine[name]) for name in METRICS))
    other = runs["RecTools"][0]["values"]["nDCG by default"]
    agree = "agree" if worst <= 1e-9 else "**do not agree**"
    note = (
        f"Largest difference {worst:.1e}: the values {agree} to 1e-9. RecTools is asked with\n"
        f"divide_by_achievable=True; "
        f"its default divides by the gain of {K} relevant items even for a user who has one, and gives {other:.6f}.\n"
    )
    return table(["", *(f"{name}@{K}" for name in METRICS)], rows) + "\n" + note


def ranking_too(size: tuple[int, int, int], repetitions: int) -> str:
    """From a fitted model to the values: recommend to all users and judge; ours, and implicit with RecTools."""
    split = leave_last_out(made_up.interactions(*size))
    model, known, test = ItemKNN(k=NEIGHBOURS).fit(split.known), split.known, split.test
    mine: list[Evaluation] = []
    workers: dict[str, Any] = {"ours": lambda: {"all": seconds(lambda: mine.append(evaluate(model, test, K)))}}
    if not installed():
        return table(["", "s"], [["ours", min(run["all"] for run in in_turn(repetitions, workers["ours"])[0])]])
    with Peer(
        "implicit_cosine", users=known.users, items=known.items, n_users=known.n_users, n_items=known.n_items
    ) as implicit:
        lists = implicit.lists(neighbours=NEIGHBOURS, k=K)
        order = np.argsort(test.users)
        arrays = {"ranked": lists[test.users[order]], "relevant": test.items[order]}
        with Peer("rectools_metrics", **arrays) as rectools:
            workers["theirs"] = lambda: {
                "top10": implicit.ask(neighbours=NEIGHBOURS, k=K)["top10"],
                **rectools.ask(k=K),
            }
            runs = dict(zip(workers, in_turn(repetitions, *workers.values()), strict=True))
    total = min(run["all"] for run in runs["ours"])
    rows = [[f"ours, {len(test):,} users", total]]
    best_theirs = min(runs["theirs"], key=lambda run: run["top10"] + run["prepare"] + run["compute"])
    parts = [best_theirs[part] for part in ("top10", "prepare", "compute")]
    rows.append([f"implicit top {K} ({parts[0]:.3f}) + RecTools ({parts[1] + parts[2]:.3f})", sum(parts)])
    return table(["rank and evaluate", "s"], rows) + "\n" + verdict(total, sum(parts), "Ranking and evaluation")
