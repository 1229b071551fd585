"""Drawings in the plane show the numbers that they are given."""

import numpy as np
import pandas as pd
import pytest

from recsys_course import plots
from tests.helpers.pictures import assert_readable

PLACES = pd.DataFrame([[0.0, 0], [4, 0], [0, 3], [9, 9]], ["Ana", "Bo", "Cy", "Di"], ["east", "north"])
ROUNDS = {"groups": [[0, 0, 0, 1], [0, 0, 0, 1]], "centres": [[[0, 0], [9, 8]], [[1, 1], [9, 9]]]}


def bowl(place):
    return float(place @ place)


ANGLES = [
    ([[1, 0], [0, 1]], "90°; the cosine is 0.00"),
    ([[1, 0], [2, 2]], "45°; the cosine is 0.71"),
    ([[1, 1], [-2, -2]], "180°; the cosine is -1.00"),
]


@pytest.mark.parametrize("rows, said", ANGLES)
def test_the_angle_and_the_cosine_are_said_and_drawn(rows, said):
    picture = plots.angle(pd.DataFrame(rows, ["Ana", "Bo"], ["x", "y"]), "T")
    assert said in picture.words and f"Ana to ({rows[0][0]}, {rows[0][1]})" in picture.words
    assert_readable(picture)


def test_arrows_along_an_axis_and_long_names_are_readable():
    rows = pd.DataFrame([[5, 1], [0, 4]], ["Ana", "Dana"], ["Star Freight", "Letters to Lisbon"])
    assert_readable(plots.angle(rows, "On these two films Ana and Dana point almost at a right angle"))


def test_the_arc_of_an_angle_lies_between_the_arrows():
    for rows in ([[1, 0], [1, 1]], [[-1, -0.1], [-1, 0.1]]):  # the second pair lies on both sides of 180°
        arc = plots.angle(pd.DataFrame(rows, ["a", "b"]), "T").figure.axes[0].patches[-1]
        expected = np.degrees(np.arccos(np.dot(*rows) / np.prod(np.linalg.norm(rows, axis=1))))
        assert arc.theta2 - arc.theta1 == pytest.approx(expected)


def test_each_round_has_its_picture_with_points_and_centres():
    picture = plots.moving_centres(PLACES, **ROUNDS, title="B moves up")
    assert "start: centres at A (0, 0), B (9, 8); A has Ana, Bo, Cy, B has Di." in picture.words
    assert "round 1: centres at A (1, 1), B (9, 9)" in picture.words
    assert [axes.get_title() for axes in picture.figure.axes] == ["start", "round 1"]
    assert_readable(picture)


def test_the_step_is_said_with_both_losses_and_stands_in_the_middle():
    picture = plots.descent(bowl, [[3, 4], [2.4, 3.2]], "T", "p", "q")
    assert "from (3, 4) with the loss 25 to (2.4, 3.2) with the loss 16" in picture.words
    axes = picture.figure.axes[0]
    assert np.mean(axes.get_xlim()) == pytest.approx(2.7) and axes.get_aspect() == 1
    assert_readable(picture)


def test_a_path_may_have_many_steps_and_any_size():
    for scale in (1e-3, 1, 1e3):
        assert_readable(plots.descent(bowl, scale * np.array([[3, 4], [2, 3], [1.5, 2]]), "T", "p", "q", around=1))


@pytest.mark.parametrize(
    "draw, message",
    [
        (lambda: plots.angle(pd.DataFrame([[1, 2, 3]]), "T"), r"shape \(1, 3\)\. Give two rows of two"),
        (lambda: plots.angle(pd.DataFrame([[0, 0], [1, 1]]), "T"), "zeros has no direction"),
        (lambda: plots.moving_centres(PLACES, [[0] * 4] * 5, [[[0, 0]]] * 5, "T"), "5 groupings and 5 sets"),
        (lambda: plots.descent(bowl, [[1, 1], [1, 1]], "T", "p", "q"), "does not move. Give at least two"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(draw, message):
    with pytest.raises(ValueError, match=message):
        draw()
