"""Small pictures in a row: each is named, and the words name them too."""

import numpy as np
import pytest

from recsys_course import plots


def test_the_pictures_stand_side_by_side_and_the_words_name_them():
    shown = plots.pictures(np.full((2, 4, 6, 3), [200, 0, 0], np.uint8), ["rain", "sun"], "Two skies")
    assert shown.words == "Two skies. Pictures from left to right: rain, sun."
    (axes,) = shown.figure.axes
    assert [label.get_text() for label in axes.get_xticklabels()] == ["rain", "sun"]
    row = axes.images[0].get_array()
    assert row.shape == (4, 16, 3) and (row[:, 1:7] == [200, 0, 0]).all() and (row[:, 7:9] == 255).all()


def test_a_flat_row_leaves_no_empty_paper():
    flat, square = (plots.pictures(np.zeros((n, 4, 4, 3)), ["sky"] * n, "T").figure for n in (8, 1))
    assert flat.get_figheight() < 1.8 < square.get_figheight()


def test_a_missing_name_is_told():
    with pytest.raises(ValueError, match="2 pictures and 1 names"):
        plots.pictures(np.zeros((2, 4, 4, 3)), ["rain"], "T")
