"""The table of events keeps its promises."""

import numpy as np
import pytest

from recsys_course.data import Interactions
from recsys_course.data.interactions import concatenate
from tests.helpers.worlds import interactions, random_world


def test_the_matrix_holds_ratings_or_ones_where_people_met_items():
    data = interactions([(0, 1), (2, 0)], n_items=3, ratings=[4.5, 2])
    np.testing.assert_array_equal(data.matrix("ratings").toarray(), [[0, 4.5, 0], [0, 0, 0], [2, 0, 0]])
    np.testing.assert_array_equal(data.matrix().toarray(), [[0, 1, 0], [0, 0, 0], [1, 0, 0]])


@pytest.mark.parametrize(("times", "counts"), [([1, 2], 5), ([2, 1], 1), ([3, 3], 5)])
def test_of_two_meetings_with_one_item_the_newest_counts_and_of_one_second_the_last_of_the_file(times, counts):
    data = interactions([(0, 0), (0, 0)], ratings=[1, 5], times=times)
    np.testing.assert_array_equal(data.matrix("ratings").toarray(), [[counts]])
    np.testing.assert_array_equal(data.matrix().toarray(), [[1]])


def test_the_matrix_holds_any_value_given_for_each_event():
    data = interactions([(0, 1), (1, 0)])
    np.testing.assert_array_equal(data.matrix(np.array([1e-40, 7.0])).toarray(), [[0, 1e-40], [7, 0]])


def test_no_rows_can_be_selected():
    assert len(random_world().select([])) == 0


def test_numbers_with_a_fraction_are_refused_with_their_row():
    with pytest.raises(ValueError, match=r"users holds 0\.7 in row 1, which is not a whole number"):
        Interactions(np.array([0.0, 0.7]), [0, 0], [1.0, 1.0], [0, 0], 2, 1)
    with pytest.raises(ValueError, match="times holds nan in row 0"):
        Interactions([0], [0], [1.0], [float("nan")], 1, 1)


def test_joining_nothing_says_so():
    with pytest.raises(ValueError, match="no table to join"):
        concatenate([])


def test_histories_run_from_the_oldest_to_the_newest_and_ties_keep_the_order_of_the_file():
    data = interactions([(1, 5), (1, 3), (1, 4), (0, 2)], n_users=3, times=[9, 2, 9, 1])
    assert [list(h) for h in data.histories()] == [[2], [3, 5, 4], []]


def test_histories_hold_every_event_once():
    data = random_world()
    assert sorted(np.concatenate(data.histories())) == sorted(data.items)


@pytest.mark.parametrize(
    ("users", "items", "words"),
    [([0, 3], [0, 1], r"user number 3 in row 1 is outside 0\.\.2"), ([0], [-1], "item number -1 in row 0")],
)
def test_numbers_outside_the_world_are_refused_with_their_row(users, items, words):
    n = len(users)
    with pytest.raises(ValueError, match=words):
        Interactions(users, items, np.ones(n), np.zeros(n), n_users=3, n_items=2)


def test_a_rating_that_is_no_number_is_refused_with_its_row():
    with pytest.raises(ValueError, match="Rating nan in row 1"):
        interactions([(0, 0), (0, 1)], ratings=[1, float("nan")])


def test_arrays_of_unequal_length_are_refused():
    with pytest.raises(ValueError, match="one equal length"):
        Interactions([0, 1], [0], [1.0], [0], 2, 1)


def test_tables_of_different_worlds_cannot_be_joined():
    with pytest.raises(ValueError, match="different worlds"):
        concatenate([random_world(), interactions([(0, 0)])])


def test_an_unknown_kind_of_values_is_refused():
    with pytest.raises(ValueError, match="values='stars' is unknown"):
        random_world().matrix("stars")


@pytest.mark.parametrize("name", ["users", "items", "ratings", "times"])
def test_what_a_mask_hides_is_no_event_and_the_cure_works(name):
    given = {"users": [0, 1], "items": [0, 1], "ratings": [1.0, 2.0], "times": [5, 6]}
    given = {key: np.array(values) for key, values in given.items()}
    given[name] = np.ma.array(given[name], mask=[True, False])
    with pytest.raises(ValueError, match=f"{name} is a masked array, and row 0 is masked"):
        Interactions(**given, n_users=2, n_items=2)
    keep = ~np.ma.getmaskarray(given[name])
    kept = Interactions(**{key: values[keep] for key, values in given.items()}, n_users=2, n_items=2)
    assert len(kept) == 1 and kept.ratings.tolist() == [2.0] and type(kept.users) is np.ndarray
    unmasked = given | {name: np.ma.array(given[name].data, mask=False)}
    assert len(Interactions(**unmasked, n_users=2, n_items=2)) == 2
