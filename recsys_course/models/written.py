"""A recommender that somebody wrote as one function: the way of a learner's own code to the leaderboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions
from recsys_course.models.base import Recommender


@dataclass
class Written(Recommender):
    """Whatever your function says.  score(u, i) = function(train)[u, i]

    function: events in, a table of scores (n_users, n_items) out; higher is better. title: its name on the leaderboard.
    A file keeps the scores, not the function; a model that was loaded can score and cannot be fitted again.
    """

    function: Callable[[Interactions], ArrayLike] | None = field(
        default=None, compare=False
    )  # no setting: not in files
    title: str = "yours"
    learned: ClassVar[tuple[str, ...]] = ("scores",)

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    def _fit(self, train: Interactions) -> None:
        if self.function is None:
            raise ValueError(f"{self.name} has no function to fit with. Make it again: Written(your_function).")
        scores = np.asarray(self.function(train))
        wanted = (train.n_users, train.n_items)
        if scores.shape != wanted:
            raise ValueError(
                f"{self.name} gives scores of shape {scores.shape}; one row for each person and one column for each "
                f"item is {wanted}. Return such a table from your function."
            )
        self.scores: NDArray[np.floating] = scores

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.floating]:
        return self.scores[users]

    def _settings(self) -> dict[str, object]:
        return {"title": self.title}
