"""The networks of lessons 07 to 12 in both frameworks: how long they train, and how good they become."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np

from benchmarks.choosing import Settings, starts, words
from benchmarks.speed import K
from benchmarks.tables import table
from recsys_course.data import Dataset
from recsys_course.evaluation import Evaluation, evaluate
from recsys_course.models.neural import item_features
from recsys_course.models.neural.features import FeatureReader
from recsys_course.models.neural.frameworks import FRAMEWORKS, NETWORKS, network
from recsys_course.models.neural.network import Network
from recsys_course.models.neural.stopping import Epoch
from recsys_course.splits import Split, leave_last_out

TAGS = {framework.name: tag for tag, framework in reversed(FRAMEWORKS.items())}  # PyTorch first
# Found on validation, see search.md; what is not named is the default of the model.
READERS: Settings = {"n_factors": 128, "n_epochs": 10, "decay": True}
FILTERS: Settings = {"n_factors": 64, "batch_size": 128, "n_epochs": 6, "decay": True}
SAMPLED: Settings = {"n_factors": 64, "n_negatives": 500, "n_epochs": 8, "decay": True}
LOOKING: Settings = SAMPLED | {
    "n_factors": 128, "n_epochs": 7, "length": 50, "dropout": 0.1, "batch_size": 8, "rate": 0.002,
}  # fmt: skip
RACES: Settings = {"loss": "softmax", "decay": True}
SETTINGS: Mapping[str, Mapping[str, Settings]] = {
    "ml-latest-small": {
        "Embeddings": SAMPLED, "TwoTowers": SAMPLED,
        "MLP": RACES | {"n_negatives": 200, "n_epochs": 8}, "NeuMF": RACES | {"n_negatives": 64, "n_epochs": 6},
        "Caser": FILTERS, "TwoBranchCNN": FILTERS, "GRU": READERS, "LSTM": READERS, "TwoBranchRNN": READERS,
        "SASRec": LOOKING,
    },
}  # fmt: skip
# Random starts in the test; 0 for one that recommends words to pictures and has no films for people.
STARTS = {name: 3 if name in ("GRU", "Caser", "SASRec") else 1 for name in NETWORKS} | {"PictureCNN": 0}
RANKED = {name: starts for name, starts in STARTS.items() if starts}
QUICK = {"Embeddings": 1}
SECONDS, RATIO = 60.0, 1.5  # the targets: seconds to the best epoch, and the slower framework beside the faster


class Training(NamedTuple):
    """A network with its best epoch, and when each epoch ended: wall-clock and CPU seconds since the start, (n,)."""

    model: Network
    seconds: np.ndarray
    cpu: np.ndarray

    def to_best(self) -> float:
        """Wall-clock seconds until the best epoch was done, with compilation and all looks at the validation."""
        return float(self.seconds[self.model.best_epoch - 1])


def found(data: Dataset, name: str) -> Settings:
    """The settings of a network that were found for this data set; none where the defaults are kept."""
    return SETTINGS.get(data.name, {}).get(name, {})


def make(framework: str, name: str, data: Dataset, **settings: object) -> Network:
    """A network, unfitted, with the settings that were found for this data set."""
    kind = network(TAGS[framework], name)
    features: dict[str, Any] = {"features": item_features(data.catalogue)} if issubclass(kind, FeatureReader) else {}
    return kind(**features, **{**found(data, name), **settings})


def train(model: Network, split: Split) -> Training:
    """Fit with the validation, and look at the clocks after each epoch."""
    wall: list[float] = []
    cpu: list[float] = []
    begin = time.perf_counter(), time.process_time()

    def look(_: Epoch) -> None:
        wall.append(time.perf_counter() - begin[0])
        cpu.append(time.process_time() - begin[1])

    model.fit(split.train, split.valid, after_epoch=look)
    return Training(model, np.array(wall), np.array(cpu))


_trained: dict[tuple[str, str, str], Training] = {}


def trained(framework: str, name: str, data: Dataset) -> Training:
    """One training for all sections of the report; it finds the number of epochs."""
    key = (framework, name, data.name)
    if key not in _trained:
        _trained[key] = train(make(framework, name, data), leave_last_out(data.interactions))
    return _trained[key]


def tested(name: str, data: Dataset, split: Split, seeds: int) -> tuple[list[Evaluation], str]:
    """The best number of epochs on all that is known, once for each start, tested. In PyTorch: the twins are equal."""
    settings = {**found(data, name), "n_epochs": trained("PyTorch", name, data).model.best_epoch}
    models = [make("PyTorch", name, data, **some) for some in starts(settings, seeds)]
    results = [evaluate(model.fit(split.known), split.test, K, name) for model in models]
    return results, words(settings)


def beside_each_other(data: Dataset, names: Sequence[str]) -> Iterator[str]:
    """Both frameworks in turn: seconds, epochs, validation nDCG@10; then which targets were missed."""
    rows, missed = [], []
    for name in names:
        both = {framework: trained(framework, name, data) for framework in TAGS}
        rows += [_row(name, framework, training) for framework, training in both.items()]
        missed += list(_missed(name, both))
    head = ["network", "framework", "epochs", "best", "s to the best", "s an epoch", f"validation nDCG@{K}"]
    yield f"### {data.name}\n\n" + table(head, rows)
    yield "\n".join(missed) + "\n" if missed else "All targets met.\n"


def _row(name: str, framework: str, training: Training) -> list[object]:
    model, each = training.model, np.diff(training.seconds, prepend=0)
    later = float(np.median(each[1:])) if len(each) > 1 else float(each[0])
    return [name, framework, len(each), model.best_epoch, training.to_best(), later, f"{model.values.max():.4f}"]


def _missed(name: str, both: Mapping[str, Training]) -> Iterator[str]:
    """Sentences on targets that were missed. The frameworks are compared over as many epochs as both have run."""
    for framework, training in both.items():
        if training.to_best() > SECONDS:
            yield f"- {name} in {framework}: **{SECONDS:.0f} s missed by {training.to_best() - SECONDS:.0f} s**."
    n = min(len(training.seconds) for training in both.values())
    times = {framework: float(training.seconds[n - 1]) for framework, training in both.items()}
    slower, faster = sorted(times, key=times.__getitem__, reverse=True)
    if times[slower] > RATIO * times[faster]:
        ratio = times[slower] / times[faster]
        yield f"- {name}: {slower} takes {ratio:.2f} times the seconds of {faster} over {n} epochs: **{RATIO} missed**."
