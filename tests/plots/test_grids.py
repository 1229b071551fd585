"""Tables side by side: cells, marks and signs as given, said in words, never on one another."""

import numpy as np
import pandas as pd
import pytest

from recsys_course import plots
from tests.helpers.pictures import assert_readable, shown_texts

TABLE = pd.DataFrame([[0.2, 0.1], [-0.4, 1.25]], ["film 0", "film 1"], ["1st", "2nd"])
LOOKUP = {"one-hot": pd.DataFrame([[0, 1]]), "table": TABLE, "row": TABLE[1:]}


def test_the_words_hold_every_cell_the_marks_and_the_signs():
    words = plots.grids(LOOKUP, "A row is taken", {"table": [[0, 0], [1, 1]]}, ["×", "="]).words
    for part in ("A row is taken. one-hot: 0, 1.", "Times: table: film 0 0.2, 0.1; film 1 -0.4, 1.25.",
                 "Marked: row film 1.", "This gives: row: film 1 -0.4, 1.25."):  # fmt: skip
        assert part in words


def test_columns_and_single_cells_are_named_where_they_are_marked():
    words = plots.grids({"t": TABLE}, "T", {"t": [[1, 1], [1, 0]]}).words
    assert "Marked: row film 0, column 1st." in words
    assert "Marked: 1.25 at film 1, 2nd." in plots.grids({"t": TABLE}, "T", {"t": [[0, 0], [0, 1]]}).words


def test_every_cell_is_drawn_with_its_number():
    drawn = [text for text, _, _ in shown_texts(plots.grids(LOOKUP, "T").figure)]
    assert [drawn.count(text) for text in ("0.2", "0.1", "-0.4", "1.25")] == [1, 1, 2, 2]


def test_marks_need_no_colour_and_empty_cells_are_hatched():
    axes = plots.grids({"t": pd.DataFrame([[1.0, np.nan]])}, "T", {"t": [[1, 0]]}).figure.axes[0]
    assert max(patch.get_linewidth() for patch in axes.patches) > 2
    assert sum(bool(patch.get_hatch()) for patch in axes.patches) == 1


@pytest.mark.parametrize("rows, columns", [(1, 1), (1, 12), (8, 3), (12, 10)])
def test_tables_of_other_sizes_are_readable(rows, columns):
    table = pd.DataFrame(np.arange(rows * columns).reshape(rows, columns) / 7).add_prefix("c")
    assert_readable(plots.grids({"a rather long name": table, "b": table.iloc[:1, :1]}, "T " * 60, signs=["→"]))


def test_many_cells_are_counted_and_not_listed():
    assert "t: 6 rows and 5 columns, 0 cells are empty." in plots.grids({"t": pd.DataFrame(np.ones((6, 5)))}, "T").words


@pytest.mark.parametrize(
    "change, message",
    [
        ({"marked": {"b": [[1]]}}, r"No table is called 'b'\. Mark one of \['t'\]"),
        ({"marked": {"t": [[1]]}}, r"shape \(1, 1\)\. Give them \(2, 2\)"),
        ({"signs": ["="]}, r"1 signs do not fit between 1 tables\. Give 0"),
        ({"tables": {"t": TABLE.iloc[:0]}}, "has no cell"),
        ({"tables": {"t": pd.DataFrame(np.ones((2, 60)))}}, "640 fit. Draw fewer tables"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(change, message):
    with pytest.raises(ValueError, match=message):
        plots.grids(**{"tables": {"t": TABLE}, "title": "T", **change})


def test_plain_numbers_of_rows_and_columns_are_not_drawn():
    series = pd.DataFrame(pd.Series([3, 4], ["a", "b"])).rename(columns={0: 0})
    drawn = [text for text, _, _ in shown_texts(plots.grids({"t": series}, "T").figure)]
    assert sorted(drawn) == ["3", "4", "T", "a", "b", "t"]
