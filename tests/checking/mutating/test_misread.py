"""Wrong answers that misread the task: each is said in plain words and gives what a learner's function gives."""

import numpy as np
import pytest

from recsys_course.checking.mutating.misread import misread

VALUES, WEIGHTS = np.array([1.0, 4, 2]), np.array([1.0, 3, 0])


def weighted(values, weights, power):
    return values * weights**power


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        ("The single values of `weights` play no part", [0, 0, 0]),
        ("You only ask whether a value of `weights` is 0", [1, 4, 0]),
        ("Your result is that of power = 2 always", [1, 36, 0]),
        ("Your result is that of power = 1", [1, 12, 0]),
        ("You used `values` where `weights` belongs", [1, 256, 16]),
        ("Only the first one is there", [1]),
        ("Your numbers run on", [1, 109, 109]),
        ("Your result is 1 where the right one", [1, 1, 0]),
    ],
)
def test_a_hint_belongs_to_the_value_counted_by_hand(hint, value):
    first, *_ = (one for one in misread(weighted, (VALUES, WEIGHTS, 2)) if one.hint.startswith(hint))
    assert np.asarray(first.code(VALUES, WEIGHTS, 3)).tolist() == value


def both(values):
    return values.min(), values.max()


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        ("Look at the second of the 2 results: it is half", (1, 2)),
        ("Look at the first of the 2 results: its sign", (-1, 4)),
        ("The second of the 2 results is the first one once more", (1, 1)),
        ("Each result is two times", (2, 8)),
    ],
)
def test_one_of_several_results_may_be_wrong(hint, value):
    (one,) = (one for one in misread(both, (VALUES,), 2) if one.hint.startswith(hint))
    assert one.code(VALUES) == value


def test_a_single_result_has_no_parts():
    assert not any("results" in one.hint for one in misread(weighted, (VALUES, WEIGHTS, 2)))


def test_three_results_may_come_in_another_order():
    orders = [one.code(VALUES) for one in misread(lambda x: (1, 2, 3), (VALUES,), 3) if "another order" in one.hint]
    assert orders == [(1, 3, 2), (2, 1, 3), (2, 3, 1), (3, 1, 2), (3, 2, 1)]
