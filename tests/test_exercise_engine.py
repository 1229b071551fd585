"""The engine behind `check`: comparisons, running, the time limit, diagnosis. On small exercises made here."""

import threading
import time

import numpy as np
import pandas as pd
import pytest
from scipy import sparse

from recsys_course.exercises import Exercise, Mistake, Quiz, checker, close_to, exact, find
from recsys_course.exercises.finding import Unknown
from recsys_course.exercises.judging import judge
from recsys_course.exercises.limits import OutOfTime, call_within
from recsys_course.exercises.plain import Table, plain
from recsys_course.exercises.running import run_cases

TABLE = pd.DataFrame({"title": ["A", "B"], "score": [1.0, 2.0]}, index=[4, 7])


def halves(numbers, limit=10):
    return [number / 2 for number in numbers][:limit]


HALVES = Exercise(
    "99-halves",
    points=1,
    reference=halves,
    cases=lambda rng: [([2, 4, 6], 2), ([1], 5), ([], 1)],
    mistakes=[
        Mistake(lambda numbers, limit: numbers[:limit], "Divide by two, please."),
        Mistake(lambda numbers, limit: halves(numbers, 99), "Cut the list at the limit."),
        Mistake(lambda numbers, limit: numbers[99], "There is no element 99."),
    ],
)


def said(answer, exercise=HALVES, seconds=5.0):
    cases = exercise.make_cases()
    outcomes = run_cases(answer, cases, seconds)
    return checker.report(exercise, judge(exercise, cases, outcomes), outcomes)


EQUAL = [
    (1.5, np.float32(1.5)), (2.0, 2), (2, 2.0), (3, np.int64(3)), (0.1 + 0.2, 0.3), (float("nan"), np.nan),
    (np.array([1.0, 2.0]), [1, 2]), (np.array([[1, 0]]), sparse.csr_array([[1, 0]])), ([1, 2], np.array([1, 2])),
    ((1.0, [2.0]), [1, (2,)]), ({"a": 1, "b": np.ones(2)}, {"b": [1, 1], "a": 1.0}), (TABLE, TABLE.copy()),
    (np.array(["x", "y"]), np.array(["x", "y"], dtype=object)), (None, None), (True, np.True_), ({1, 2}, {2, 1}),
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
    (1e9, 1e9 + 1e4, "expected 1000000000.0, got 1000010000.0."),
    (10**9, 10**9 + 1, "expected 1000000000, got 1000000001."),
    (np.arange(10**9, 10**9 + 2), np.arange(10**9 + 1, 10**9 + 3), "(2 of 2 elements differ)"),
    (np.zeros((2, 3)), np.zeros((3, 2)), "wrong shape: expected (2, 3), got (3, 2); rows and columns are swapped."),
    (np.zeros(3), np.zeros((3, 1)), "wrong shape: expected (3,), got (3, 1); drop the axis of length 1."),
    (np.zeros(2), [[1, 2], [3]], "the rows of the list have different lengths"),
    (np.zeros((2, 2)), [[0, 0], [0, 0.5]], "element [1, 1]: expected 0, got 0.5 (1 of 4 elements differ)."),
    (np.zeros(2), np.array([0.0, np.nan]), "element [1]: got NaN"),
    (np.zeros(2), np.array(["0", "0"]), "wrong kind of elements: expected numbers, got text"),
    (np.zeros(2), np.array([0, None]), "array of dtype object, shape (2,)"),
    (np.zeros(2), np.array([True, False]), "expected numbers, got True/False values"),
    (np.zeros(2), {1.0, 2.0}, "wrong type: expected an array, got a set"),
    ([1, [2, 3]], [1, [2, 4]], "element [1][1]: expected 3, got 4."),
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
    assert exact()(0.3, 0.1 + 0.2) == "expected 0.3, got 0.30000000000000004."


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


def test_a_right_answer_may_change_its_arguments_and_is_told_so():
    def greedy(numbers, limit):
        result = [numbers.pop(0) / 2 for _ in range(min(limit, len(numbers)))]
        return result

    text = said(greedy)
    assert text.startswith("Correct: 99-halves (1 point, 3 cases).")
    assert "changes its argument numbers." in text
    assert HALVES.make_cases()[0] == ([2, 4, 6], 2)


def test_what_the_answer_prints_is_shown_in_small():
    def talkative(numbers, limit):
        print("x" * 50_000)
        return halves(numbers, limit)

    text = said(talkative)
    assert "Your function printed:\nxxx" in text
    assert "(and 48,001 more characters)" in text
    assert len(text) < 2_300


def test_the_first_differing_case_is_shown_where_no_mistake_fits():
    text = said(lambda numbers, limit: [number / 2 + (limit == 5) for number in numbers][:limit])
    assert text.splitlines() == [
        "99-halves: not right yet. 2 of 3 cases right.",
        "Element [0]: expected 0.5, got 1.5.",
        "With these arguments:",
        "    numbers = [1]",
        "    limit = 5",
        "Expected: [0.5]",
        "Got:      [1.5]",
    ]


@pytest.mark.parametrize("mistake", HALVES.mistakes, ids=lambda mistake: mistake.hint)
def test_mistakes_that_differ_in_some_cases_only_or_raise_are_recognised(mistake):
    assert mistake.hint in said(mistake.code)


ERRORS = [
    (lambda numbers, limit: undefined_name, "NameError", "Check the spelling"),
    (lambda numbers, limit: numbers[50], "IndexError", "This position does not exist"),
    (lambda numbers, limit: halves(), "TypeError", "more, fewer or other arguments"),
    (lambda numbers, limit: np.ones(3) + np.ones(2), "ValueError", "The shapes do not fit"),
    (lambda numbers, limit: 1 / 0, "ZeroDivisionError", "divided by 0"),
    (lambda numbers, limit: exit(), "SystemExit", "use return"),
]


@pytest.mark.parametrize(("answer", "error", "cure"), ERRORS, ids=[error for _, error, _ in ERRORS])
def test_common_errors_come_with_a_cure(answer, error, cure):
    exercise = Exercise("99-none", points=1, reference=halves, cases=HALVES.cases)
    text = said(answer, exercise)
    assert f"99-none: your code stopped with the error {error}." in text
    assert cure in text
    assert "of your code: (lambda" in text


def test_a_wrong_number_of_parameters_is_diagnosed():
    text = said(lambda numbers: numbers)
    assert "cannot be called: it has 1 parameter (numbers). The exercise calls it with 2: (numbers, limit)." in text


def test_a_result_given_in_place_of_the_function_is_diagnosed():
    assert 'Write check("99-halves", halves), without brackets' in said([1, 2, 3])


@pytest.mark.parametrize("value", [np.array([1.0, 2.0]), [1, 2], lambda: [1, 2]])
def test_an_answer_may_be_a_value(value):
    exercise = Exercise("99-value", points=1, reference=lambda: np.array([1.0, 2.0]))
    assert said(value, exercise).startswith("Correct")
    assert "expected 1, got 9" in said([9, 2], exercise)


def test_the_reference_may_demand_an_exception():
    def positive(number):
        if number < 0:
            raise ValueError("negative")
        return number

    exercise = Exercise("99-raise", points=1, reference=positive, cases=lambda rng: [(1,), (-1,)])
    assert said(positive, exercise).startswith("Correct")
    assert "Expected that a ValueError is raised." in said(lambda number: number, exercise)


def swallows_interrupts():
    while True:
        try:
            time.sleep(0.001)
        except:  # noqa: E722
            pass


@pytest.mark.parametrize("endless", [swallows_interrupts, lambda: time.sleep(60)], ids=["swallows", "sleeps"])
def test_the_time_limit_holds_on_the_main_thread(endless):
    begin = time.monotonic()
    value, error = call_within(0.1, endless)
    assert value is None
    assert isinstance(error, OutOfTime)
    assert time.monotonic() - begin < 10


def test_the_time_limit_holds_on_another_thread():
    found = []

    def endless():
        while True:
            pass

    thread = threading.Thread(target=lambda: found.append(call_within(0.1, endless)), daemon=True)
    thread.start()
    thread.join(10)
    assert isinstance(found[0][1], OutOfTime)


def test_a_real_interrupt_goes_through_and_no_limit_leaks_out_of_its_call():
    def interrupted():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        call_within(5, interrupted)
    for _ in range(200):
        call_within(0.0005, lambda: time.sleep(0.0005))
    assert call_within(5, lambda: "well") == ("well", None)


def test_unknown_ids_name_the_nearest_and_those_that_exist():
    with pytest.raises(Unknown, match=r"Did you mean '00-most-watched'\? Lesson 00 has: 00-most-watched, "):
        find("00-most-wached")
    with pytest.raises(Unknown, match="There is no lesson '98' with exercises. Lessons: 00"):
        find("98-cosine")
    with pytest.raises(Unknown, match="use quiz"):
        find("00-q1")


def test_badly_made_exercises_are_refused():
    with pytest.raises(ValueError, match="two digits"):
        Exercise("cosine", points=1, reference=halves)
    with pytest.raises(ValueError, match="points is 0"):
        Exercise("99-x", points=0, reference=halves)
    with pytest.raises(ValueError, match="not among"):
        Quiz("99-q1", "?", {"a": "yes", "b": "no"}, "c", {"a": "-", "b": "-"})
