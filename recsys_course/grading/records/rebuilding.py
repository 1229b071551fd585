"""Rebuilds a hand-in: the released notebook with the student's answers and the student's own cells in it.

What was deleted is there again, what was edited and is not an answer is as it was released, outputs are gone.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence
from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell

from recsys_course.grading.answers.alignment import Alignment
from recsys_course.grading.answers.collect import Answers
from recsys_course.grading.answers.prose import PLACEHOLDER
from recsys_course.grading.notebook.assignment import Assignment, Task
from recsys_course.grading.notebook.reader import Cell


def rebuild(assignment: Assignment, cells: Sequence[Cell], answers: Answers) -> Any:
    """A valid notebook (nbformat 4.5) for nbgrader. Errors: none.

    cells, answers: of one hand-in. New cells of the student come after the released cell that they followed;
    a cell in which an answer was found by its name takes the place of the answer.
    """
    aligned = Alignment(assignment, tuple(cells))
    notebook = copy.deepcopy(assignment.notebook)
    tasks = {task.id: task for task in assignment.tasks}
    own = _own_cells(aligned, {answer.place for answer in answers.code.values()})
    built = list(own.get(-1, []))
    for number, node in enumerate(notebook.cells):
        task = tasks.get(node.metadata.get("nbgrader", {}).get("grade_id", ""))
        if task:
            node.source = _written(task, answers)
        if node.cell_type == "code":
            node.outputs, node.execution_count = [], None
        built += [node, *own.get(number, [])]
    notebook.cells = built
    return notebook


def _written(task: Task, answers: Answers) -> str:
    """The text of an answer cell: the whole cell, a letter, or the question with the words below."""
    if task.kind == "code":
        return answers.code[task.id].written or task.stub
    if task.kind == "quiz":
        letter = answers.quiz[task.id]
        return f"{task.name} = {letter!r}" if letter else task.stub
    words = answers.prose[task.id]
    return f"{question(task)}\n\n{words}" if words else task.stub


def question(task: Task) -> str:
    """What a task for words asks, without the request to write below."""
    return task.stub.replace(PLACEHOLDER, "").rstrip()


def _own_cells(aligned: Alignment, used: set[int]) -> dict[int, list[Any]]:
    """New code cells of the student, by the number of the released cell that they follow (-1: none)."""
    found: dict[int, list[Any]] = {}
    last = -1
    for place, cell in enumerate(aligned.cells):
        last = aligned.known.get(place, last)
        if place not in aligned.known and place not in used and cell.source.strip():
            make: Callable[..., Any] = new_code_cell if cell.kind == "code" else new_markdown_cell
            found.setdefault(last, []).append(make(source=cell.source, id=f"own-{place}"))
    return found
