"""What the items are like, as numbers: genres, tags and words, a column for each term."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.feature_extraction.text import TfidfVectorizer

from recsys_course.data import Catalogue, Interactions
from recsys_course.models.content import documents


def item_features(catalogue: Catalogue, n_terms: int = 100) -> NDArray[np.float32]:
    """tf-idf of the n_terms most frequent terms of the documents of lesson 04: (n_items, n_terms), rows of length 1.

    An item without any of these terms has a row of zeros.
    """
    if n_terms < 1:
        raise ValueError(f"n_terms={n_terms} is too few. Use 1 or more, for example 100.")
    table = TfidfVectorizer(max_features=n_terms, dtype=np.float32).fit_transform(documents(catalogue))
    return table.toarray()


def mean_features(history: csr_array | NDArray[Any], features: NDArray[np.float32]) -> NDArray[np.float32]:
    """The mean of the features of all items met, 0 for people who have met none.  (m, n_items) -> (m, n_features)."""
    met = np.asarray(history.sum(axis=1)).reshape(-1, 1)
    return np.asarray(history @ features / np.maximum(met, 1), dtype=np.float32)


if TYPE_CHECKING:
    from recsys_course.models.neural.network import Network as _Network  # it always stands before one
else:
    _Network = object


class FeatureReader(_Network):
    """Makes a network read `features` (n_items, n_features) too. They are stored in its file, not among its settings.

    Not a Network itself: as the first base of a dataclass it would bring the defaults of Network, and hide those of
    the model that it comes before, `class TwoTowers(FeatureReader, Embeddings)`.
    """

    features: NDArray[np.float32]

    def _fit(self, train: Interactions) -> None:
        self.features = self._readable(train)
        super()._fit(train)

    def _readable(self, train: Interactions) -> NDArray[np.float32]:
        """The features as the network reads them; a network that reads other ones overrides this."""
        return checked_features(self.features, train.n_items)

    def _settings(self) -> dict[str, object]:
        settings = super()._settings()
        del settings["features"]
        return settings

    def _arrays(self) -> dict[str, NDArray[Any]]:
        return super()._arrays() | {"features": self.features}

    @classmethod
    def _from_settings(cls, settings: dict[str, Any], arrays: Mapping[str, NDArray[Any]]) -> Self:
        if "features" not in arrays:
            raise ValueError("The file lacks the array features: it is damaged. Fit the model and save it again.")
        return cls(**settings | {"features": arrays["features"]})


def checked_features(features: NDArray[Any] | None, n_items: int) -> NDArray[np.float32]:
    """The features as float32. Errors: ValueError unless there is one row of finite numbers for each item."""
    if features is None:
        raise ValueError("features are missing. Give a row for each item, for example item_features(catalogue).")
    table = np.asarray(features, dtype=np.float32)
    if table.ndim != 2 or len(table) != n_items or not table.shape[1]:
        raise ValueError(f"features have shape {table.shape}; give one row for each of the {n_items} items.")
    if not np.isfinite(table).all():
        row = int(np.flatnonzero(~np.isfinite(table).all(axis=1))[0])
        raise ValueError(f"The features of item {row} are not all numbers. Use 0 where nothing is known.")
    return table
