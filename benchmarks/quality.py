"""How good the reference models are on harbour and on MovieLens, each beside its peer, and in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from scipy.stats import kendalltau

from benchmarks import blends, networks, rivals
from benchmarks.choosing import Settings, starts, words
from benchmarks.entries import ENTRIES, PEERS, Entry, PeerModel
from benchmarks.peer import MISSING, Peer, installed
from benchmarks.ranking import evaluate_lists
from benchmarks.speed import K
from benchmarks.tables import table, worse_or_not
from recsys_course import metrics
from recsys_course.data import Dataset, Interactions
from recsys_course.evaluation import Evaluation, compare, evaluate
from recsys_course.models.oracle import oracles
from recsys_course.splits import Split, leave_last_out

Results = dict[str, Evaluation]
NO_NETS: Mapping[str, int] = {}


def judge(
    data: Dataset, entries: Mapping[str, Entry] = ENTRIES, nets: Mapping[str, int] = NO_NETS
) -> tuple[str, dict[str, float]]:
    """The report of one data set, and nDCG@10 of each reference model. The test is used once for each model.

    nets: how many random starts each network is tested with.
    """
    split = leave_last_out(data.interactions)
    chosen = {name: choose(entry, data, split) for name, entry in entries.items()}
    results = {name: tested(name, entry, data, split, chosen[name]) for name, entry in entries.items()}
    settings = {name: words(found) for name, found in chosen.items()}
    for name, (model, found) in blends.hybrids(data, split, chosen).items():
        results[name], settings[name] = evaluate(model.fit(split.known), split.test, K, name), found
    for name, seeds in nets.items():
        several, settings[name] = networks.tested(name, data, split, seeds)
        results[name] = averaged(several)
    scores = {name: result.mean() for name, result in results.items()}
    for oracle in oracles(data)[:1]:  # only harbour has one
        results["Oracle"] = evaluate(oracle.fit(split.known), split.test, K, "Oracle")
    beside = MISSING + "\n"
    if installed():
        for name, peer in _affordable(data.interactions.n_items).items():
            results[name], settings[name] = judge_peer(name, peer, entries[peer.like], data, split)
        for name in [name for name in rivals.SAME if name in nets]:
            result, settings[result.name] = rivals.judge(name, data, split)
            results[result.name] = result
        beside = _beside(results, entries)
    title = f"### {data.name}: {data.interactions!r}, {len(split.test):,} tested\n"
    return "\n".join([title, _table(results, settings), beside]), scores


def choose(entry: Entry, data: Dataset, split: Split) -> Settings:
    """The settings with the best validation nDCG@10 after fitting on training alone. The test plays no part."""

    def score(settings: Settings) -> float:
        model = entry.make(data, split.train, **settings).fit(split.train)
        return evaluate(model, split.valid, K).mean()

    return entry.choose(score)


def tested(name: str, entry: Entry, data: Dataset, split: Split, settings: Settings) -> Evaluation:
    """The chosen settings, fitted on all that is known, on the test; the mean of `entry.seeds` random starts."""
    models = [entry.make(data, split.known, **some).fit(split.known) for some in starts(settings, entry.seeds)]
    return averaged([evaluate(model, split.test, K, name) for model in models])


def averaged(results: Sequence[Evaluation]) -> Evaluation:
    """One result whose value for each user is the mean over several; all of the same test."""
    values = {metric: np.mean([r.values[metric] for r in results], axis=0) for metric in results[0].values}
    return replace(results[0], values=values, coverage=float(np.mean([r.coverage for r in results])))


def arrays(data: Dataset, train: Interactions) -> dict[str, object]:
    """What a peer may learn from: the events of `train`, how many steps ago each was, the documents of the items."""
    return {**rivals.events(train), "ratings": train.ratings, "documents": np.array(blends.texts(data))}


def judge_peer(name: str, peer: PeerModel, like: Entry, data: Dataset, split: Split) -> tuple[Evaluation, str]:
    """A peer's model, with settings chosen as for ours and from the same values, on the same test and starts."""
    entry = like if peer.grid is None else replace(like, grid=peer.grid)

    def result(process: Peer, test: Interactions, settings: Settings) -> Evaluation:
        lists = process.lists(k=K, **peer.request(**settings))
        return evaluate_lists(name, lists, test)

    with Peer(peer.script, **arrays(data, split.train)) as process:
        settings = entry.choose(lambda some: result(process, split.valid, some).mean())
    with Peer(peer.script, **arrays(data, split.known)) as process:
        found = averaged([result(process, split.test, some) for some in starts(settings, like.seeds)])
    return found, words(settings)


def _affordable(n_items: int) -> dict[str, PeerModel]:
    return {name: peer for name, peer in PEERS.items() if peer.largest is None or n_items <= peer.largest}


def _table(results: Results, settings: dict[str, str]) -> str:
    rows = []
    for name, result in sorted(results.items(), key=lambda pair: -pair[1].mean()):
        cells = [_with_interval(result, metric) for metric in metrics.shown()]
        rows.append([name, *cells, result.coverage, settings.get(name) or "-"])
    head = [
        "model",
        *(f"{metric}@{K}" for metric in metrics.shown()),
        f"coverage@{K}",
        "settings, chosen on validation",
    ]
    return table(head, rows)


def _with_interval(result: Evaluation, metric: str) -> str:
    low, high = result.interval(metric)
    return f"{result.mean(metric):.4f} ({low:.4f} to {high:.4f})"


def _beside(results: Results, entries: Mapping[str, Entry]) -> str:
    """Every model of ours that has a peer, against that peer over the same users."""
    pairs = [(name, entry.peer) for name, entry in entries.items() if entry.peer in results]
    pairs += [pair for pair in rivals.PAIRS if set(pair) <= set(results)]
    return "\n".join(worse_or_not(compare(results[b], results[a]), a, b) for a, b in pairs) + "\n"


def same_order(scores: dict[str, dict[str, float]]) -> str:
    """The order of the models on each data set, and Kendall's tau of the two. Needs exactly two data sets."""
    lines = [f"- {name}: " + " > ".join(sorted(values, key=lambda m: -values[m])) for name, values in scores.items()]
    first, second = scores.values()
    models = list(first)
    tau = kendalltau([first[m] for m in models], [second[m] for m in models]).statistic
    end = "target of 0.7 met" if tau >= 0.7 else f"**target of 0.7 missed by {0.7 - tau:.3f}**"
    return "\n".join([*lines, f"- Kendall's tau over {len(models)} models: {tau:.3f}, {end}"]) + "\n"
