"""Boxes and arrows: everything named is drawn, arrows lead to the right and cross no box."""

import pytest

from recsys_course import plots
from tests.helpers.pictures import assert_readable

CELL = [["cell", "film", "state"], ["forget", "input", "output"], ["new cell\nf c + i"], ["new state"]]
ARROWS = ["film, state > forget, input, output", "cell, forget, input > new cell", "new cell, output > new state"]


def test_the_words_hold_boxes_arrows_and_marks():
    words = plots.flow(CELL, "A cell", ARROWS, ["cell"]).words
    for part in ("A cell. Boxes from left to right: cell, film, state; then forget", "new cell: f c + i",
                 "film to forget and input and output", "output to new state", "Marked: cell."):  # fmt: skip
        assert part in words


def test_without_arrows_every_box_leads_to_the_next_column():
    assert "Arrows: a to c; b to c." in plots.flow([["a", "b"], ["c"]], "T").words


@pytest.mark.parametrize(
    "columns", [[["a"], ["b"]], CELL, [["a long name", "", "c"]] + [[f"{n}", ""] for n in range(5)]]
)
def test_drawings_of_other_sizes_are_readable(columns):
    assert_readable(plots.flow(columns, "T " * 50))


def test_texts_stand_inside_their_boxes():
    axes = plots.flow(CELL, "T", ARROWS).figure.axes[0]
    boxes = [patch.get_window_extent() for patch in axes.patches[:8]]
    texts = [text.get_window_extent() for text in axes.texts if text.get_text()]
    assert len(texts) == 8
    for text in texts:
        assert any(box.x0 < text.x0 and text.x1 < box.x1 and box.y0 < text.y0 and text.y1 < box.y1 for box in boxes)


def test_long_arrows_pass_above_or_below_all_boxes():
    axes = plots.flow(CELL, "T", ARROWS).figure.axes[0]
    below, above = sorted(axes.lines, key=lambda line: line.get_ydata()[1])
    assert below.get_ydata()[1] < min(patch.get_y() for patch in axes.patches)
    assert above.get_ydata()[1] > max(patch.get_y() + patch.get_height() for patch in axes.patches)
    middles = {text.get_text(): text.get_position()[0] for text in axes.texts}
    assert above.get_xdata()[0] == middles["cell"] and below.get_xdata()[0] == middles["output"]


@pytest.mark.parametrize(
    "columns, arrows, message",
    [
        ([["a"], ["a"]], None, "Two boxes are called 'a'"),
        ([["a"], ["b"]], ["a > c"], r"no such box\. Boxes: \['a', 'b'\]"),
        ([["a"], ["b"]], ["b > a"], "does not lead to the right. Put 'a' further right"),
        ([["a"], ["b"]], ["a b"], "has 0 signs. Write it with one"),
        ([["x", "a", "y"], ["b"], ["c"]], ["a > c"], "would cross boxes. Put both first, or both last"),
        ([["a"], ["b"], ["c"], ["d"]], ["a > c", "b > d"], r"\['a', 'b'\] would meet above"),
        ([["a" * 50], ["b" * 50]], None, "640 fit. Draw fewer columns"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(columns, arrows, message):
    with pytest.raises(ValueError, match=message):
        plots.flow(columns, "T", arrows)
