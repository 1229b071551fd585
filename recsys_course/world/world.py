"""The living world: the true answers, and people who react to what they are shown."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from recsys_course.world.choice import MEMORY, Chooser
from recsys_course.world.films import END, Films, make_films, make_space
from recsys_course.world.history import make_log
from recsys_course.world.people import People, make_friends, make_people, watch_times
from recsys_course.world.posters import make_posters
from recsys_course.world.ratings import expected_stars, give_stars, liking
from recsys_course.world.rawlog import make_raw_log
from recsys_course.world.texts import describe

SEED = 2022  # the one number Harbour is made from
STAY_AWAY = 6.5  # utility of watching nothing from a slate


@dataclass(frozen=True, eq=False)
class World:
    """Harbour as it truly is. Users and items are numbers, in the order of people.csv and films.csv.

    Making a World takes well under a second; the parts below are made when first asked for.
    """

    seed: int = SEED

    @cached_property
    def films(self) -> Films:
        """The catalogue with its hidden vectors."""
        return make_films(self.seed, make_space(self.seed))

    @cached_property
    def people(self) -> People:
        """The people with their hidden tastes."""
        return make_people(self.seed, make_space(self.seed))

    @cached_property
    def chooser(self) -> Chooser:
        """The true choice model."""
        return Chooser(self.films, self.people)

    @cached_property
    def times(self) -> NDArray[np.int64]:
        """When each person's credits roll, (n_users, most) unix seconds, 0 after the last."""
        return watch_times(self.seed, self.people)

    @cached_property
    def log(self) -> pd.DataFrame:
        """Everything that happened: user, item (numbers), rating, time. A few seconds of work."""
        return make_log(self.seed, self.chooser, self.times)

    @cached_property
    def catalogue(self) -> pd.DataFrame:
        """The table of films.csv."""
        return describe(self.seed, self.films)

    @cached_property
    def friends(self) -> NDArray[np.int64]:
        """Friendships (m, 2) as pairs of user numbers."""
        return make_friends(self.seed, self.people)

    @cached_property
    def posters(self) -> NDArray[np.uint8]:
        """Posters (n_items, 32, 32, 3)."""
        return make_posters(self.seed, self.films)

    @cached_property
    def raw(self) -> tuple[pd.DataFrame, dict[str, int]]:
        """The raw event log and the true count of every fault in it."""
        ids = self.log.assign(user=self.people.ids[self.log["user"]], item=self.films.ids[self.log["item"]])
        return make_raw_log(self.seed, ids, self.films.ids)

    def preferences(self, users: ArrayLike, when: ArrayLike = END) -> NDArray[np.float64]:
        """How well each film matches each person's taste, (n, n_items), between -1 and 1, at times `when`."""
        users = self._known(users)
        clock = np.broadcast_to(np.asarray(when), users.shape)
        return self.chooser.taste(users, clock) @ self.films.taste.T

    def true_rating(
        self, users: ArrayLike, items: ArrayLike | None = None, when: ArrayLike = END
    ) -> NDArray[np.float64]:
        """The mean stars that users (n,) give to items (n,) at times `when` (n,) or one: the best prediction.

        Without items: (n, n_items), for every film.
        """
        users = self._known(users)
        clock = np.broadcast_to(np.asarray(when), users.shape)
        if items is not None:
            return expected_stars(self._liking(users, np.asarray(items), clock), self.people.halves[users])
        like = liking(self.people.bias[users, None], self.films.quality, self.preferences(users, clock))
        return expected_stars(like, self.people.halves[users, None])

    def respond(
        self,
        users: ArrayLike,
        slates: ArrayLike,
        seed: int,
        recent: ArrayLike | None = None,
        when: int = END,
        boredom: float = 0.0,
    ) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
        """Show slates to people: (picked (n,) item numbers, -1 for nothing; stars (n,), NaN for nothing).

        users (n,); slates (n, k) item numbers, -1 for an empty place; recent (n, memory) the films watched
        last, latest first, -1 for none (default: none, so only taste and appeal count). P(pick i) = exp(w_ui)
        / (exp(STAY_AWAY) + sum over the slate). One seed gives one answer; use another seed for another
        visit.

        boredom (0 or more) is a supposition, not a part of the world that made the data: a film loses so much
        utility for each full likeness to the most similar film above it in the slate (the cosine of their hidden
        vectors, at least 0). With 0, the default, no pick depends on what stands above it.
        Errors: ValueError for slates that do not fit, and for boredom below 0.
        """
        users, slates = self._known(users), np.asarray(slates)
        rng = np.random.default_rng((seed, 11))
        utility = self._slate_utility(users, slates, recent, when) - self._tedium(slates, boredom)
        noise = -np.log(-np.log(rng.random((len(users), slates.shape[1] + 1)).clip(1e-12, 1 - 1e-12)))
        place = (np.column_stack([np.full(len(users), STAY_AWAY), utility]) + noise).argmax(axis=1)
        picked = np.where(place > 0, slates[np.arange(len(users)), place - 1], -1)
        like = self._liking(users, picked, np.full(len(users), when))
        stars = give_stars(like, self.people.halves[users], rng)
        return picked, np.where(picked >= 0, stars, np.nan)

    def _slate_utility(
        self, users: NDArray[Any], slates: NDArray[Any], recent: ArrayLike | None, when: int
    ) -> NDArray[np.float64]:
        """Utility (n, k) of each place of the slates; -inf for an empty place."""
        if slates.ndim != 2 or len(slates) != len(users):
            raise ValueError(
                f"slates has shape {slates.shape}; give one row for each of the {len(users)} users: (n, k)."
            )
        if slates.max(initial=-1) >= len(self.films) or slates.min(initial=0) < -1:
            raise ValueError(
                f"slates holds a number outside -1..{len(self.films) - 1}. Use item numbers, or -1 for empty."
            )
        recent = np.full((len(users), MEMORY), -1) if recent is None else np.asarray(recent)
        every = np.ones((len(users), len(self.films)), dtype=bool)  # a shown sequel is not held back
        utility = self.chooser.utility(users, np.full(len(users), when), recent, every)
        return np.where(slates >= 0, np.take_along_axis(utility, slates.clip(0), axis=1), -np.inf)

    def _tedium(self, slates: NDArray[Any], boredom: float) -> NDArray[np.float64] | float:
        """How much utility each place (n, k) loses to the most similar film above it; 0.0 without boredom."""
        if boredom < 0:
            raise ValueError(f"boredom={boredom} is below 0. Use 0 for people who are never bored, or more.")
        if boredom == 0:
            return 0.0
        vectors = self.films.taste / np.linalg.norm(self.films.taste, axis=1, keepdims=True)
        shown = np.where((slates >= 0)[:, :, None], vectors[slates], 0.0)
        above = np.tril(np.ones((slates.shape[1],) * 2), -1)
        return boredom * (shown @ shown.transpose(0, 2, 1) * above).max(axis=2, initial=0.0)

    def _liking(self, users: NDArray[Any], items: NDArray[Any], clock: NDArray[Any]) -> NDArray[np.float64]:
        match = (self.chooser.taste(users, clock) * self.films.taste[items]).sum(axis=-1)
        return liking(self.people.bias[users], self.films.quality[items], match)

    def _known(self, users: ArrayLike) -> NDArray[np.int64]:
        users = np.atleast_1d(np.asarray(users))
        if users.size and not (users.min() >= 0 and users.max() < len(self.people)):
            raise ValueError(
                f"user number {users.max()} or {users.min()} is outside 0..{len(self.people) - 1}. "
                "Use the numbers of load('harbour'), not raw ids."
            )
        return users


@cache
def harbour() -> World:
    """The one World behind datasets/harbour; made once, then kept."""
    return World(SEED)
