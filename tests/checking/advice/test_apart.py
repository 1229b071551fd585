"""What all wrong cases share is said only where it is a fact: true in each of them, and in no right one."""

import numpy as np
import pytest

from recsys_course.checking.advice.apart import apart
from recsys_course.checking.exercise import Exercise
from recsys_course.checking.judging import judge
from recsys_course.checking.runner.running import run_cases

ROWS = [(np.array([1.0, 2]),), (np.array([3.0, 5, 9]),), (np.array([4.0, 0.5]),)]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (np.zeros(0), "`x` is empty"),
        (np.zeros(3), "`x` is all zeros"),
        (np.array([7.0]), "`x` has only one element"),
        (np.array([-1.0, 2]), "`x` holds numbers below 0"),
        (np.array([1e4, 2]), "`x` holds very large numbers"),
        (np.array([4.0, 4, 1]), "`x` holds equal values"),
    ],
)
def test_the_forgotten_special_case_is_said(odd, words):
    said = apart(["x"], [*ROWS, (odd,)], [True, True, True, False])
    assert said == f"Your answer is right for the usual cases. In the one wrong case, and in no other, {words}."


def test_rows_of_tables_empty_lists_and_counts_that_are_too_large_are_seen_too():
    tables = [(np.ones((2, 2)),), (np.ones((3, 2)),), (np.ones((4, 2)),), (np.array([[0.0, 0], [1, 1]]),)]
    assert "a row of zeros" in apart(["table"], tables, [True, True, True, False])
    histories = [([[1], [2, 3]],), ([[4, 5]],), ([[], [1]],), ([[2], []],), ([[1, 2]],)]
    assert "all 2 wrong cases" in apart(["histories"], histories, [True, True, False, False, True])
    counts = [([1, 2, 3], 2), ([1, 2, 3], 3), ([2, 3, 5], 1), ([1, 2, 4], 5)]
    assert "`k` is larger than the number of elements in `x`" in apart(["x", "k"], counts, [True, True, True, False])


def test_nothing_is_said_where_a_right_case_has_it_too_or_most_cases_are_wrong():
    cases = [*ROWS, (np.array([-2.0, 1]),), (np.array([-3.0, 1]),)]
    assert apart(["x"], cases, [True, True, True, True, False]) == ""
    assert apart(["x"], [*ROWS, (np.zeros(2),)], [False, False, True, False]) == ""
    assert apart(["x"], ROWS, [True, True, True]) == ""
    assert apart(["x"], [*ROWS[:1], (np.zeros(2),), (np.zeros(3),)], [True, False, False]) == ""


def test_it_stands_before_the_first_difference_where_no_mistake_is_recognised():
    cases = [*ROWS, (np.zeros(2),)]
    exercise = Exercise("99-first", points=1, reference=lambda x: x.sum(), cases=lambda rng: cases)
    verdict = judge(exercise, cases, run_cases(lambda x: x.sum() if x.any() else 8.25, cases, 5.0))
    assert verdict.detail.startswith("Your answer is right for the usual cases.")
    assert "Expected 0, got 8.25" in verdict.detail and verdict.mistake is None
