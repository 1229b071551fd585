"""The networks by name, and how tests make them: small, with features where they read some."""

from pathlib import Path

import numpy as np

from recsys_course.models.neural import Network, frameworks
from recsys_course.models.neural.features import FeatureReader
from recsys_course.models.neural.frameworks import NETWORKS

PACKAGE = Path(__file__).parents[2] / "recsys_course"
FILES = ("layers", "network", *dict.fromkeys(NETWORKS.values()))
READERS = tuple(name for name in NETWORKS if issubclass(frameworks.half(name), FeatureReader))
STRANGERS = tuple(name for name in NETWORKS if hasattr(frameworks.half(name), "score_history"))


def features_of(n_items, seed=0):
    """Seven numbers for each item; the first tells the two halves of the items apart."""
    table = np.random.default_rng(seed).random((n_items, 7)).astype(np.float32)
    table[:, 0] = np.arange(n_items) < n_items / 2
    return table


def network(room, name, n_items=25, **settings) -> Network:
    """A small unfitted network."""
    small = {"n_factors": 8, "n_epochs": 3, "n_negatives": 10} | settings
    if NETWORKS[name] in ("rnn", "attention"):
        small = {"length": 8} | small
    if name in READERS:
        small["features"] = features_of(n_items)
    return frameworks.network(room, name)(**small)
