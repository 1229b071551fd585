"""The frameworks and the networks, each named once: whoever goes through them, goes through these two tables.

To add a framework: a line here, and a folder with the files of the other ones (tests/test_twins.py compares them).
"""

from __future__ import annotations

from importlib import import_module
from typing import NamedTuple

from recsys_course.models.neural.network import Network


class Framework(NamedTuple):
    """tag: in the tags of cells and the names of notebooks; room: its folder; modules: what only this room imports."""

    tag: str
    name: str
    room: str
    modules: tuple[str, ...]


FRAMEWORKS = {
    "tf": Framework("tf", "TensorFlow", "models_tf", ("tensorflow", "keras")),
    "torch": Framework("torch", "PyTorch", "models_torch", ("torch",)),
}
NETWORKS = {  # the file of each, the same in models/neural and in the room of each framework
    "Embeddings": "factors", "TwoTowers": "factors", "MLP": "mlp", "NeuMF": "mlp",
    "Caser": "cnn", "TwoBranchCNN": "cnn", "GRU": "rnn", "LSTM": "rnn", "TwoBranchRNN": "rnn",
    "SASRec": "attention", "PictureCNN": "modalities", "ContentTowers": "modalities",
}  # fmt: skip


def network(framework: str, name: str) -> type[Network]:
    """The class of a network in a framework, "tf" or "torch". Only now the framework is loaded.

    Errors: ValueError for an unknown framework or network.
    """
    for kind, given, known in (("framework", framework, FRAMEWORKS), ("network", name, NETWORKS)):
        if given not in known:
            raise ValueError(f"There is no {kind} {given!r}. Use one of {', '.join(known)}.")
    return getattr(import_module(f"recsys_course.{FRAMEWORKS[framework].room}.{NETWORKS[name]}"), name)


def half(name: str) -> type[Network]:
    """The NumPy half of a network, which loads no framework."""
    return getattr(import_module(f"recsys_course.models.neural.{NETWORKS[name]}"), name)
