"""Finds an answer in words: in its own cell, and in what was written between it and the next cell of the lesson."""

from __future__ import annotations

import ast

from recsys_course.grading.answers.alignment import Alignment
from recsys_course.grading.answers.slicing import python
from recsys_course.grading.notebook.assignment import Task
from recsys_course.grading.notebook.reader import Cell

PLACEHOLDER = "*Write your answer here.*"
WORDS_AT_LEAST = 5  # of a code cell that is no Python: less is a slip, not an answer


def in_words(aligned: Alignment, task: Task) -> str:
    """What was written in words: in its cell, and in new cells between this one and the next of the lesson."""
    home = next(n for n, cell in enumerate(aligned.assignment.cells) if task.id in (cell.grade_id, cell.id))
    numbers = set(aligned.known.values())
    anchor = home if home in numbers else max((n for n in numbers if n < home), default=-1)
    parts, inside = [], anchor == -1
    for place, cell in enumerate(aligned.cells):
        number = aligned.known.get(place)
        if number is not None:
            inside = number == anchor
        if number == home or (inside and number is None):
            parts.append(_own_words(_written(cell), task.stub))
    return "\n\n".join(dict.fromkeys(part for part in parts if part))


def _written(cell: Cell) -> str:
    """The words of a cell: text; a code cell of comments alone; a code cell that is no Python, but words."""
    lines = [line.strip() for line in cell.source.split("\n") if line.strip()]
    if cell.kind != "code":
        return cell.source
    if all(line.startswith("#") for line in lines):
        return "\n".join(line.lstrip("# ") for line in lines)
    return "" if _is_python(cell.source) or len(cell.source.split()) < WORDS_AT_LEAST else cell.source


def _is_python(source: str) -> bool:
    try:
        ast.parse(python(source))
        return True
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _own_words(text: str, stub: str) -> str:
    """A text without the lines of the question and without the request to write."""
    asked = {line.strip() for line in stub.split("\n")} - {""}
    lines = [line for line in text.split("\n") if line.strip() not in asked]
    return "\n".join(lines).replace(PLACEHOLDER, "").strip()
