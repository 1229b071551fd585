"""Three ways to hide events, so that a model can be asked about what it has not seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from recsys_course.data import Interactions
from recsys_course.data.interactions import concatenate
from recsys_course.data.kinds import check_events


@dataclass(frozen=True, eq=False)
class Split:
    """Events to learn from, to choose settings with, and to test on once.

    train  what a model learns from while settings are chosen
    valid  what settings are chosen on
    test   what the chosen model is tested on, once
    """

    train: Interactions
    valid: Interactions
    test: Interactions

    @cached_property
    def known(self) -> Interactions:
        """Everything that is known before the test: train and valid. The chosen model learns from it again."""
        return concatenate([self.train, self.valid])


def leave_last_out(data: Interactions) -> Split:
    """For each user the last event is the test, the one before it the validation, the rest are for training.

    "Last" is by time; events of one second keep the order of the file, so ties are decided by the file.
    Users with fewer than 3 events stay in training as they are: there is nothing to hide from them.
    Errors: TypeError when `data` holds no events but something else.
    """
    check_events("leave_last_out", "data", data)
    order, counts = data.in_time_order(), data.counts_by_user()
    ends = np.cumsum(counts)
    place_from_end = np.repeat(ends, counts) - 1 - np.arange(len(data))  # 0 is the last event of its user
    hidden = np.where(np.repeat(counts >= 3, counts), place_from_end, 2)
    return _split(data, order, np.minimum(hidden, 2))


def random_split(data: Interactions, seed: int, valid: float = 0.1, test: float = 0.1) -> Split:
    """Hide random events. Right for predicting ratings; it leaks the future where order matters.

    valid and test are shares of the events, between 0 and 1, together below 1.
    Errors: TypeError when `data` holds no events but something else; ValueError for other shares.
    """
    check_events("random_split", "data", data)
    _check_shares(valid, test)
    place = np.random.default_rng(seed).permutation(len(data)) / max(1, len(data))
    return _split(data, np.arange(len(data)), np.where(place < test, 0, np.where(place < test + valid, 1, 2)))


def time_split(data: Interactions, valid: float = 0.1, test: float = 0.1) -> Split:
    """Hide the newest events of the whole service: one date for everybody, as in real life.

    valid and test are shares of the events. Events in the second of a cut all fall on its later side,
    so nothing in training is as new as anything in validation or test. (Where many events share one second, the
    training is smaller than asked for; when all do, it is empty.)
    Errors: TypeError when `data` holds no events but something else; ValueError for impossible shares.
    """
    check_events("time_split", "data", data)
    _check_shares(valid, test)
    if not len(data):
        return Split(data, data, data)
    places = np.round(np.array([1 - test - valid, 1 - test]) * len(data)).astype(int)
    valid_from, test_from = np.sort(data.times)[np.minimum(places, len(data) - 1)]
    part = np.where(data.times >= test_from, 0, np.where(data.times >= valid_from, 1, 2))
    return _split(data, np.arange(len(data)), part)


def _split(data: Interactions, rows: NDArray[np.int64], part: NDArray[np.int64]) -> Split:
    """Rows go to test (part 0), valid (1) or train (2), each in the order of the file."""
    test, valid, train = (data.select(np.sort(rows[part == number])) for number in (0, 1, 2))
    return Split(train, valid, test)


def _check_shares(valid: float, test: float) -> None:
    if not (valid >= 0 and test > 0 and valid + test < 1):
        raise ValueError(f"valid={valid} and test={test} must be shares with valid >= 0, test > 0 and sum below 1.")
