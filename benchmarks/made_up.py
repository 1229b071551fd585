"""Made-up data of any size: popular items by Zipf's law, active users by a log-normal law, no other structure."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from recsys_course.data import Interactions

DAY = 86_400


def interactions(n_events: int, n_users: int, n_items: int, seed: int = 0) -> Interactions:
    """`n_events` different pairs of user and item in random order, a time each, all ratings 1.

    Item number i is drawn with weight 1 / (i + 1)^0.8, a user with weight exp(z), z ~ Normal(0, 1).
    """
    rng = np.random.default_rng(seed)
    items = 1 / np.arange(1, n_items + 1) ** 0.8
    users = rng.lognormal(0, 1, n_users)
    pairs = np.empty(0, np.int64)
    while len(pairs) < n_events:
        drawn = int(1.25 * n_events)
        who = rng.choice(n_users, drawn, p=users / users.sum())
        what = rng.choice(n_items, drawn, p=items / items.sum())
        pairs = np.union1d(pairs, who * n_items + what)
    pairs = rng.permutation(pairs)[:n_events]
    times = np.sort(rng.integers(0, 1_000 * DAY, n_events))
    return Interactions(pairs // n_items, pairs % n_items, np.ones(n_events, np.float32), times, n_users, n_items)


def lists(n_users: int, n_items: int, k: int, seed: int = 0) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Lists (n_users, k) of different items, and one test item for each user (n_users,): 3 in 10 are in the list."""
    rng = np.random.default_rng(seed)
    first, step = rng.integers(0, n_items, (n_users, 1)), rng.integers(1, n_items // k, (n_users, 1))
    ranked = (first + step * np.arange(k)) % n_items
    found = ranked[np.arange(n_users), rng.integers(0, k, n_users)]
    return ranked, np.where(rng.random(n_users) < 0.3, found, rng.integers(0, n_items, n_users))
