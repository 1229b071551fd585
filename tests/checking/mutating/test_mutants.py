"""A mutant is the function with one change; it keeps the function's surroundings and never changes the function."""

import numpy as np
import pytest

from recsys_course.checking.mutating.mutants import mutants
from recsys_course.checking.runner.running import run_limited


def helped(x):
    return x + 1


def first_above(numbers, limit):
    """The docstring is not mutated: 1 > 0."""
    total = 0
    for number in numbers:
        if number > limit:
            total += helped(number)
    return total


def ordered(scores, k):
    return np.argsort(-scores, kind="stable")[:k]


def countdown(n):
    while n > 0:
        n -= 1
    return n


def told(function, diff):
    (found,) = [one for one in mutants(function) if one.diff == diff]
    return found


@pytest.mark.parametrize(
    ("function", "diff", "arguments", "value", "words"),
    [
        (first_above, "if number > limit: => if number >= limit:", ([1, 2, 3], 2), 3 + 4, "exactly equal"),
        (first_above, "if number > limit: => if number < limit:", ([1, 2, 3], 2), 2, "wrong way round"),
        (first_above, "total += helped(number) => total = helped(number)", ([1, 2, 3], 0), 4, "`+=`"),
        (first_above, "total += helped(number) => total -= helped(number)", ([1, 2], 0), -5, "subtracted"),
        (first_above, "return x + 1 => return x - 1", ([5], 0), 4, "subtracted"),
        (first_above, " => return total", ([1, 2], 0), 2, "inside the loop"),
    ],
)
def test_a_change_gives_the_value_counted_by_hand_and_is_told(function, diff, arguments, value, words):
    one = told(function, diff)
    assert one.code(*arguments) == value
    assert words in one.hint


def test_the_largest_come_last_where_the_sign_is_left_out():
    one = told(ordered, "return np.argsort(-scores, kind='stable')[:k] => return np.argsort(scores, kind='stable')[:k]")
    assert one.code(np.array([0.5, 0.1, 0.9]), 2).tolist() == [1, 0]


def test_all_mutants_differ_from_the_function_and_from_one_another():
    changed = [one.diff for one in mutants(first_above)]
    assert len(changed) > 15
    assert first_above([1, 2, 3], 1) == 3 + 4


def test_a_mutant_that_never_ends_is_stopped_by_the_limit():
    one = told(countdown, "n -= 1 => pass")
    assert run_limited(one.code, [(3,)], 0.2) is None


def test_a_function_without_source_or_with_outer_variables_has_no_mutants():
    outer = 3

    def inner(x):
        return x + outer

    assert mutants(inner) == () and mutants(len) == () and mutants(lambda x: x + 1) == ()
