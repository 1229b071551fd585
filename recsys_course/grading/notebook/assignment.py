"""An assignment, which is a released notebook: its tasks, and how much another notebook looks like it."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from recsys_course.grading.notebook.reader import Cell

CHECK = "check-"


@dataclass(frozen=True)
class Task:
    """One thing a student fills in.

    kind: "code", "quiz" or "prose". name: the global name that is checked, or "". points: what it is worth in the
    released notebook.
    """

    id: str
    kind: str
    name: str
    stub: str
    points: float = 0.0


@dataclass(frozen=True)
class Assignment:
    """A notebook as students got it. name: of the file, such as 03_neighbours or 07_dot_product.tf."""

    name: str
    notebook: Any  # nbformat.NotebookNode

    @cached_property
    def cells(self) -> tuple[Cell, ...]:
        """Its cells, in the form of a hand-in's."""
        return tuple(_cell(node) for node in self.notebook.cells)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """Its tasks, in order."""
        marked = {_marks(node)["grade_id"]: node for node in self.notebook.cells if "grade_id" in _marks(node)}
        return tuple(_task(node, marked) for node in marked.values() if _marks(node).get("solution"))

    def resemblance(self, cells: Iterable[Cell]) -> int:
        """How many of these cells are in this notebook too, recognised by id or by text."""
        keys = {key for cell in self.cells for key in _keys(cell)}
        return sum(any(key in keys for key in _keys(cell)) for cell in cells)


def read_assignments(folder: Path) -> dict[str, Assignment]:
    """All notebooks with tasks below a folder: nbgrader's release/, or the notebooks/ of the project.

    Errors: FileNotFoundError where there is none.
    """
    paths = [path for path in sorted(folder.rglob("*.ipynb")) if ".ipynb_checkpoints" not in path.parts]
    found = [Assignment(path.stem, nbformat.read(path, as_version=4)) for path in paths]
    usable = {assignment.name: assignment for assignment in found if assignment.tasks}
    if not usable:
        raise FileNotFoundError(f"no released notebook in {folder}. Cure: recsys-course release --to DIR")
    return usable


def _keys(cell: Cell) -> Iterable[tuple[str, str]]:
    """What a cell can be recognised by. Empty and very short texts say nothing."""
    if cell.grade_id:
        yield "id", cell.grade_id
    if cell.id:
        yield "id", cell.id
    if len(cell.source.strip()) > 10:
        yield "text", cell.source.strip()


def _cell(node: Any) -> Cell:
    kind = "code" if node.cell_type == "code" else "markdown"
    return Cell(kind, node.source, _marks(node).get("grade_id", ""), node.get("id", ""))


def _marks(node: Any) -> dict[str, Any]:
    return node.metadata.get("nbgrader", {})


def _task(node: Any, marked: dict[str, Any]) -> Task:
    """The task of an answer cell. marked: all cells that nbgrader knows, by grade_id."""
    identity = _marks(node)["grade_id"]
    check: Any = node if _marks(node).get("grade") else marked.get(CHECK + identity)
    points = float(_marks(check).get("points", 0)) if check else 0.0
    if check is node:
        return Task(identity, "prose", "", node.source, points)
    call, name = calls(check.source if check else "").get(identity, ("", ""))
    return Task(identity, "quiz" if call == "quiz" else "code", name, node.source, points)


def calls(source: str) -> dict[str, tuple[str, str]]:
    """{"03-cosine": ("check", "cosine")} for `check("03-cosine", cosine)` anywhere in a source; {} where it is broken.

    What is given in place of a name comes back as Python text: ("quiz", "'b'").
    """
    if "check" not in source and "quiz" not in source:
        return {}
    found = {}
    try:
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) >= 2:
                first, second = node.args[:2]
                if (
                    isinstance(first, ast.Constant)
                    and isinstance(first.value, str)
                    and node.func.id in ("check", "quiz")
                ):
                    found[first.value] = node.func.id, ast.unparse(second)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    return found
