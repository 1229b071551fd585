"""The course of a training: losses, validation values, the best weights so far, and when to stop."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from recsys_course.data import Interactions
from recsys_course.models.neural.born import Weights

LARGEST = 1e6  # no weight of a healthy network comes near this


class Epoch(NamedTuple):
    """One epoch as `after_epoch` hears of it: its number from 1, its mean loss, nDCG@10 on the validation or NaN."""

    number: int
    loss: float
    value: float


class Training(NamedTuple):
    """What one call of `fit` was given besides the events to learn from."""

    valid: Interactions | None
    progress: bool
    after_epoch: Callable[[Epoch], None] | None


class Course:
    """Remembers every epoch. patience=None: no validation, so the newest weights are the best.

    best (weights), losses and values (n,) of the epochs; `broken` when a loss was not a number.
    """

    def __init__(self, born: Weights, patience: int | None) -> None:
        self.best, self.patience, self.broken = born, patience, False
        self._losses: list[float] = []
        self._values: list[float] = []
        self._best_epoch = 0  # 0: the weights are as they were at the start

    def goes_on(self, n_epochs: int) -> bool:
        """Is there another epoch to run?"""
        tired = self.patience is not None and len(self._losses) - self._best_epoch >= self.patience
        return len(self._losses) < n_epochs and not tired and not self.broken

    def is_sound(self, loss: float, weights: Weights) -> bool:
        """Are loss and weights numbers of a usual size? If not, the course is broken, and over."""
        usual = all(np.abs(array).max(initial=0) < LARGEST for array in weights.values())
        self.broken = not (np.isfinite(loss) and usual)
        return not self.broken

    def add(self, loss: float, value: float, weights: Weights) -> None:
        """One sound epoch with its mean loss and its validation value."""
        self._losses.append(loss)
        self._values.append(value)
        if self.patience is None or value > max(self._values[:-1], default=-np.inf):
            self.best, self._best_epoch = weights, len(self._losses)

    def last(self) -> dict[str, str]:
        """Loss and validation value of the newest epoch, as text for the progress bar."""
        pair = {"loss": self._losses[-1:], "validation nDCG": self._values[-1:]}
        return {name: f"{number[0]:.4f}" for name, number in pair.items() if number and np.isfinite(number[0])}

    def kept(self) -> str:
        """One sentence: whose weights are kept."""
        if not self._best_epoch:
            return "No epoch was finished, so the model knows nothing yet."
        return f"The weights of epoch {self._best_epoch} are kept."

    @property
    def losses(self) -> NDArray[np.float64]:
        """Mean loss of each epoch, (n,)."""
        return np.array(self._losses)

    @property
    def values(self) -> NDArray[np.float64]:
        """Validation nDCG@10 after each epoch, (n,); NaN without a validation."""
        return np.array(self._values)
