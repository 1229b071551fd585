"""The NumPy half of every network: its batches, the epoch loop, early stopping, and its file. No framework here."""

from __future__ import annotations

import warnings
from abc import abstractmethod
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm  # text, not a widget: it works everywhere, and leaves no state in a notebook

from recsys_course.data import Interactions
from recsys_course.data.kinds import check_events
from recsys_course.models.base import BLOCK, Recommender
from recsys_course.models.neural.born import Weights, table
from recsys_course.models.neural.stopping import Course, Epoch, Training
from recsys_course.models.validation import mean_ndcg

Numbers = NDArray[np.int64]
Inputs = tuple[NDArray[Any], ...]
LOSSES = ("softmax", "bpr", "logistic")
OPTIMIZERS = ("adam", "sgd")


class Batch(NamedTuple):
    """What one step learns from: m places where the right item is known.

    inputs   what the network is told, see `asked` of each model
    targets  (m,) the item that came next, or -1 at an empty place
    others   (n,) items to compare with: drawn at random, or all
    """

    inputs: Inputs
    targets: Numbers
    others: Numbers


@dataclass
class Network(Recommender):
    """A network that gives each item a score, trained to put the item that came next on top.

    loss="softmax"   -ln P(target) among target and others   (all items: n_negatives=None; sampled: a number)
         "bpr"       -ln sigma(s_target - s_other), mean over the others
         "logistic"  -ln sigma(s_target) - mean over the others of ln(1 - sigma(s_other))
    The mean runs over real places; an "other" that is the target does not count.
    penalty > 0 adds penalty / 2 (|p|^2 + |q|^2) at each place, p the vector of who asks and q that of the target.
    `fit(train, valid)` looks at nDCG@10 on `valid` after each epoch, stops when it has not risen for `patience` epochs,
    and keeps the weights of the best one. Without `valid` all `n_epochs` are run and the last weights kept.
    decay=True: epoch e = 1, 2, ... has rate (1 - (e - 1) / n_epochs), so that the last steps are small ones.

    A twin (models_tf, models_torch) writes five methods: build, set_rate, step, forward, read_weights.
    """

    n_factors: int = 32
    n_epochs: int = 20
    batch_size: int = 256
    rate: float = 0.005
    loss: str = "softmax"
    n_negatives: int | None = None
    penalty: float = 0.0
    patience: int = 3
    optimizer: str = "adam"
    decay: bool = False
    seed: int = 0
    learned: ClassVar[tuple[str, ...]] = ("losses", "values")

    # ---- what a twin writes ----

    @abstractmethod
    def build(self, weights: Weights, constants: Weights) -> None:
        """Make the network and its optimizer, beginning with these named arrays."""

    @abstractmethod
    def set_rate(self, rate: float) -> None:
        """From now on the optimizer takes steps of this rate."""

    @abstractmethod
    def step(self, batch: Batch) -> float:
        """One step down the loss of the batch; returns the loss before the step."""

    @abstractmethod
    def forward(self, inputs: Inputs) -> NDArray[np.float32]:
        """Scores (m, n_items) for what the network is told."""

    @abstractmethod
    def read_weights(self) -> Weights:
        """The named arrays as they are now, copied."""

    # ---- what the NumPy half of a model writes ----

    @abstractmethod
    def born(self, rng: np.random.Generator) -> Weights:
        """The named arrays that training begins with."""

    @abstractmethod
    def examples(self, train: Interactions) -> tuple[NDArray[Any], ...]:
        """All that can be learned from, row by row, in arrays of equal length; the last one holds the targets."""

    @abstractmethod
    def asked(self, users: Numbers) -> Inputs:
        """What the network is told when these known users ask for scores."""

    def told(self, rows: tuple[NDArray[Any], ...]) -> Inputs:
        """What the network is told about these examples (without their targets)."""
        return rows

    def people_table(self, rng: np.random.Generator) -> NDArray[np.float32]:
        """A small random vector (n_users, n_factors) for each person; zeros for people who have met nothing."""
        users = table(rng, self.n_users, self.n_factors)
        users[np.diff(self.seen.indptr) == 0] = 0
        return users

    def constants(self) -> Weights:
        """Arrays that the network reads and does not change, for example features of items."""
        return {}

    # ---- training ----

    def fit(
        self,
        train: Interactions,
        valid: Interactions | None = None,
        progress: bool = False,
        after_epoch: Callable[[Epoch], None] | None = None,
    ) -> Self:
        """Learn from `train`; with `valid`, keep the best epoch. progress=True shows a bar.

        after_epoch(Epoch) is called after each epoch, with its number, loss and validation value.
        Errors: TypeError and ValueError as for every model; ValueError for impossible settings.
        """
        if valid is not None:
            check_events(f"{self.name}.fit", "valid", valid)
        self._training = Training(valid, progress, after_epoch)
        try:
            return super().fit(train)
        finally:
            del self._training  # a fitted model keeps neither the validation nor weights of the past

    def _fit(self, train: Interactions) -> None:
        self._check()
        rng = np.random.default_rng(self.seed)
        rows = self.examples(train)
        self.build(self.born(rng), self.constants())
        course = Course(self.read_weights(), self.patience if self._training.valid is not None else None)
        if len(rows[-1]):
            self._run(course, rows, rng)
        self.losses: NDArray[np.float64] = course.losses
        self.values: NDArray[np.float64] = course.values
        self.build(course.best, self.constants())

    def _run(self, course: Course, rows: tuple[NDArray[Any], ...], rng: np.random.Generator) -> None:
        """Epoch after epoch until the course is run, or you interrupt it."""
        with tqdm(total=self.n_epochs, desc=self.name, unit="epoch", disable=not self._training.progress) as bar:
            try:
                while course.goes_on(self.n_epochs):
                    self._epoch(course, rows, rng)
                    bar.update()
                    bar.set_postfix(course.last())
            except KeyboardInterrupt:
                warnings.warn(f"Stopped by you. {course.kept()}", stacklevel=4)
        if course.broken:
            warnings.warn(
                f"The loss of {self.name} is no longer a number: rate={self.rate} is too high. {course.kept()} "
                f"Fit again with a smaller one, for example rate={self.rate / 10:g}.",
                stacklevel=4,
            )

    def _epoch(self, course: Course, rows: tuple[NDArray[Any], ...], rng: np.random.Generator) -> None:
        if self.decay:
            self.set_rate(self.rate * (1 - len(course.losses) / self.n_epochs))
        loss = float(np.mean([self.step(batch) for batch in self.batches(rows, rng)]))
        weights = self.read_weights()
        if not course.is_sound(loss, weights):  # then no list can be made, and nothing be measured
            return
        course.add(loss, self._value(), weights)
        if self._training.after_epoch is not None:
            self._training.after_epoch(Epoch(len(course.losses), loss, float(course.values[-1])))

    def batches(self, rows: tuple[NDArray[Any], ...], rng: np.random.Generator) -> Iterator[Batch]:
        """All examples once, in random order. The last batch is filled with places that do not count."""
        order, n = rng.permutation(len(rows[-1])), len(rows[-1])
        size = min(self.batch_size, n)  # one shape for all batches: TensorFlow compiles once
        for start in range(0, n, size):
            some = order[start : start + size]
            full = np.resize(some, size)
            *told, targets = (row[full] for row in rows)
            targets = targets.copy()
            targets[len(some) :] = -1
            yield Batch(self.told(tuple(told)), targets.reshape(-1), self.others(rng))

    def others(self, rng: np.random.Generator) -> Numbers:
        """The items that the target is compared with: `n_negatives` drawn at random, or all."""
        if self.n_negatives is None:
            return np.arange(self.n_items)
        return rng.integers(0, self.n_items, self.n_negatives)

    def _value(self) -> float:
        valid = self._training.valid
        return np.nan if valid is None else mean_ndcg(self, valid)

    @property
    def best_epoch(self) -> int:
        """How many epochs made the weights that were kept: with a validation the best one, else all."""
        return int(np.nanargmax(self.values)) + 1 if np.isfinite(self.values).any() else len(self.losses)

    # ---- scores and files ----

    def _score(self, users: Numbers) -> NDArray[np.floating]:
        return self.forward(self.asked(users)) if len(users) else np.empty((0, self.n_items), np.float32)

    def _users_at_once(self) -> int:
        return max(1, BLOCK // max(1, self.n_items * self._size_of_a_score()))

    def _size_of_a_score(self) -> int:
        return 1  # numbers held for each pair of user and item

    def _arrays(self) -> dict[str, NDArray[Any]]:
        return super()._arrays() | {f"weights/{name}": array for name, array in self.read_weights().items()}

    @classmethod
    def _from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        model = super()._from_arrays(arrays)
        weights = {n.removeprefix("weights/"): array for n, array in arrays.items() if n.startswith("weights/")}
        needed = model.born(np.random.default_rng(0))
        if missing := sorted(set(needed) - set(weights)):
            raise ValueError(
                f"The file lacks the weights {', '.join(missing)} of {model.name}. Fit the model and save it again."
            )
        model.build(weights, model.constants())
        return model

    def _check(self) -> None:
        drawn = () if self.n_negatives is None else ("n_negatives",)
        _at_least_one(self, "n_factors", "n_epochs", "batch_size", "patience", *drawn)
        if not 0 < self.rate < np.inf:
            raise ValueError(f"rate={self.rate} is not a step. Use a small positive number, for example 0.005.")
        if not 0 <= self.penalty < np.inf:
            raise ValueError(f"penalty={self.penalty} would reward long vectors. Use 0 or more, for example 0.05.")
        for name, known in (("loss", LOSSES), ("optimizer", OPTIMIZERS)):
            if getattr(self, name) not in known:
                raise ValueError(f"{name}={getattr(self, name)!r} is unknown. Use one of {', '.join(known)}.")


def _at_least_one(settings: Any, *names: str) -> None:
    for name in names:
        if getattr(settings, name) < 1:
            raise ValueError(f"{name}={getattr(settings, name)} is too few. Use 1 or more.")
