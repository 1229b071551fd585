"""What every recommender promises: fit, score, recommend, save and load."""

from __future__ import annotations

import dataclasses
import inspect
import json
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path
from typing import Any, ClassVar, Self

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.sparse import csr_array

from recsys_course.data import Interactions
from recsys_course.data.kinds import check_events
from recsys_course.models import files
from recsys_course.models.kernels import top_k
from recsys_course.models.sound import check_scores

BLOCK = 4_000_000  # scores held at one time in `recommend`: 32 MB, so memory stays flat for any number of users


class Recommender(ABC):
    """A function from users to a row of scores over all items.

    A model is a dataclass: its fields are the settings, and the constructor only stores them.
    `fit` learns the arrays named in `learned`; these and the settings are the whole model (see `save`).
    """

    learned: ClassVar[tuple[str, ...]] = ()
    seen: csr_array

    @abstractmethod
    def _fit(self, train: Interactions) -> None:
        """Learn from `train` and store every array named in `learned`."""

    @abstractmethod
    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        """Scores (n, n_items) of checked user numbers (n,)."""

    def fit(self, train: Interactions) -> Self:
        """Learn from the events in `train`; returns the model itself.

        Errors: TypeError when `train` holds something other than events; ValueError when there are no events in it.
        """
        check_events(f"{self.name}.fit", "train", train)
        if not len(train):
            raise ValueError(f"{self.name} cannot learn from 0 events. Give `fit` at least one event.")
        self.seen = train.matrix()
        self._fit(train)
        return self

    def score(self, users: ArrayLike) -> NDArray[np.floating]:
        """Scores (n, n_items) for user numbers (n,): finite, higher is better.

        Errors: IndexError for an unknown user; ValueError when the model gives another shape, NaN or infinity.
        """
        return self._sound(self._known(users))

    def _sound(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        """What `_score` gives for checked users, checked in its turn: whoever reads scores reads them here."""
        return check_scores(self.name, self._score(users), users, self.n_items)

    def recommend(self, users: ArrayLike, k: int = 10, exclude_seen: bool = True) -> NDArray[np.int64]:
        """The k items with the highest scores, best first: (n, k) item numbers.

        Ties go to the smaller item number. Rows with fewer than k candidates end in -1.
        exclude_seen=True leaves out what the person met in training.
        Errors: ValueError for k < 1; TypeError where k is no whole number; those of `score`.
        """
        users = self._known(users)
        if not isinstance(k, int | np.integer):
            raise TypeError(f"k={k!r} is no whole number. Ask for 1 item or more, for example k=10.")
        if k < 1:
            raise ValueError(f"k={k} is too small. Ask for at least 1 item.")
        step = self._users_at_once()
        blocks = [self._recommend(users[a : a + step], k, exclude_seen) for a in range(0, len(users), step)]
        return np.concatenate(blocks) if blocks else np.empty((0, k), np.int64)

    def _users_at_once(self) -> int:
        return max(1, BLOCK // max(1, self.n_items))

    def _recommend(self, users: NDArray[np.int64], k: int, exclude_seen: bool) -> NDArray[np.int64]:
        scores = np.array(self._sound(users), dtype=np.float64)
        if exclude_seen:
            seen = self.seen[users]
            scores[np.repeat(np.arange(len(users)), np.diff(seen.indptr)), seen.indices] = -np.inf
        return top_k(scores, k)

    @property
    def n_users(self) -> int:
        """The number of users that the model was fitted on."""
        return self._fitted().shape[0]

    @property
    def n_items(self) -> int:
        """The number of items that the model was fitted on."""
        return self._fitted().shape[1]

    @property
    def name(self) -> str:
        """A short name for tables and legends."""
        return type(self).__name__

    def save(self, path: str | Path) -> None:
        """Write settings and learned arrays to one .npz file, readable without pickle.

        Errors: RuntimeError before `fit`.
        """
        self._fitted()
        files.write(path, self._arrays())

    @classmethod
    def load(cls, path: str | Path) -> Self:
        """Read what `save` wrote. What is pickled is never read. A twin reads the file of the other framework.

        Errors: FileNotFoundError; ValueError for a damaged or strange file, and for the file of another model.
        """
        arrays = files.read(path)
        found = files.short_name(files.settings(arrays)["model"])
        if found != cls.__name__:
            raise ValueError(f"{path} holds a {found}, not a {cls.__name__}. Use {found}.load.")
        return cls._from_arrays(arrays)

    def _settings(self) -> dict[str, object]:
        """What the constructor was given, as JSON can write it."""
        if not dataclasses.is_dataclass(self):
            raise TypeError(
                f"{self.name} is not a dataclass, so its settings are not known. Write @dataclass above it."
            )
        return dataclasses.asdict(self)

    def _arrays(self) -> dict[str, NDArray[Any]]:
        """The whole model as named arrays: the settings as one text, and everything learned."""
        settings = {"model": files.full_name(type(self)), **self._settings()}
        arrays = {"settings": np.array(json.dumps(settings, default=lambda number: number.item()))}  # NumPy's numbers
        for name in ("seen", *self.learned):
            arrays |= files.flatten(name, getattr(self, name))
        return arrays

    @classmethod
    def _from_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> Self:
        settings = files.settings(arrays)
        del settings["model"]
        cls._check_names(settings)
        model = cls._from_settings(settings, arrays)
        for name in ("seen", *cls.learned):
            setattr(model, name, files.restore(name, arrays))
        return model

    @classmethod
    def _check_names(cls, settings: Mapping[str, object]) -> None:
        """Errors: ValueError for a setting that this version of the class does not know."""
        known = inspect.signature(cls).parameters
        if unknown := sorted(set(settings) - set(known)):
            raise ValueError(
                f"The file has settings that this {cls.__name__} does not know: {', '.join(unknown)}. "
                "A newer version of the course wrote it: update, or fit and save again."
            )

    @classmethod
    def _from_settings(cls, settings: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Self:
        return cls(**settings)

    def _fitted(self) -> csr_array:
        if not hasattr(self, "seen"):
            raise RuntimeError(f"{self.name} has not learned anything yet. Call fit(train) first.")
        return self.seen

    def _known(self, users: ArrayLike) -> NDArray[np.int64]:
        numbers = np.atleast_1d(np.asarray(users))
        if numbers.size == 0:
            return numbers.astype(np.int64)
        if numbers.ndim != 1 or not np.issubdtype(numbers.dtype, np.integer):
            raise TypeError(
                f"users must be whole numbers in one row, shape (n,). Got {numbers.dtype}, {numbers.shape}."
            )
        unknown = numbers[(numbers < 0) | (numbers >= self.n_users)]
        if len(unknown):
            raise IndexError(
                f"User number {unknown[0]} is unknown: this model knows users 0 to {self.n_users - 1}. "
                "Fit it again on data with this user, or use a model with `score_history`."
            )
        return numbers.astype(np.int64)
