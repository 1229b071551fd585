"""What is said about NumPy's message that two shapes do not fit."""

import numpy as np
import pytest

from recsys_course.checking.advice.errors import cure


@pytest.mark.parametrize(
    ("work", "words"),
    [
        (lambda: np.ones((2, 3)) * np.ones(2), "x[:, None] makes a column of it"),
        (lambda: np.ones((2, 3)) * np.ones(4), "with 3 columns and a row of 4 numbers"),
        (lambda: np.ones((2, 4)) @ np.ones((3, 4)), "Here they are 4 and 3"),
        (lambda: np.ones((2, 3)) + np.ones((3, 2)), "Print .shape of each array"),
    ],
)
def test_shapes_that_do_not_fit_are_told_with_their_numbers(work, words):
    with pytest.raises(ValueError) as raised:
        work()
    assert words in cure("ValueError", str(raised.value))
