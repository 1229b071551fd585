"""Boxes in columns and arrows between them: the parts of a network, from what goes in to what comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import pairwise

from matplotlib.axes import Axes

from recsys_course.plots.picture import Picture
from recsys_course.plots.sheet import box, extent, sheet, write

GAP = 26.0  # between two columns
BETWEEN = 16.0  # between two boxes of a column
LANE = 16.0  # where arrows pass above or below all boxes
Place = tuple[float, float, float, float]  # left, bottom, width, height


def flow(
    columns: Sequence[Sequence[str]], title: str, arrows: Sequence[str] | None = None, marked: Collection[str] = ()
) -> Picture:
    """Each text is a box, and its first line is the box's name; arrows lead to the right.

    columns: the boxes from left to right and from top to bottom; an empty text keeps a place free.
    arrows: for example "film, state > gate": from each box before the sign to each one after it. Without them every box
    leads to every box of the next column. An arrow over more than one column passes above all boxes (where both its
    ends are the first of their columns) or below them (both are the last).   marked: names of boxes that are shaded.
    Errors: ValueError for two boxes of one name, an arrow of no box, to the left or through a box, and too much width.
    """
    texts = {text.split("\n")[0]: text for column in columns for text in column if text}
    kept = [[text.split("\n")[0] for text in column if text] for column in columns]
    if len(texts) < sum(map(len, kept)):
        twice = Counter(name for column in kept for name in column).most_common(1)[0][0]
        raise ValueError(f"Two boxes are called {twice!r}. Give each its own first line.")
    steps = [(a, b) for one, two in pairwise(kept) for a in one for b in two]
    lanes = {pair: _lane(*pair, kept) for pair in (steps if arrows is None else _pairs(arrows))}
    _check_lanes(lanes)
    above, below = (LANE if lane in lanes.values() else 0.0 for lane in ("above", "below"))
    width, height, places = _layout(columns, below)
    figure, axes = sheet(width, height + below + above, title, "Draw fewer columns, or break long texts into lines.")
    for name, place in places.items():
        box(axes, *place, marked=name in marked)
        write(axes, place[0] + place[2] / 2, place[1] + place[3] / 2, texts[name])
    levels = {"above": below + height + above / 2, "below": below / 2}
    for (one, two), lane in lanes.items():
        _arrow(axes, places[one], places[two], levels.get(lane))
    return Picture(figure, f"{title}. {_words(kept, texts, list(lanes), marked)}")


def _pairs(arrows: Iterable[str]) -> list[tuple[str, str]]:
    """All pairs of ("a, b > c",): (a, c) and (b, c)."""
    pairs = []
    for arrow in arrows:
        sides = [[name.strip() for name in side.split(",")] for side in arrow.split(">")]
        if len(sides) != 2:
            raise ValueError(f"The arrow {arrow!r} has {len(sides) - 1} signs. Write it with one, as 'film > state'.")
        pairs += [(one, two) for one in sides[0] for two in sides[1]]
    return pairs


def _layout(columns: Sequence[Sequence[str]], bottom: float) -> tuple[float, float, dict[str, Place]]:
    """Width and height of all, and the place of each box; columns are centred."""
    slot = max(extent(text)[1] for column in columns for text in column) + 8  # equal, so that columns are aligned
    places: dict[str, Place] = {}
    left, most = 0.0, max(map(len, columns))
    height = most * (slot + BETWEEN) - BETWEEN
    for column in columns:
        width = max(extent(text)[0] for text in column) + 16
        for row, text in enumerate(column):
            if text:
                middle = bottom + height - (row + (most - len(column)) / 2) * (slot + BETWEEN) - slot / 2
                tall = extent(text)[1] + 8
                places[text.split("\n")[0]] = (left, middle - tall / 2, width, tall)
        left += width + GAP
    return left - GAP, height, places


def _lane(one: str, two: str, columns: Sequence[Sequence[str]]) -> str:
    """Where the arrow runs: "direct" to the next column, else "above" or "below" all boxes."""
    where = {name: place for place, column in enumerate(columns) for name in column}
    for name in (one, two):
        if name not in where:
            raise ValueError(f"An arrow names {name!r}, but there is no such box. Boxes: {list(where)}.")
    if where[two] <= where[one]:
        raise ValueError(f"The arrow from {one!r} to {two!r} does not lead to the right. Put {two!r} further right.")
    if where[two] == where[one] + 1:
        return "direct"
    for lane, end in (("above", 0), ("below", -1)):
        if columns[where[one]][end] == one and columns[where[two]][end] == two:
            return lane
    raise ValueError(f"The arrow from {one!r} to {two!r} would cross boxes. Put both first, or both last.")


def _check_lanes(lanes: Mapping[tuple[str, str], str]) -> None:
    for lane in ("above", "below"):
        sources = list(dict.fromkeys(one for (one, _), own in lanes.items() if own == lane))
        if len(sources) > 1:
            raise ValueError(
                f"The arrows from {sources} would meet {lane} the boxes. Let one box have long arrows there."
            )


def _arrow(axes: Axes, one: Place, two: Place, level: float | None) -> None:
    style = {"arrowstyle": "-|>", "color": "black", "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
    start, end = (one[0] + one[2], one[1] + one[3] / 2), (two[0], two[1] + two[3] / 2)
    if level is not None:
        up = level > start[1]
        start = (one[0] + one[2] / 2, one[1] + (one[3] if up else 0))
        end = (two[0] + two[2] / 2, two[1] + (two[3] if up else 0))
        axes.plot([start[0], start[0], end[0]], [start[1], level, level], color="black", linewidth=1.2)
        start = (end[0], level)
    axes.annotate("", end, start, arrowprops=style)


def _words(
    columns: Sequence[Sequence[str]], texts: Mapping[str, str], arrows: list[tuple[str, str]], marked: Collection[str]
) -> str:
    said = {name: " ".join(text.replace("\n", ": ", 1).split()) for name, text in texts.items()}
    listed = "; then ".join(", ".join(said[name] for name in column) for column in columns if column)
    leads = [f"{one} to {' and '.join(b for a, b in arrows if a == one)}" for one in dict(arrows)]
    shaded = f" Marked: {', '.join(name for name in texts if name in marked)}." if marked else ""
    return f"Boxes from left to right: {listed}. Arrows: {'; '.join(leads)}.{shaded}"
