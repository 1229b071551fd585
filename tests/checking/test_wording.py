"""What a learner reads: numbers, the diagnosis that is shown, the cure for an error, ids that do not exist."""

import numpy as np
import pandas as pd
import pytest

from recsys_course.checking import checker
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases
from recsys_course.checking.wording import shorten, show, versus
from recsys_course.exercises import Exercise, Mistake, exact


def made(reference, *cases, mistakes=(), **more):
    return Exercise("99-x", points=1, reference=reference, cases=lambda rng: list(cases), mistakes=mistakes, **more)


def verdict(exercise, answer):
    cases = exercise.make_cases()
    return judge(exercise, cases, run_cases(answer, cases, 5.0))


def said(exercise, answer):
    cases = exercise.make_cases()
    outcomes = run_cases(answer, cases, 5.0)
    return checker.report(exercise, judge(exercise, cases, outcomes), outcomes)


NOISY = 0.24999999999999997
SHORT = [
    (NOISY, "0.25"),
    (1 / 3, "0.3333333333"),
    (1234567.5, "1234567.5"),
    (2.0, "2.0"),
    ((NOISY, 2.0), "(0.25, 2.0)"),
    ((NOISY,), "(0.25,)"),
    ([(NOISY, "a"), {"b": [NOISY]}], "[(0.25, 'a'), {'b': [0.25]}]"),
    ({NOISY}, "{0.25}"),
    (set(), "set()"),
    ([np.float64(NOISY), np.int64(3), True, None], "[0.25, 3, True, None]"),
    ((np.array([NOISY, 1.5]), 1), "(array([0.25, 1.5 ]), 1)"),
    (np.array([1234567.123456, NOISY]), "array([1234567.123, 0.25])"),
    (np.array([1e-7, 0.5]), "array([1e-07, 0.5])"),
    (float("nan"), "nan"),
    (complex(NOISY, 1), "(0.25+1j)"),
    (1600000000123, "1600000000123"),
]


@pytest.mark.parametrize(("value", "text"), SHORT, ids=[text for _, text in SHORT])
def test_numbers_have_at_most_ten_digits_also_inside_other_values(value, text):
    assert shorten(value) == text


def test_two_numbers_that_look_equal_are_told_apart_by_their_distance():
    assert versus(0.5, NOISY) == "expected 0.5, got 0.25"
    assert versus(0.25, NOISY) == "expected 0.25, got a number that differs from it by only 2.8e-17"


def test_one_number_is_printed_once():
    text = said(made(lambda x: x * NOISY, (1,)), lambda x: x / 2)
    assert text.splitlines()[1:] == ["Expected 0.25, got 0.5.", "With these arguments:", "    x = 1"]


def test_a_short_tuple_is_printed_once():
    text = said(made(lambda x: (x * NOISY, 2), (1,)), lambda x: (x / 2, 2))
    last = ["Expected: (0.25, 2)", "Got:      (0.5, 2)"]
    assert text.splitlines()[1:] == ["The first of the 2 results differs.", "With these arguments:", "    x = 1", *last]


def test_a_missing_member_or_key_has_no_noise_either():
    assert exact()({NOISY}, set()) == "0.25 is missing (1 such members)."
    assert "the key (0.25, 'a') is missing" in exact()({(NOISY, "a"): 1}, {})


def test_what_ten_digits_cannot_show_is_still_said():
    text = said(made(lambda x: [0.25, x], (1,), compare=exact()), lambda x: [NOISY, x])
    assert "Element [0]: expected 0.25, got a number that differs from it by only 2.8e-17." in text


def thirds(x):
    return {"mean": x / 3, "all": np.array([x / 7, 1.0]), "n": 4, "name": "x"}


@pytest.mark.parametrize("decimals", [1, 2, 3, 4])
def test_rounded_numbers_are_recognised_in_any_nesting(decimals):
    def rounded(x):
        right = thirds(x)
        return {**right, "mean": round(right["mean"], decimals), "all": np.round(right["all"], decimals)}

    text = said(made(thirds, (1,), (2,), (5,)), rounded)
    assert "Your numbers are rounded. Return them as they are; do not round inside the function." in text


@pytest.mark.parametrize(
    "answer",
    [lambda x: round(x / 3, 2) if x < 5 else 1.67001, lambda x: round(x / 3 + 0.01, 2), lambda x: round(x / 3)],
    ids=["one case is not", "another number, rounded", "to whole numbers"],
)
def test_only_what_is_rounded_in_every_case_is_called_rounded(answer):
    exercise = made(lambda x: x / 3, (1,), (2,), (5,))
    assert verdict(exercise, answer).status == "wrong"
    assert "rounded" not in said(exercise, answer)


def test_whole_numbers_stored_as_floats_are_not_called_rounded():
    exercise = made(lambda n: np.arange(n), (3,), (5,), compare=exact())
    text = said(exercise, lambda n: np.arange(n, dtype=float))
    assert "are rounded" not in text and "int" in text


def test_a_half_may_be_rounded_up_or_down():
    for answer in (lambda x: {0.125: 0.12, 1 / 3: 0.33}[x], lambda x: {0.125: 0.13, 1 / 3: 0.33}[x]):
        assert "are rounded" in said(made(lambda x: x, (0.125,), (1 / 3,)), answer)


def test_a_listed_mistake_goes_before_rounding():
    listed = Mistake(lambda x: round(x / 3, 2), "Two digits are too few for this one.")
    text = said(made(lambda x: x / 3, (1,), (2,), mistakes=[listed]), listed.code)
    assert listed.hint in text and "are rounded" not in text


SQUARE_BIG = Mistake(lambda x: x if x < 5 else -1, "You forgot the large numbers.")
STAIRS = made(lambda x: x, (1,), (3,), (7,), (9,), mistakes=[SQUARE_BIG])


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (lambda x: x if x in (1,) else -1, "the case 3 is wrong as well, and the mistake is right there"),
        (lambda x: x if x < 9 else -1, "the case 7 is right, and the mistake is wrong there"),
        (lambda x: {1: 1, 3: 3, 7: -1, 9: 0}[x], "the case 9 is wrong in another way"),
    ],
)
def test_a_mistake_that_explains_a_part_of_the_cases_is_not_shown(answer, why):
    text = said(STAIRS, answer)
    assert "What seems" not in text, why
    assert "With these arguments:" in text


def test_a_mistake_that_explains_every_case_is_shown():
    assert SQUARE_BIG.hint in said(STAIRS, lambda x: -1 if x > 5 else x)


@pytest.mark.parametrize("kind", [np.asarray, pd.Series])
def test_a_truth_value_error_names_the_missing_brackets(kind):
    def answer(x):
        return kind(x)[kind(x) > 0 & kind(x) < 5]

    text = said(made(lambda x: x, ([1, 2],)), answer)
    assert "With `&` and `|`, put brackets around each comparison: (a > 0) & (b < 5)." in text


EMPTY = "In this case an argument is empty; treat that first."
MEANS = made(lambda x, k: sum(x) / len(x) if len(x) else 0.0, ([1, 2], 1), ([3], 0), ([], 1), (np.zeros(0), 2))


def test_an_answer_that_dies_only_on_an_empty_argument_is_told_so():
    assert EMPTY in said(MEANS, lambda x, k: sum(x) / len(x))


def test_cases_may_leave_out_arguments_with_a_default():
    exercise = made(lambda x, k=1: len(x) * k, ([1], 2), ([1, 2],), ([],))
    assert EMPTY in said(exercise, lambda x, k=1: len(x) * k + 0 * x[0])
    assert EMPTY not in said(exercise, lambda x, k=1: 1 / 0)


@pytest.mark.parametrize("answer", [lambda x, k: x[5], lambda x, k: sum(x) / len(x) / k])
def test_an_answer_that_dies_on_other_arguments_too_hears_nothing_of_empty_ones(answer):
    assert EMPTY not in said(MEANS, answer)


def test_an_argument_that_is_often_empty_is_not_blamed():
    exercise = made(lambda k, seen: k, (1, []), (2, []), (3, []), (0, []), (2, [1]))
    assert EMPTY not in said(exercise, lambda k, seen: 1 / k if k else 1 / 0)


def test_the_advice_for_those_who_are_stuck_works_in_an_empty_cell():
    text = said(made(lambda x: x, (1,)), ...)
    assert text.endswith('Stuck? Run: from recsys_course.exercises import hint; hint("99-x")')
    assert "\n" not in text


TABLES = [
    pd.Series([1.0, 2.5], index=[7, 9]),
    pd.Series([1, 2.5], dtype=object),
    pd.Series([1.0, 2.5], dtype="category"),
    pd.Series([1.0, 2.5], dtype="Float64"),
    pd.Index([1.0, 2.5]),
    pd.Categorical([1.0, 2.5]),
]


@pytest.mark.parametrize("value", TABLES, ids=lambda value: f"{type(value).__name__}-{value.dtype}")
def test_a_series_passes_where_an_array_is_expected(value):
    assert said(made(lambda x: np.array([1.0, 2.5]), (1,)), lambda x: value).startswith("Correct")


def test_a_series_of_categories_or_with_gaps_is_compared_by_its_values():
    words = made(lambda x: np.array(["b", "a"]), (1,))
    assert said(words, lambda x: pd.Series(["b", "a"], dtype="category")).startswith("Correct")
    gaps = made(lambda x: np.array([1.0, np.nan]), (1,))
    assert said(gaps, lambda x: pd.Series([1, None], dtype="Int64")).startswith("Correct")


def test_a_table_passes_where_a_table_is_expected_and_a_wrong_series_says_where():
    table = pd.DataFrame({"a": [1, 2]}, index=[4, 5])
    assert said(made(lambda x: table, (1,)), lambda x: table.copy()).startswith("Correct")
    text = said(made(lambda x: np.array([1, 2]), (1,)), lambda x: pd.Series([1, 3]))
    assert "Element [1]: expected 2, got 3 (1 of 2 elements differ)." in text
    assert "values: array([1, 3])" in text


NAMED = [
    (np.zeros((2, 2)), pd.DataFrame({"a": [0, 0], "b": [0, 0]}), "a pandas DataFrame", ".to_numpy()"),
    (1.0, pd.Series([1.0]), "a pandas Series", ".item()"),
    ({"a": 1}, pd.Series([1], index=["a"]), "a pandas Series", ".to_dict()"),
    (np.zeros(2), pd.Series(pd.period_range("2024", periods=2)), "a pandas Series of dtype period", ".to_numpy()"),
    (np.zeros(1), pd.Series([0]).groupby([1]), "a pandas SeriesGroupBy", ".to_numpy()"),
]


@pytest.mark.parametrize(("expected", "got", "kind", "cure"), NAMED, ids=[f"{k}-{c}" for _, _, k, c in NAMED])
def test_a_pandas_object_that_cannot_be_compared_is_named_with_the_cure(expected, got, kind, cure):
    text = said(made(lambda x: expected, (1,)), lambda x: got)
    assert kind in text and cure in text
    assert "Table" not in text


def test_a_tuple_of_arrays_of_different_lengths_is_an_answer_like_others():
    exercise = made(lambda x: (np.arange(2.0), np.arange(3.0)), (1,))
    assert said(exercise, lambda x: (np.arange(2.0), [0, 1, 2])).startswith("Correct")
    assert "NaN" in said(exercise, lambda x: (np.arange(2.0), np.full(3, np.nan)))
    assert "rong shape: expected (3,), got (2,)" in said(exercise, lambda x: np.array([[0, 1], [0, 1]]))
    assert "expected 2, as in `return a, b`; got an array of shape (3,)" in said(exercise, lambda x: np.zeros(3))
    assert "expected 2, as in `return a, b`; got nan." in said(exercise, lambda x: np.nan)
    assert "are rounded" not in said(exercise, lambda x: (np.arange(2.0), np.zeros(3)))


def test_dates_of_numpy_are_shown_as_text():
    assert show(np.datetime64("2020-01-31")) == "'2020-01-31'"
    exercise = made(lambda x: [1.0, 2.0], (1,))
    assert "2020-01-31" in said(exercise, lambda x: np.array(["2020-01-31", "2020-02-01"], dtype="datetime64[D]"))
