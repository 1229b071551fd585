"""A heading for each task of a notebook, so that the table of contents, search and a screen reader find it.

Exercises, with the build and the answers in words, are numbered through the lesson; questions have the number of their
id. A heading stands one level below the section that it is in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from editions.lesson import Cell
from recsys_course.checking.registry import Unknown, find
from recsys_course.checking.wording import plural

MINUTES_A_POINT = 4  # so the exercises take a little more than half of the minutes that the lessons name
DEEPEST = 6
_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def labels(cells: Sequence[Cell]) -> dict[str, str]:
    """Id of a task -> its heading and one line on minutes and points, in Markdown.  cells: those of one notebook."""
    points = {cell.meta[cell.role]: cell.meta["points"] for cell in cells if "points" in cell.meta}
    found, number = {}, 0
    for cell, level in _with_levels(cells):
        if cell.role in ("exercise", "reasoning", "quiz"):
            number += cell.role != "quiz"
            identity = cell.meta[cell.role]
            found[identity] = f"{'#' * level} {_title(cell, number)}\n\n{_line(cell, points.get(identity, 0))}"
    return found


def _with_levels(cells: Sequence[Cell]) -> Iterator[tuple[Cell, int]]:
    """Each cell with the level of a heading in it: one below the last heading of the lesson's text."""
    level = 1
    for cell in cells:
        if cell.kind == "markdown" and not cell.role:
            above = re.findall(r"^(#+) ", _FENCE.sub("", cell.source), re.MULTILINE)
            level = len(above[-1]) if above else level
        yield cell, min(level + 1, DEEPEST)


def _title(cell: Cell, number: int) -> str:
    """Exercise 03.2: scores from the most similar people."""
    identity = cell.meta[cell.role]
    if cell.role == "quiz":
        return f"Question {identity[:2]}.{identity[3:].lstrip('q')}"
    words = "in your own words" if cell.role == "reasoning" else _words(identity)
    return f"Exercise {identity[:2]}.{number}{': ' if words else ''}{words}"


def _words(identity: str) -> str:
    """The title of an exercise; nothing where the id is unknown, which `broken_tasks` reports."""
    try:
        return find(identity).title
    except Unknown:
        return ""


def _line(cell: Cell, points: int) -> str:
    """Minutes and points, and where the hints are."""
    worth, minutes = plural(points, "point"), plural(MINUTES_A_POINT * points, "minute")
    if cell.role == "quiz":
        return f"*{worth}.*"
    if cell.role == "reasoning":
        return f"*About {minutes}, {worth}; a person reads it.*"
    return f'*About {minutes}, {worth}. Stuck? Run* `hint("{cell.meta["exercise"]}")`.'
