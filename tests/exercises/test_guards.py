"""A wrong formula is listed twice, with its guard and without; hand-computed values say what each gives."""

import numpy as np

from recsys_course.exercises.guards import with_and_without, zero_where_undefined


def share(a, b):
    return a / b


def test_both_are_equal_where_nothing_is_undefined_and_differ_where_it_is():
    guarded, bare = with_and_without(share, "Upside down.", "And 0 / 0 is not a number.")
    a, b = np.array([1.0, 0.0, 3.0]), np.array([2.0, 0.0, 0.0])
    assert guarded.code(a, b).tolist() == [0.5, 0.0, 0.0]
    assert np.isnan(bare.code(a, b)[1]) and np.isinf(bare.code(a, b)[2]) and bare.code(a, b)[0] == 0.5


def test_the_second_hint_says_both():
    guarded, bare = with_and_without(share, "Upside down.", "And 0 / 0 is not a number.")
    assert guarded.hint == "Upside down."
    assert bare.hint == "Upside down. And 0 / 0 is not a number."


def test_another_guard_can_be_given():
    guarded, _ = with_and_without(share, "Upside down.", "And more.", guard=lambda code: lambda a, b: 7)
    assert guarded.code(1, 2) == 7


def test_one_number_stays_one_number():
    assert zero_where_undefined(share)(np.float64(0), np.float64(0)) == 0.0
