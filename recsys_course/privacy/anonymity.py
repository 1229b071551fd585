"""Who stands alone in a table, and who is recognised by a few things that somebody knows about them."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from recsys_course.data import Interactions

DAY = 86_400  # seconds


def class_sizes(table: ArrayLike) -> NDArray[np.int64]:
    """How many rows are equal to each row, itself included.  (n, c) -> (n,)

    A table is k-anonymous for k = the smallest of these numbers; who has 1 stands alone.
    Source: Sweeney, k-anonymity: a model for protecting privacy, 2002, definition 3.
    Errors: ValueError for a table without rows or with another number of sides than two.
    """
    rows = np.asarray(table)
    if rows.ndim != 2 or not len(rows):
        raise ValueError(f"The table has the shape {rows.shape}. Give rows and columns, (n, c), with a row or more.")
    codes = np.stack([np.unique(column, return_inverse=True)[1] for column in rows.T], axis=1)
    _, group, sizes = np.unique(codes, axis=0, return_inverse=True, return_counts=True)
    return np.asarray(sizes[group.ravel()], dtype=np.int64)


def scoreboard(
    data: Interactions,
    items: ArrayLike,
    stars: ArrayLike | None = None,
    times: ArrayLike | None = None,
    near_stars: float = 1.0,
    near_days: float = 14.0,
) -> NDArray[np.float64]:
    """How well each person of `data` fits what is known about one: scores (n_users,).

        score(u) = sum over known items i that u met [about these stars, about that day] of 1 / ln(1 + n_i)

    items, stars, times (t,): what the stranger knows; stars or times may be unknown. n_i: events of the item. An item
    that few people met says more.
    Source: Narayanan and Shmatikov, Robust de-anonymization of large sparse datasets, 2008, section 4; theirs is
    1 / log n_i, here 1 + n_i, so that an item that one person met is no division by 0.
    Errors: IndexError for an unknown item; ValueError where stars or times are not as many as items.
    """
    known = np.atleast_1d(np.asarray(items))
    for name, told in (("stars", stars), ("times", times)):
        if told is not None and len(np.atleast_1d(told)) != len(known):
            raise ValueError(
                f"{len(known)} items and {len(np.atleast_1d(told))} {name}. Give one for each item, or None."
            )
    if len(known) and not (known.min() >= 0 and known.max() < data.n_items):
        raise IndexError(f"Items {known.tolist()}: the data has numbers 0 to {data.n_items - 1}.")
    weights = 1 / np.log(1 + np.maximum(data.counts_by_item(), 1))
    scores = np.zeros(data.n_users)
    for place, item in enumerate(known):
        fits = data.items == item
        if stars is not None:
            fits &= np.abs(data.ratings - np.atleast_1d(stars)[place]) <= near_stars
        if times is not None:
            fits &= np.abs(data.times - np.atleast_1d(times)[place]) <= near_days * DAY
        scores[np.unique(data.users[fits])] += weights[item]
    return scores


def recognised(scores: ArrayLike, margin: float = 1.5) -> int | None:
    """The person with the best score, or None where the second one is too near to be sure, or as good as the first.

    Named only if (best - second) / deviation of all scores is at least `margin`, the eccentricity of the paper.
    Two people who are equally good are never named, whatever the margin is.
    Source: Narayanan and Shmatikov 2008, section 4 (there 1.5).
    Errors: ValueError for fewer than two scores, or a margin below 0.
    """
    values = np.asarray(scores, float)
    if len(values) < 2 or not margin >= 0:
        raise ValueError(f"{len(values)} scores and margin={margin}. Give two scores or more and a margin from 0.")
    first, second = np.argsort(-values, kind="stable")[:2]
    lead = values[first] - values[second]
    sure = lead > 0 and lead / values.std() >= margin
    return int(first) if sure else None
