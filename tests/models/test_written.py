"""A function of one's own becomes a recommender like all others."""

import numpy as np
import pytest

from recsys_course.data import load
from recsys_course.models.baselines import Popularity
from recsys_course.models.neighbours import ItemKNN
from recsys_course.models.written import Written
from tests.helpers.contract import Contract


def neighbours(train):
    """Cosines of columns, without a cut, written with NumPy alone."""
    ones = train.matrix().toarray().astype(float)
    lengths = np.maximum(np.linalg.norm(ones, axis=0), 1e-12)
    cosines = (ones / lengths).T @ (ones / lengths)
    np.fill_diagonal(cosines, 0)
    return ones @ cosines


class TestWritten(Contract):
    def make_for(self, train):
        return Written(neighbours)


def test_its_scores_are_those_of_the_function_and_its_lists_leave_out_what_was_seen():
    tiny = load("tiny").interactions
    mine, theirs = Written(neighbours).fit(tiny), ItemKNN(k=8).fit(tiny)
    np.testing.assert_allclose(mine.score(range(6)), theirs.score(range(6)), atol=1e-6)
    np.testing.assert_array_equal(mine.recommend(range(6), 3), theirs.recommend(range(6), 3))


def test_a_table_of_another_shape_is_refused_with_both_shapes():
    with pytest.raises(ValueError, match=r"shape \(8, 6\).*\(6, 8\).*Return such a table"):
        Written(lambda train: neighbours(train).T).fit(load("tiny").interactions)


def test_scores_that_are_no_numbers_are_refused_where_they_are_used():
    mine = Written(lambda train: neighbours(train) * np.nan, title="mine").fit(load("tiny").interactions)
    with pytest.raises(ValueError, match="mine"):
        mine.recommend([0])


def test_a_loaded_one_scores_and_says_that_it_cannot_be_fitted_again(tmp_path):
    tiny = load("tiny").interactions
    Written(neighbours, title="mine").fit(tiny).save(tmp_path / "mine.npz")
    again = Written.load(tmp_path / "mine.npz")
    assert again.name == "mine"
    np.testing.assert_array_equal(again.score([2]), Written(neighbours).fit(tiny).score([2]))
    with pytest.raises(ValueError, match="mine has no function"):
        again.fit(tiny)


def test_its_title_is_its_name_beside_others():
    assert [model.name for model in (Written(neighbours), Written(neighbours, "b"), Popularity())] == [
        "yours", "b", "Popularity",
    ]  # fmt: skip
