"""Laws of the three splits, on random data and on tables small enough to check by eye."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recsys_course.splits import leave_last_out, random_split, time_split
from tests.helpers.worlds import interactions, random_world


def rows(data):
    """Events as a sorted list, so that tables can be compared as sets."""
    return sorted(zip(data.users, data.items, data.ratings, data.times, strict=True))


@st.composite
def any_data(draw):
    """Random events with many ties of time, and users with few or no events."""
    n = draw(st.integers(0, 60))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    pairs = np.stack([rng.integers(0, 8, n), rng.integers(0, 10, n)], axis=1)
    return interactions(pairs, 8, 10, rng.integers(1, 6, n), rng.integers(0, draw(st.integers(1, 30)), n))


@given(any_data(), st.sampled_from(["last", "random", "time"]))
@settings(max_examples=150, deadline=None)
def test_the_three_parts_together_are_the_data_and_no_event_is_in_two(data, kind):
    split = {"last": leave_last_out, "random": lambda d: random_split(d, seed=1), "time": time_split}[kind](data)
    assert sorted(rows(split.train) + rows(split.valid) + rows(split.test)) == rows(data)
    assert rows(split.known) == sorted(rows(split.train) + rows(split.valid))


@given(any_data())
@settings(max_examples=150, deadline=None)
def test_leave_last_out_hides_the_last_two_events_of_everybody_with_at_least_three(data):
    split, counts = leave_last_out(data), data.counts_by_user()
    np.testing.assert_array_equal(split.test.counts_by_user(), counts >= 3)
    np.testing.assert_array_equal(split.valid.counts_by_user(), counts >= 3)
    for user in np.flatnonzero(counts >= 3):
        last = [part.times[part.users == user].max() for part in (split.train, split.valid, split.test)]
        assert last == sorted(last)


@given(any_data())
@settings(max_examples=100, deadline=None)
def test_nothing_known_is_as_new_as_the_test_of_a_time_split(data):
    split = time_split(data)
    if len(split.known) and len(split.test):
        assert split.known.times.max() < split.test.times.min()


def test_ties_of_time_are_decided_by_the_order_of_the_file():
    data = interactions([(0, 4), (0, 2), (0, 3), (0, 1)], times=[5, 5, 5, 1])
    split = leave_last_out(data)
    assert (split.test.items[0], split.valid.items[0]) == (3, 2)


def test_a_person_with_two_events_stays_in_training():
    split = leave_last_out(interactions([(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]))
    assert list(split.test.users) == [1] and (split.train.users == 0).sum() == 2


def test_one_seed_gives_one_random_split_and_another_seed_another():
    data = random_world()
    first, again, other = (random_split(data, seed=seed) for seed in (1, 1, 2))
    assert rows(first.test) == rows(again.test) != rows(other.test)
    assert (len(first.train), len(first.valid), len(first.test)) == (240, 30, 30)


@pytest.mark.parametrize(("valid", "test"), [(0.5, 0.5), (-0.1, 0.2), (0.1, 0), (0.1, float("nan"))])
@pytest.mark.parametrize("split", [lambda d, **s: random_split(d, seed=0, **s), time_split])
def test_impossible_shares_are_refused(split, valid, test):
    with pytest.raises(ValueError, match="must be shares"):
        split(random_world(), valid=valid, test=test)
