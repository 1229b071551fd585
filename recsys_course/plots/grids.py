"""Small tables side by side, with marked cells and signs between them: how one table becomes the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from numpy.typing import ArrayLike

from recsys_course.plots.picture import Picture
from recsys_course.plots.sheet import box, extent, sheet, write

ROW = 20.0  # height of a cell
BETWEEN = 34.0  # room for a sign between two tables
MOST_CELLS = 24  # said one by one in the words


def grids(
    tables: Mapping[str, pd.DataFrame],
    title: str,
    marked: Mapping[str, ArrayLike] | None = None,
    signs: Sequence[str] = (),
    digits: int = 2,
) -> Picture:
    """Tables in a row, each with its name above. NaN and None are hatched: there is nothing yet.

    marked: for a table's name a table of True and False of its shape; those cells are shaded and have a thick edge.
    signs: what stands between two neighbours, for example ("→", "="). A table without names of rows or columns (0, 1,
    2, ... as pandas numbers them) is drawn without them. Errors: ValueError for a table without cells, marks of another
    shape or for no table, another number of signs, or what is too wide for a notebook.
    """
    marks = _marks(tables, marked or {})
    gaps = list(signs) or [""] * (len(tables) - 1)
    if len(gaps) != len(tables) - 1:
        raise ValueError(f"{len(gaps)} signs do not fit between {len(tables)} tables. Give {len(tables) - 1}.")
    drawn = [_Grid(name, table, digits) for name, table in tables.items()]
    width = sum(one.width for one in drawn) + BETWEEN * len(gaps)
    below, above = max(one.below for one in drawn), max(one.above for one in drawn)
    figure, axes = sheet(width, below + above, title, "Draw fewer tables or columns, or shorten their names.")
    left = 0.0
    for one, sign in zip(drawn, [*gaps, ""], strict=True):
        one.draw(axes, left, below, marks[one.name])
        left += one.width + BETWEEN
        write(axes, left - BETWEEN / 2, below, sign, bold=True)
    return Picture(figure, f"{title}. {_joined([one.words(marks[one.name]) for one in drawn], gaps)}")


class _Grid:
    """One table, with the widths that its texts need."""

    def __init__(self, name: str, table: pd.DataFrame, digits: int) -> None:
        self.name = name
        self.cells = [[_written(value, digits) for value in row] for row in table.to_numpy(object)]
        self.names = self.rows, self.columns = _names(table.index), _names(table.columns)
        heads = self.columns or [""] * table.shape[1]
        self.widths = [
            max(26.0, *(extent(text)[0] + 12 for text in (head, *column)))
            for head, column in zip(heads, zip(*self.cells, strict=True), strict=True)
        ]
        self.side = max((extent(row)[0] + 8 for row in self.rows), default=0.0)
        self.head = max((extent(head)[1] for head in self.columns), default=0.0) + 4
        own = self.side + sum(self.widths)
        self.width = max(own, extent(name)[0] * 1.15)  # the name is bold
        self.shift = (self.width - own) / 2
        self.below = ROW * len(self.cells) / 2  # the room below and above the middle of the cells
        self.above = self.below + self.head + extent(name)[1] + 4

    def draw(self, axes: Axes, left: float, middle: float, marks: np.ndarray) -> None:
        """Draw the table from `left` to the right, with the middle of its cells at the height `middle`."""
        top = middle + self.below
        edges = left + self.shift + self.side + np.cumsum([0.0, *self.widths])
        write(axes, left + self.width / 2, middle + self.above - extent(self.name)[1] / 2, self.name, bold=True)
        for column, head in enumerate(self.columns):
            write(axes, edges[column : column + 2].mean(), top + self.head / 2, head)
        for row, texts in enumerate(self.cells):
            y = top - ROW * (row + 1)
            if self.rows:
                write(axes, edges[0] - 6, y + ROW / 2, self.rows[row], ha="right")
            for column, text in enumerate(texts):
                box(axes, edges[column], y, self.widths[column], ROW, marks[row, column], not text)
                write(axes, edges[column : column + 2].mean(), y + ROW / 2, text)

    def words(self, marks: np.ndarray) -> str:
        """What the table holds: its cells one by one, or its size where there are many; then the marked cells."""
        empty = sum(not text for texts in self.cells for text in texts)
        shape = f"{len(self.cells)} rows and {len(self.widths)} columns, {empty} cells are empty"
        listed = "; ".join(self._row(row, texts) for row, texts in enumerate(self.cells))
        many = sum(len(texts) for texts in self.cells) > MOST_CELLS
        said = " ".join(f"{self.name}: {shape if many else listed}.".split()).replace("..", ".")
        found = self._found(marks)
        return said + (f" Marked: {', '.join(found)}." if found else "")

    def _row(self, row: int, texts: Sequence[str]) -> str:
        begin = f"{self.rows[row]} " if self.rows else ""
        return begin + ", ".join(text or "empty" for text in texts)

    def _found(self, marks: np.ndarray) -> list[str]:
        """The marked cells, whole rows and whole columns as one."""
        rows, columns = (
            name or [str(n) for n in range(size)] for name, size in zip(self.names, marks.shape, strict=True)
        )
        whole, down = np.atleast_1d(marks.all(axis=1)), np.atleast_1d(marks.all(axis=0))
        said = [f"row {name}" for name, full in zip(rows, whole, strict=True) if full]
        said += [f"column {name}" for name, full in zip(columns, down, strict=True) if full and not whole.all()]
        rest = marks & ~whole[:, None] & ~down
        said += [
            f"{self.cells[r][c] or 'empty'} at {rows[r]}, {columns[c]}" for r, c in zip(*np.nonzero(rest), strict=True)
        ]
        return [" ".join(one.split()) for one in said]


def _written(value: object, digits: int) -> str:
    if value is None or (isinstance(value, float) and np.isnan(value)):
        return ""
    if isinstance(value, float | np.floating):
        return f"{round(float(value), digits) + 0.0:.{digits + 6}g}"  # + 0.0: no -0
    return str(value)


def _names(index: pd.Index) -> list[str]:
    return [] if list(index) == list(range(len(index))) else [str(name) for name in index]


def _marks(tables: Mapping[str, pd.DataFrame], marked: Mapping[str, ArrayLike]) -> dict[str, np.ndarray]:
    for name in marked:
        if name not in tables:
            raise ValueError(f"No table is called {name!r}. Mark one of {list(tables)}.")
    marks = {name: np.asarray(marked.get(name, np.zeros(table.shape)), bool) for name, table in tables.items()}
    for name, table in tables.items():
        if not table.size:
            raise ValueError(f"The table {name!r} has no cell. Give it at least one row and one column.")
        if marks[name].shape != table.shape:
            raise ValueError(f"The marks of {name!r} have the shape {marks[name].shape}. Give them {table.shape}.")
    return marks


def _joined(said: Sequence[str], signs: Sequence[str]) -> str:
    spoken = {"→": "Then: ", "×": "Times: ", "·": "Times: ", "=": "This gives: ", "+": "Plus: ", "÷": "Divided by: "}
    return " ".join(spoken.get(sign, "") + one for sign, one in zip(["", *signs], said, strict=True))
