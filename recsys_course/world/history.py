"""Three years of Harbour, event by event: everybody chooses, watches and rates."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recsys_course.world.choice import MEMORY, Chooser, draw
from recsys_course.world.ratings import give_stars, liking


def make_log(seed: int, chooser: Chooser, times: NDArray[np.int64]) -> pd.DataFrame:
    """The log: columns user, item (numbers), rating, time; sorted by user and time.

    times (n, most): when each person's credits roll (see `watch_times`). All people take their k-th step
    together: people never influence one another, so the order does not matter and a step is a few matrix
    products.
    """
    rng = np.random.default_rng((seed, 7))
    people = chooser.people
    order = np.argsort(-people.lengths, kind="stable")  # heavy watchers first: the active people are a prefix
    seen = np.zeros((len(people), len(chooser.films)), dtype=bool)
    recent = np.full((len(people), MEMORY), -1)
    steps = []
    for step in range(int(people.lengths.max())):
        active = order[: int((people.lengths > step).sum())]
        clock = times[active, step - 1] if step else people.joined[active]
        rows = slice(0, len(active))
        utility = chooser.utility(active, clock, recent[rows], seen[rows])
        items = draw(utility, ~seen[rows], rng)
        seen[np.arange(len(active)), items] = True
        recent[rows] = np.column_stack([items, recent[rows, :-1]])
        steps.append((active, items, _rate(chooser, active, items, clock, rng), times[active, step]))
    columns = (np.concatenate(part) for part in zip(*steps, strict=True))
    log = pd.DataFrame(dict(zip(("user", "item", "rating", "time"), columns, strict=True)))
    return log.sort_values(["user", "time"], kind="stable", ignore_index=True)


def _rate(
    chooser: Chooser, users: NDArray[Any], items: NDArray[Any], clock: NDArray[Any], rng: np.random.Generator
) -> NDArray[Any]:
    """Stars for each chosen film, with the taste of the moment of choice."""
    match = (chooser.taste(users, clock) * chooser.films.taste[items]).sum(axis=1)
    like = liking(chooser.people.bias[users], chooser.films.quality[items], match)
    return give_stars(like, chooser.people.halves[users], rng)
