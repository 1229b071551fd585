"""The graded copy of a hand-in, as formgrader and nbgrader's feedback show it: answers with their marks below.

Formgrader puts it as HTML into the instructor's logged-in browser, and HTML in a notebook's text runs there. So
nothing that a student wrote is text of a notebook here: code stays code, words are in a block of plain text, and
the student's own text cells are left out. The submitted copy has everything.
"""

from __future__ import annotations

import copy
import re
import textwrap
from typing import Any

from nbformat.v4 import new_output

from recsys_course.grading.notebook.assignment import CHECK, Assignment, Task
from recsys_course.grading.records.rebuilding import question
from recsys_course.grading.records.results import Mark, Result

WIDTH = 100  # characters of a line of words
OF_ONE = 20_000  # characters that are shown of one cell
OF_OWN = 200_000  # characters that are shown of all cells that the student added
_CUT = "(cut here; the submitted copy has the rest)"


def marked_copy(assignment: Assignment, notebook: Any, result: Result) -> Any:
    """The notebook with marks as outputs; nbgrader reads the points of the result from them.

    notebook: of `rebuild`; it stays as it is. result: with a mark for each task. Errors: none.
    """
    tasks = {task.id: task for task in assignment.tasks}
    checks = {CHECK + mark.task: mark for mark in result.marks}
    lesson, left = {cell.id for cell in assignment.cells}, OF_OWN
    graded = copy.deepcopy(notebook)
    cells, graded.cells = graded.cells, []
    for node in cells:
        name = node.metadata.get("nbgrader", {}).get("grade_id", "")
        if name in tasks:
            node.source = _answer(tasks[name], node.source)
        elif name in checks:
            node.outputs = _outputs(checks[name])
        elif node.get("id", "") not in lesson:
            left -= len(node.source)
            if node.cell_type != "code" or left < 0:
                continue
            node.source = _cut(node.source, "# ")
        graded.cells.append(node)
    return graded


def _answer(task: Task, source: str) -> str:
    """An answer as it is shown. Words that were not given stay the stub, so that nbgrader knows it."""
    if task.kind != "prose":
        return _cut(source, "# ")
    if source == task.stub:
        return source
    asked = question(task)
    return f"{asked}\n\n{plain(source.removeprefix(asked).strip())}"


def plain(words: str) -> str:
    """Words as a block of plain text in Markdown, in lines of 100 characters: nothing in it means anything."""
    lines = [part for line in _cut(words).split("\n") for part in textwrap.wrap(line.expandtabs(4), WIDTH) or [""]]
    fence = "`" * (1 + max([2, *map(len, re.findall("`+", words))]))
    return "\n".join([fence, *lines, fence])


def _outputs(mark: Mark) -> list[Any]:
    """What a check cell shows: the mark in words, and the points alone, which nbgrader takes for the grade."""
    points = mark.points or 0.0
    said = f"{points:g} of {mark.of:g} points. {mark.words}" if mark.points is not None else mark.words
    told = [said, f"Hint: {mark.hint}"] if mark.hint else [said]
    text = "\n".join(textwrap.fill(line, WIDTH) for one in told for line in one.split("\n"))
    shown = new_output("execute_result", {"text/plain": repr(float(points))}, execution_count=1)
    return [new_output("stream", name="stdout", text=text + "\n"), shown]


def _cut(source: str, sign: str = "") -> str:
    return source if len(source) <= OF_ONE else f"{source[:OF_ONE]}\n{sign}{_CUT}"
