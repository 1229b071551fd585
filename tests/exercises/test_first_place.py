"""`same_first` asks for the same best item in each row, and for nothing else."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from recsys_course.exercises.first_place import same_first

HERE = -np.inf
WANTED = np.array([[0.1, 0.9, 0.2], [HERE, 0.3, 0.5]])


def test_other_scores_with_the_same_first_place_are_equal():
    assert same_first()(WANTED, np.array([[-3.0, 2.0, 1.0], [0.0, 1.0, 1.5]])) is None


def test_items_that_are_not_asked_for_play_no_part():
    assert same_first()(WANTED, np.array([[0.0, 2.0, 1.0], [99.0, 1.0, 1.5]])) is None


def test_minus_infinity_is_a_fine_score_of_an_item_that_is_not_asked_for_and_of_no_other():
    assert same_first()(WANTED, WANTED) is None
    words = same_first()(WANTED, np.array([[0.1, 0.9, HERE], [HERE, 0.3, 0.5]]))
    assert words is not None and "[0, 2]: got infinity" in words


def test_another_first_place_is_told_with_its_row_and_the_number_of_wrong_rows():
    words = same_first()(WANTED, np.array([[0.0, 2.0, 1.0], [0.0, 7.0, 1.5]]))
    assert words == "row 1: item 2 must be first, but item 1 has the highest score (1 of 2 rows are wrong)."


def test_equal_scores_are_no_first_place():
    words = same_first()(WANTED, np.zeros((2, 3)))
    assert words is not None and "row 0: item 1 must be first" in words and "2 of 2" in words


@pytest.mark.parametrize(
    ("got", "part"),
    [
        (np.full((2, 3), np.nan), "NaN"),
        (np.zeros((3, 2)), "rows and columns are swapped"),
        (np.zeros(6), "wrong shape"),
        ("scores", "expected"),
        (None, "expected"),
        (np.array([["a", "b", "c"]] * 2), "wrong kind"),
        (np.array([[np.inf, 0, 0], [0, 0, 1]]), "infinity"),
    ],
)
def test_what_is_no_table_of_scores_is_told_so(got, part):
    words = same_first()(WANTED, got)
    assert words is not None and part in words


@pytest.mark.parametrize("other", [1.5, "words", np.zeros(3), np.zeros((2, 0)), [1, [2, 3]], None])
def test_where_no_table_is_expected_equal_values_are_equal(other):
    assert same_first()(other, other) is None
    assert same_first()(other, WANTED) is not None


@given(arrays(np.int64, (4, 6), elements=st.integers(-50, 50), unique=True), st.floats(0.5, 3), st.floats(-9, 9))
def test_no_scale_and_no_shift_changes_the_verdict(scores, scale, shift):
    assert same_first()(scores, scores * scale + shift) is None
    assert same_first()(scores, shift - scores * scale) is not None


def test_two_wrong_answers_that_are_no_tables_are_compared_as_numbers():
    assert same_first()(3.0, 3.0) is None
    assert "expected 3" in same_first()(3.0, 4.0)


def test_a_table_that_asks_for_nothing_explains_no_answer():
    nothing = np.full((2, 3), -np.inf)
    assert "asked" in same_first()(nothing, np.eye(2, 3))
    assert same_first()(nothing, nothing) is None
