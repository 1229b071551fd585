"""An empty sheet for drawings of boxes and words: one unit is one point (1/72 inch), so sizes of texts are known."""

from __future__ import annotations

import textwrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.textpath import TextPath

FONT = 9.5  # points
WIDER = 1.08  # letters that fit whole pixels, as in the small files of the notebooks, need more room
LINE = 13.0  # from one line of text to the next
WIDEST = 640.0  # what a notebook shows without a scroll bar
MARGIN = 10.0
SHADE = "#FBE3B5"  # light enough for black text; marked boxes also have a hatch and a thick edge


def extent(text: str) -> tuple[float, float]:
    """Width and height of a text of one or more lines, in points."""
    rows = text.split("\n")
    drawn = [TextPath((0, 0), row, size=FONT).get_extents().width if row.strip() else 0.0 for row in rows]
    return WIDER * max(drawn), LINE * len(rows)


def sheet(width: float, height: float, title: str, cure: str) -> tuple[Figure, Axes]:
    """A figure with one empty area of `width` times `height` points below the title, y upwards from 0.

    Errors: ValueError for more than 640 points; `cure` says what to do.
    """
    if width + 2 * MARGIN > WIDEST:
        raise ValueError(f"The drawing is {width + 2 * MARGIN:.0f} points wide; {WIDEST:.0f} fit. {cure}")
    wide = max(width, 330.0)
    lines = textwrap.wrap(title, int(wide / 6.2))
    top = 16.0 * len(lines) + 10
    total = wide + 2 * MARGIN, height + 2 * MARGIN + top
    figure = Figure(figsize=(total[0] / 72, total[1] / 72))
    axes = figure.add_axes((0, 0, 1, (total[1] - top) / total[1]))
    left = (wide - width) / 2 + MARGIN
    axes.set(xlim=(-left, total[0] - left), ylim=(-MARGIN, height + MARGIN))
    axes.set_title("\n".join(lines), loc="left", fontsize=11, x=MARGIN / total[0])
    axes.set_axis_off()
    return figure, axes


def box(
    axes: Axes, left: float, bottom: float, width: float, height: float, marked: bool = False, empty: bool = False
) -> None:
    """A rectangle: a marked one is shaded and has a thick edge, an empty one is hatched."""
    style: dict[str, Any] = (
        {"facecolor": SHADE, "linewidth": 2.2} if marked else {"facecolor": "white", "linewidth": 0.8}
    )
    place: dict[str, Any] = {"xy": (left, bottom), "width": width, "height": height}
    if empty:
        axes.add_patch(Rectangle(**place, facecolor=style["facecolor"], edgecolor="#999999", linewidth=0, hatch="///"))
        style["facecolor"] = "none"
    axes.add_patch(Rectangle(**place, edgecolor="black", zorder=3 if marked else 2, **style))


def write(axes: Axes, x: float, y: float, text: str, ha: str = "center", bold: bool = False) -> None:
    """A text with its middle at (x, y); `ha` says where x lies in it."""
    weight = "bold" if bold else "normal"
    axes.text(x, y, text, ha=ha, va="center", fontsize=FONT, fontweight=weight, zorder=5, linespacing=1.15)
