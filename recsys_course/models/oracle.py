"""The oracle: it knows the true tastes of Harbour.

The ceiling of every leaderboard, never a model that anybody could build.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Dataset, Interactions
from recsys_course.models.base import Recommender
from recsys_course.world import World, harbour
from recsys_course.world.choice import MEMORY

FAR = 2**33  # larger than any second of this century


@dataclass
class Oracle(Recommender):
    """Scores by the true log-chance of each film to be the next choice; only for the data set harbour.

        score(u, i) = w_ui - log sum_j exp(w_uj),   j over the films u has not seen

    The utilities w are those of world/choice.py.
    The state is taken from the events given to `fit`: what was seen, the last films in order, and the time of the last
    event, because the choice is made when its credits roll. So after `fit(split.known)` the scores for
    the test event are exact. For films already seen the score is the same expression; `recommend` leaves them
    out.
    """

    def _fit(self, train: Interactions) -> None:
        """Keep what was seen, the last films and the clock of each person.

        Errors: ValueError when the data is not harbour.
        """
        self._world = harbour()
        _refuse_strange_data(train, self._world)
        events = train.in_time_order()
        users, items = train.users[events], train.items[events]
        back = _steps_back(users, train.n_users)
        self._recent = np.full((train.n_users, MEMORY), -1)
        near = back < MEMORY
        self._recent[users[near], back[near]] = items[near]
        self._clock = self._world.people.joined[: train.n_users].copy()
        self._clock[users[back == 0]] = train.times[events][back == 0]

    def _score(self, users: NDArray[np.int64]) -> NDArray[np.float64]:
        """Log-chances (n, n_items) for checked users (n,)."""
        seen = self.seen[users].toarray() > 0
        utility = self._world.chooser.utility(users, self._clock[users], self._recent[users], seen)
        top = utility.max(axis=1, keepdims=True)
        return utility - top - np.log((np.exp(utility - top) * ~seen).sum(axis=1, keepdims=True))

    def expected_rating(self, users: ArrayLike) -> NDArray[np.float64]:
        """The true mean stars (n, n_items) that users (n,) would give to each film as their next one."""
        users = self._known(users)
        return self._world.true_rating(users, when=self._clock[users])

    def _arrays(self) -> dict[str, NDArray[Any]]:
        """Refuse, alone or inside a hybrid: the truth is made from the seed, so there is nothing to save."""
        raise RuntimeError(
            "An Oracle is not saved: it is made from the world's seed. Make a new one and call fit(train)."
        )


def oracles(dataset: Dataset) -> list[Oracle]:
    """[Oracle()] for harbour, [] for data whose truth nobody knows: `models = [Popularity(), *oracles(dataset)]`."""
    return [Oracle()] if dataset.name == "harbour" else []


def _steps_back(users: NDArray[np.int64], n_users: int) -> NDArray[np.int64]:
    """For events (m,) sorted by user and time: 0 for a user's last event, 1 for the one before, and so on."""
    ends = np.cumsum(np.bincount(users, minlength=n_users))
    return ends[users] - 1 - np.arange(len(users))


def _refuse_strange_data(train: Interactions, world: World) -> None:
    """Errors: ValueError unless every event has a user and a second that this world wrote."""
    people, films = len(world.people), len(world.films)
    if (train.n_users, train.n_items) != (people, films):
        raise ValueError(
            f"The oracle knows only harbour, with {people} users and {films} films; "
            f"this data has {train.n_users} and {train.n_items}. "
            'Use load("harbour"), or leave the ceiling out of the leaderboard.'
        )
    known = np.arange(people)[:, None] * FAR + world.times  # one number for each pair of user and second
    strange = np.flatnonzero(~np.isin(train.users * FAR + train.times, known) | (train.times <= 0))
    if len(strange):
        row = strange[0]
        raise ValueError(
            f"The oracle knows only harbour, and there user {train.users[row]} did nothing at second "
            f'{train.times[row]} (row {row}). Use the events of load("harbour") as they are in the file.'
        )
