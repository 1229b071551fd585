"""Comparisons: what counts as equal, and the sentence where two answers are not."""

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from recsys_course.checking.runner.plain import Table, plain
from recsys_course.exercises import close_to, exact

TABLE = pd.DataFrame({"title": ["A", "B"], "score": [1.0, 2.0]}, index=[4, 7])

EQUAL = [
    (1.5, np.float32(1.5)), (2.0, 2), (2, 2.0), (3, np.int64(3)), (0.1 + 0.2, 0.3),
    (float("nan"), np.nan),
    (np.array([1.0, 2.0]), [1, 2]), (np.array([[1, 0]]), sparse.csr_array([[1, 0]])),
    ([1, 2], np.array([1, 2])),
    ((1.0, [2.0]), [1, (2,)]), ({"a": 1, "b": np.ones(2)}, {"b": [1, 1], "a": 1.0}), (TABLE, TABLE.copy()),
    (np.array(["x", "y"]), np.array(["x", "y"], dtype=object)), (None, None), (True, np.True_),
    ({1, 2}, {2, 1}),
    (np.zeros((0, 3)), np.zeros((0, 3), dtype=int)), (np.array([np.nan, np.inf]), [np.nan, np.inf]),
    (TABLE["score"], TABLE["score"].copy()), (np.array([1.0, 2.0]), TABLE["score"]), ("x", np.str_("x")),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "got"), EQUAL)
def test_equal_answers_of_other_types_are_accepted(expected, got):
    assert close_to()(expected, got) is None


DIFFERENT = [
    (1.0, "1.0", "wrong type: expected a number, got text: '1.0'."),
    (1, True, "wrong type: expected a whole number, got True or False: True."),
    (True, 1, "wrong type: expected True or False"),
    (2.0, None, "expected 2, got None. Is a `return` missing?"),
    (0.5, float("nan"), "got NaN, which means 'not a number'. The usual cause is 0 divided by 0."),
    (0.5, float("inf"), "got infinity"),
    (1e9, 1e9 + 1e4, "expected 1000000000, got 1000010000."),
    (10**9, 10**9 + 1, "expected 1000000000, got 1000000001."),
    (np.arange(10**9, 10**9 + 2), np.arange(10**9 + 1, 10**9 + 3), "(2 of 2 elements differ)"),
    (
        np.zeros((2, 3)),
        np.zeros((3, 2)),
        "wrong shape: expected (2, 3), got (3, 2); rows and columns are swapped.",
    ),
    (np.zeros(3), np.zeros((3, 1)), "wrong shape: expected (3,), got (3, 1); drop the axis of length 1."),
    (np.zeros(2), [[1, 2], [3]], "the rows of the list have different lengths"),
    (np.zeros(2), (np.zeros(2), 1), "wrong number of results: expected one array of shape (2,), got 2 results."),
    (np.zeros((2, 2)), [[0, 0], [0, 0.5]], "element [1, 1]: expected 0, got 0.5 (1 of 4 elements differ)."),
    (np.zeros(2), np.array([0.0, np.nan]), "element [1]: got NaN"),
    (np.zeros(2), np.array(["0", "0"]), "wrong kind of elements: expected numbers, got text"),
    (np.zeros(2), np.array([0, None]), "array of dtype object, shape (2,)"),
    (np.zeros(2), np.array([True, False]), "expected numbers, got True/False values"),
    (np.zeros(2), {1.0, 2.0}, "wrong type: expected an array, got a set"),
    ([1, [2, 3]], [1, [2, 4]], "element [1][1]: expected 3, got 4."),
    ((1, np.zeros(2)), (1, np.ones(2)), "the second of the 2 results: element [0]: expected 0, got 1 (2 of 2"),
    ((1, [2, 3]), (1, [2, 4]), "the second of the 2 results, element [1]: expected 3, got 4."),
    ((1, np.zeros(2)), (1, np.zeros(3)), "the second of the 2 results: wrong shape: expected (2,), got (3,)."),
    ((1, 2), (1, 2, 3), "wrong number of results: expected 2, as in `return a, b`; got 3."),
    ((1, 2), 1, "wrong number of results: expected 2, as in `return a, b`; got 1."),
    ([(1, 2)], [(1, 3)], "element [0][1]: expected 2, got 3."),
    ([1, 2], [1], "wrong length: expected 2 elements, got 1."),
    ({"a": 1}, {"b": 1}, "the key 'a' is missing"),
    ({"a": 1}, {"a": 1, "b": 2}, "the key 'b' does not belong"),
    ({1}, {1, 2}, "2 does not belong"),
    (TABLE, TABLE[["score", "title"]], "wrong columns: expected ['title', 'score'], got ['score', 'title']."),
    (TABLE, TABLE.reset_index(drop=True), "the index: element [0]: expected 4, got 0"),
    (TABLE, TABLE.assign(score=[1.0, 3.0]), "column 'score': element [1]: expected 2, got 3"),
    ([1], (n for n in [1]), "a generator object, which makes its values later; write list(...) around it"),
    ([1], [...], "a part of the answer is still `...`"),
    (1.0, len, "the answer is itself a function or class"),
]


@pytest.mark.parametrize(("expected", "got", "words"), DIFFERENT, ids=lambda part: str(part)[:20])
def test_different_answers_get_a_sentence_that_says_what_differs(expected, got, words):
    assert words in (close_to()(expected, got) or "accepted")


def test_exact_wants_whole_numbers_where_whole_numbers_are_expected():
    assert exact()(3, 3) is None
    assert exact()(np.array([3, 1]), [3, 1]) is None
    assert "decimal point" in (exact()(3, 3.0) or "")
    assert "decimal point" in (exact()(np.array([3]), np.array([3.0])) or "")
    assert exact()(0.3, 0.1 + 0.2) == "expected 0.3, got a number that differs from it by only 5.6e-17."


class Liar:
    """Mixed into a type, it says that it equals everything."""

    def __eq__(self, other):
        return True

    __hash__ = None


@pytest.mark.parametrize("base", [float, int, str, list, tuple, dict, np.ndarray])
def test_nothing_is_left_of_a_lying_subclass(base):
    kind = type("Lie", (Liar, base), {"__str__": lambda self: self})
    lie = np.zeros(2).view(kind) if base is np.ndarray else kind()
    assert type(plain(lie)) is base
    assert type(plain([lie])[0]) is base
    assert close_to()([12345.0], [lie]) is not None


def test_a_table_is_plain_data():
    assert isinstance(plain(TABLE), Table)
    assert plain(TABLE).columns == ("title", "score")


def test_a_list_without_rows_equals_a_table_without_rows_and_an_array_needs_its_columns():
    nothing = np.zeros((0, 3))
    for equal in (close_to(), exact()):
        assert equal(nothing, []) is None and equal(nothing, np.zeros((0, 3))) is None
        assert "wrong shape: expected (0, 3), got (0,)" in equal(nothing, np.array([]))
        assert equal(np.zeros((1, 3)), []) and equal(np.zeros((3, 0)), [])
