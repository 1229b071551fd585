"""The networks by name, and how tests make them: small, with features where they read some."""

import importlib
from pathlib import Path

import numpy as np

from recsys_course.models.neural import Network

ROOMS = {"tf": "models_tf", "torch": "models_torch"}
PACKAGE = Path(__file__).parents[2] / "recsys_course"
FILES = ("layers", "network", "factors", "mlp", "cnn", "rnn")
NETWORKS = {
    "Embeddings": "factors", "TwoTowers": "factors", "MLP": "mlp", "NeuMF": "mlp",
    "Caser": "cnn", "TwoBranchCNN": "cnn", "GRU": "rnn", "LSTM": "rnn", "TwoBranchRNN": "rnn",
}  # fmt: skip
READERS = ("TwoTowers", "TwoBranchCNN", "TwoBranchRNN")  # those that read features
STRANGERS = ("TwoTowers", "Caser", "TwoBranchCNN", "GRU", "LSTM", "TwoBranchRNN")  # those with score_history


def features_of(n_items, seed=0):
    """Seven numbers for each item; the first tells the two halves of the items apart."""
    table = np.random.default_rng(seed).random((n_items, 7)).astype(np.float32)
    table[:, 0] = np.arange(n_items) < n_items / 2
    return table


def kind(room, name) -> type[Network]:
    """The class `name` of a framework, "tf" or "torch"."""
    return getattr(importlib.import_module(f"recsys_course.{ROOMS[room]}.{NETWORKS[name]}"), name)


def network(room, name, n_items=25, **settings) -> Network:
    """A small unfitted network."""
    small = {"n_factors": 8, "n_epochs": 3, "n_negatives": 10} | settings
    if NETWORKS[name] == "rnn":
        small = {"length": 8} | small
    if name in READERS:
        small["features"] = features_of(n_items)
    return kind(room, name)(**small)
