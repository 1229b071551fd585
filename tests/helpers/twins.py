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


def pictures_of(n_users, seed=0):
    """A noisy picture for each user; those of the first half are red, those of the second half blue."""
    pictures = np.random.default_rng(seed).random((n_users, 10, 10, 3)).astype(np.float32) / 4
    pictures[: n_users // 2, :, :, 0] += 0.5
    pictures[n_users // 2 :, :, :, 2] += 0.5
    return pictures


def network(room, name, n_items=25, n_users=30, **settings) -> Network:
    """A small unfitted network."""
    small = {"n_factors": 8, "n_epochs": 3, "n_negatives": 10} | settings
    if NETWORKS[name] in ("rnn", "attention"):
        small = {"length": 8} | small
    if name == "PictureCNN":
        small = {"batch_size": 256} | small  # at the rate of these tests small batches silence every filter
    if name in READERS:
        small["features"] = pictures_of(n_users) if name == "PictureCNN" else features_of(n_items)
    return frameworks.network(room, name)(**small)
