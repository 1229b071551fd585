"""Wrong answers around a right one: each is said in plain words and keeps the right one as it is."""

import numpy as np
import pytest

from recsys_course.checking.mutating.whole import around


def largest(scores, k):
    return np.sort(scores)[::-1][:k]


@pytest.mark.parametrize(
    ("hint", "value"),
    [
        ("One too many: your result is what k + 1", [9, 7, 4]),
        ("One too few: your result is what k - 1", [9]),
        ("The sign is the wrong way round", [-9, -7]),
        ("The order is the wrong way round", [7, 9]),
        ("Your result is a column", [[9], [7]]),
        ("The last element of the result is missing", [9]),
    ],
)
def test_a_hint_belongs_to_the_value_counted_by_hand(hint, value):
    (one,) = [one for one in around(largest) if one.hint.startswith(hint)]
    assert one.code(np.array([4, 9, 1, 7]), 2).tolist() == value


def test_each_has_a_hint_of_its_own():
    hints = [one.hint for one in around(largest)]
    assert len(set(hints)) == len(hints) > 40
