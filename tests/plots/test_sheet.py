"""A sheet is as large as what is drawn on it, and refuses what no notebook shows."""

import pytest

from recsys_course.plots.sheet import box, extent, sheet, write
from tests.helpers.pictures import shown_texts


@pytest.mark.parametrize("text", ["a", "Tea for Two Cats", "two\nlines"])
def test_the_extent_is_that_of_the_drawn_text(text):
    figure, axes = sheet(300, 80, "T", "")
    write(axes, 100, 40, text)
    drawn = next(one for name, one, _ in shown_texts(figure) if name == text)
    width, height = extent(text)
    assert drawn.width * 72 / figure.dpi == pytest.approx(width, abs=4)
    assert drawn.height * 72 / figure.dpi <= height


def test_one_unit_is_one_point():
    figure, axes = sheet(400, 100, "T", "")
    box(axes, 10, 10, 36, 20)
    drawn = axes.patches[0].get_window_extent()
    assert drawn.width / figure.dpi == pytest.approx(0.5) and drawn.height / figure.dpi == pytest.approx(20 / 72)


def test_a_long_title_takes_more_lines_and_not_the_place_of_the_drawing():
    short, long = (sheet(330, 100, title, "")[0] for title in ("T", "word " * 40))
    assert long.get_figheight() > short.get_figheight() and long.get_figwidth() == short.get_figwidth()


def test_too_much_width_is_refused_with_the_cure():
    with pytest.raises(ValueError, match=r"920 points wide; 640 fit\. Draw less\."):
        sheet(900, 100, "T", "Draw less.")


def test_marked_and_empty_boxes_differ_without_colour():
    _, axes = sheet(300, 80, "T", "")
    for marked, empty in ((False, False), (True, False), (False, True)):
        box(axes, 0, 0, 20, 20, marked, empty)
    plain, marked, hatch, _ = axes.patches
    assert marked.get_linewidth() > 2 * plain.get_linewidth() and hatch.get_hatch()
