"""RecBole's GRU4Rec, SASRec and Caser: the same split, as many CPU seconds as ours took, judged with ours."""

from __future__ import annotations

from typing import Any

import numpy as np

from benchmarks import networks
from benchmarks.choosing import Settings, words
from benchmarks.peer import Peer
from benchmarks.ranking import evaluate_lists
from benchmarks.speed import K
from recsys_course.data import Dataset, Interactions
from recsys_course.evaluation import Evaluation
from recsys_course.models.history import steps_back
from recsys_course.splits import Split

SAME = {"GRU": "GRU4Rec", "SASRec": "SASRec", "Caser": "Caser"}  # ours, RecBole's
# RecBole's defaults, and faster steps. Its histories of 50 items would not end one epoch in the time; it advises 10.
TRIED: tuple[Settings, ...] = tuple(
    {"MAX_ITEM_LIST_LENGTH": 10, "learning_rate": rate, "train_batch_size": size}
    for rate, size in ((0.001, 2048), (0.005, 256))
)
PAIRS = [
    *((ours, f"RecBole {theirs}") for ours, theirs in SAME.items()),
    *((ours, "ItemKNN recency") for ours in ("SASRec", "GRU", "LSTM", "TwoBranchRNN", "Caser", "TwoBranchCNN")),
    *((ours, "ALS") for ours in ("Embeddings", "TwoTowers", "MLP", "NeuMF")),
    ("MLP", "Embeddings"),
    ("SASRec", "GRU"),
]


def events(train: Interactions) -> dict[str, Any]:
    """What RecBole learns from: the events, and how many steps ago each was."""
    names = ("users", "items", "n_users", "n_items")
    return {name: getattr(train, name) for name in names} | {"steps": steps_back(train)}


def judge(name: str, data: Dataset, split: Split) -> tuple[Evaluation, str]:
    """RecBole's model beside ours of this name: settings and epochs chosen on validation, then tested once."""
    theirs, label = SAME[name], f"RecBole {SAME[name]}"
    limit = float(networks.trained("PyTorch", name, data).cpu[-1])
    with Peer("recbole_sequential", **events(split.train)) as process:
        tried = [(*best_epoch(process, theirs, split.valid, limit, some), some) for some in TRIED]
    _, epochs, settings = max(tried, key=lambda row: row[0])
    with Peer("recbole_sequential", **events(split.known)) as process:
        lists = process.lists(model=theirs, k=K, epochs=epochs, **settings)
    return evaluate_lists(label, lists, split.test), f"{words(settings)}, {epochs} epochs, at most {limit:.0f} CPU s"


def best_epoch(process: Peer, model: str, valid: Interactions, limit: float, settings: Settings) -> tuple[float, int]:
    """Validation nDCG@10 of the best epoch within `limit` CPU seconds, and its number, from 1."""
    by_epoch = process.lists(model=model, k=K, seconds=limit, **settings)
    values = [evaluate_lists(model, lists, valid).mean() for lists in by_epoch]
    return max(values), int(np.argmax(values)) + 1
