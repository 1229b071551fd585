"""Pictures say in words what they show, draw what they are given, and need no colour to be read."""

from itertools import pairwise

import pandas as pd
import pytest

from recsys_course import plots

BOARD = pd.DataFrame(
    {"nDCG@10": [0.3, 0.1], "low": [0.25, 0.05], "high": [0.36, 0.16]},
    index=pd.Index(["Oracle", "Chance"], name="model"),
)
TABLE = pd.DataFrame({"one": [1.0, 2.0], "two": [4.0, 3.0]}, index=[10, 20])
PICTURES = {
    "bars": (plots.bars({"a": 1.0, "b": 0.25}, "A leads", "score"), ["A leads", "a 1.00", "b 0.25"]),
    "leaderboard": (plots.leaderboard(BOARD, "The ceiling is far"), ["Oracle 0.300 (0.250 to 0.360)", "Chance"]),
    "long_tail": (
        plots.long_tail([1, 50, 1, 1, 1, 2, 1, 1, 1, 1], "A tail"),
        ["hold 83% of all", "has 50 events", "item 1"],
    ),
    "histogram": (
        plots.histogram([1, 2, 2, 3], "Two", "stars", "people", bins=[0.5, 1.5, 2.5, 3.5]),
        ["the tallest bar is 2 of 4", "1.5 and 2.5"],
    ),
    "heatmap": (plots.heatmap(TABLE, "Table", digits=1), ["2 rows and 2 columns", "4.0, is at 10 and two"]),
    "lines": (plots.lines(TABLE, "Cross", "k", "nDCG"), ["k from 10 to 20", "one from 1 to 2; two from 4 to 3"]),
    "points": (plots.points([0, 1], [2, 3], ["x", "y"], "Map", "east", "north"), ["x (0, 2), y (1, 3)"]),
    "groups": (
        plots.groups([0, 1, 5], [2, 4, 6], ["a", "a", "b"], "Map", "east", "north"),
        ["a, 2 at about (0.5, 3); b, 1 at about (5, 6)"],
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_words_hold_the_title_and_the_numbers(name):
    picture, expected = PICTURES[name]
    for words in expected:
        assert words in picture.words
    assert picture.words.startswith(picture.figure.axes[0].get_title(loc="left"))


@pytest.mark.parametrize("name", PICTURES)
def test_the_png_is_small_and_the_same_every_time(name):
    png = PICTURES[name][0].png()
    assert png.startswith(b"\x89PNG") and len(png) < 60_000
    assert png == PICTURES[name][0].png()


@pytest.mark.parametrize("name", ["bars", "leaderboard", "long_tail", "histogram", "lines", "points", "groups"])
def test_axes_are_labelled(name):
    axes = PICTURES[name][0].figure.axes[0]
    assert axes.get_xlabel()


def test_the_bars_are_as_long_as_the_values():
    drawn = PICTURES["bars"][0].figure.axes[0].patches
    assert [bar.get_width() for bar in drawn] == [0.25, 1.0]  # the first name stands on top


def test_lines_differ_by_marker_and_dashes_and_not_by_colour_alone():
    one, two = PICTURES["lines"][0].figure.axes[0].get_lines()
    assert one.get_marker() != two.get_marker() and one.get_linestyle() != two.get_linestyle()


def test_whole_numbers_such_as_epochs_get_no_ticks_between_them():
    table = pd.DataFrame({"one": [1.0, 2, 3, 2, 1]}, index=[1, 2, 3, 4, 5])
    axes = plots.lines(table, "T", "epoch", "nDCG").figure.axes[0]
    assert all(tick == int(tick) for tick in axes.get_xticks())


def test_bars_write_large_and_small_values_in_plain_digits():
    words = plots.bars({"bots": 1410.0, "people": 380.0}, "T", "rows").words
    assert "bots 1,410, people 380" in words
    assert "a 0.0728, b 0.0663" in plots.bars({"a": 0.07276, "b": 0.0663}, "T", "nDCG").words


def test_more_groups_than_colours_are_refused():
    with pytest.raises(ValueError, match="9 groups cannot be told apart"):
        plots.groups(range(9), range(9), "abcdefghi", "Map", "east", "north")


def test_a_long_leaderboard_grows_so_that_its_names_do_not_touch():
    long = pd.DataFrame({"nDCG@10": 0.1, "low": 0.05, "high": 0.15}, [f"model {n}" for n in range(20)])
    figure = plots.leaderboard(long, "Twenty").figure
    figure.draw_without_rendering()
    boxes = [label.get_window_extent() for label in figure.axes[0].get_yticklabels()]
    assert all(lower.y1 < upper.y0 for lower, upper in pairwise(boxes))
