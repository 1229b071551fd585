"""Right answers of 15-rdma: as tables, and event by event."""

import numpy as np


def as_tables(stars):
    rated = stars > 0
    raters = rated.sum(axis=0)
    apart = np.abs(stars - stars.sum(axis=0) / raters) / raters
    return (apart * rated).sum(axis=1) / rated.sum(axis=1)


def event_by_event(stars):
    sums, counts = [0.0] * len(stars), [0] * len(stars)
    for u, i in np.argwhere(stars):
        film = stars[:, i][stars[:, i] > 0]
        sums[u] += abs(stars[u, i] - film.mean()) / film.size
        counts[u] += 1
    return [total / n for total, n in zip(sums, counts, strict=True)]


RIGHT_ANSWERS = [as_tables, event_by_event]
