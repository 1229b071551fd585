"""How a person of Harbour chooses the next film: a softmax over utilities.

    P(next = i | person u, history) = exp(w_ui) / sum_j exp(w_uj)   over films j released and not yet seen
    w_ui = A * taste_u(t) . taste_i + B * mainstream_u * appeal_i + C * mood_u . run_i + new_i(t) + series_ui

The choice is made when the credits of the last film roll, at time t. `mood_u` is the sum of the run vectors
of the last films, each step back weighing less; `series_ui` is high for the next part of a series just watched, and
low for a later part whose earlier part has not been seen. Nothing else matters, so the log alone gives the
true chances.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from recsys_course.world.films import DAY, END, START, Films
from recsys_course.world.people import People

TASTE, APPEAL, MOOD = 10.0, 1.4, 7.0  # A, B, C
MEMORY, FADE = 6, 0.6  # how many last films count, and the weight of each step back
NEXT_PART, MISSING_PART = 3.6, -2.5
BUZZ, BUZZ_DAYS = 1.2, 60
NEVER = -60.0  # utility of a film that is not released: finite, and as good as impossible


class Chooser:
    """The choice model for one catalogue and its people: state in, utilities out."""

    def __init__(self, films: Films, people: People) -> None:
        self.films, self.people = films, people
        self.columns = np.hstack([TASTE * films.taste, MOOD * films.run, APPEAL * films.appeal[:, None]]).T.copy()
        self.new = np.flatnonzero(films.released > START)
        self.parts = np.flatnonzero(films.previous >= 0)

    def taste(self, users: NDArray[Any], clock: NDArray[Any]) -> NDArray[np.float64]:
        """The taste (n, d) of users (n,) at times clock (n,): a straight line from `before` to `after`."""
        share = ((clock - START) / (END - START))[:, None]
        return (1 - share) * self.people.taste_before[users] + share * self.people.taste_after[users]

    def mood(self, recent: NDArray[Any]) -> NDArray[np.float64]:
        """The mood (n, d): run vectors of the recent films (n, memory), latest first, -1 for none, fading."""
        weights = FADE ** np.arange(recent.shape[1]) * (recent >= 0)
        return np.einsum("nm,nmd->nd", weights, self.films.run[recent]) * (1 - FADE)

    def utility(
        self, users: NDArray[Any], clock: NDArray[Any], recent: NDArray[Any], seen: NDArray[np.bool_]
    ) -> NDArray[np.float64]:
        """The utility (n, n_items) of every film as the next one.

        users (n,) numbers; clock (n,) unix seconds of the choice; recent (n, memory) last items, latest
        first, -1 for none; seen (n, n_items) True for films watched before (only asked whether earlier parts
        of a series were seen).
        """
        rows = np.hstack([self.taste(users, clock), self.mood(recent), self.people.mainstream[users, None]])
        utility = rows @ self.columns
        age = (clock[:, None] - self.films.released[self.new]) / DAY
        utility[:, self.new] += np.where(age >= 0, BUZZ * np.exp(-age.clip(0) / BUZZ_DAYS), NEVER)
        utility[:, self.parts] += np.where(seen[:, self.films.previous[self.parts]], 0.0, MISSING_PART)
        for step in range(recent.shape[1]):
            following = np.where(recent[:, step] >= 0, self.films.sequel[recent[:, step]], -1)
            pulled = np.flatnonzero(following >= 0)
            utility[pulled, following[pulled]] += NEXT_PART * FADE**step
        return utility

    def pulls(self, past: NDArray[Any], items: NDArray[Any]) -> NDArray[np.float64]:
        """By how much each film of the past raises the utility of an item: the true cause of a choice, (n, m).

        past (n, m) film numbers, latest first, -1 for none; items (n,) one film for each row. A film that is hidden at
        its place lowers `utility` by exactly this: its share of the mood, the pull of a series, and 2.5 for the part
        that must come before.
        """
        steps = np.arange(past.shape[1])
        fades = np.where(steps < MEMORY, FADE**steps, 0) * (past >= 0)
        alike = np.einsum("nmd,nd->nm", self.films.run[past], self.films.run[items])
        before = (past >= 0) & (self.films.previous[items, None] == past)
        next_part = (past >= 0) & (self.films.sequel[past] == items[:, None])
        return fades * (MOOD * (1 - FADE) * alike + NEXT_PART * next_part) - MISSING_PART * before


def draw(utility: NDArray[np.float64], allowed: NDArray[np.bool_], rng: np.random.Generator) -> NDArray[np.int64]:
    """Draw one film for each row of utilities (n, n_items) by softmax over the allowed films."""
    top = np.where(allowed, utility, -np.inf).max(axis=1, keepdims=True)
    chance = np.cumsum(np.exp(utility - top) * allowed, axis=1)
    ticket = rng.random(len(utility)) * chance[:, -1]
    return (chance <= ticket[:, None]).sum(axis=1)
