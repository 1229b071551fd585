"""Tiny worlds whose right answer is known before any model is fitted."""

import numpy as np

from recsys_course.data import Interactions


def interactions(pairs, n_users=None, n_items=None, ratings=None, times=None):
    """Events from (user, item) pairs; the times count up unless given."""
    users, items = np.array(pairs, np.int64).reshape(-1, 2).T
    ratings = np.ones(len(users)) if ratings is None else ratings
    times = np.arange(len(users)) if times is None else times
    n_users = int(users.max()) + 1 if n_users is None else n_users
    n_items = int(items.max()) + 1 if n_items is None else n_items
    return Interactions(users, items, ratings, times, n_users, n_items)


def checkerboard(n=50, hide=True):
    """Even people meet even items, odd people odd items; the diagonal is hidden. The right answer for u is item u.

    The idea is that of implicit's test suite (get_checker_board).
    """
    pairs = [(u, i) for u in range(n) for i in range(n) if u % 2 == i % 2 and not (hide and u == i)]
    return interactions(pairs, n, n)


def two_tastes(seed=0, n_users=60, n_items=40, each=12):
    """The first half of the people likes the first half of the items, the second half the second.

    Right answers lie in the own half, except that one event in ten is a stray.
    """
    rng = np.random.default_rng(seed)
    half, pairs = n_items // 2, []
    for user in range(n_users):
        own, other = (0, half) if user < n_users // 2 else (half, 0)
        pairs += [(user, own + i) for i in rng.permutation(half)[: each - 1]]
        pairs += [(user, other + rng.integers(half))]
    return interactions(pairs, n_users, n_items)


def cycle(n_items=12, length=6, n_users=36):
    """Everybody walks round the circle 0, 1, 2, ... from another place. The right answer: the next on the circle."""
    pairs = [(u, (u + step) % n_items) for u in range(n_users) for step in range(length)]
    return interactions(pairs, n_users, n_items)


def random_world(seed=0, n_users=30, n_items=25, n_events=300):
    """Random events without any structure but a long tail; no pair twice, ratings in half stars."""
    rng = np.random.default_rng(seed)
    popular = 1 / np.arange(1, n_items + 1)
    weights = np.tile(popular / popular.sum() / n_users, n_users)
    cells = rng.choice(n_users * n_items, n_events, replace=False, p=weights)
    pairs = np.stack([cells // n_items, cells % n_items], axis=1)
    ratings = rng.integers(1, 11, n_events) / 2
    return interactions(pairs, n_users, n_items, ratings, rng.permutation(n_events))


def loved_items():
    """Twenty people; whoever meets items 0 to 4 gives 5 stars, all others get 1 star. The last event is a loved one."""
    rng = np.random.default_rng(0)
    pairs, ratings = [], []
    for user in range(20):
        loved, other = rng.permutation(5)[:3], 5 + rng.permutation(15)[:5]
        pairs += [(user, i) for i in [*other, *loved]]
        ratings += [1.0] * 5 + [5.0] * 3
    return interactions(pairs, 20, 20, ratings)
