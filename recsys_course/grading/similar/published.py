"""What students could copy from: the published solutions of a lesson, and the references in the students' package."""

from __future__ import annotations

import ast
import inspect
import sys
from collections.abc import Mapping
from pathlib import Path

from recsys_course.checking.registry import Unknown, find
from recsys_course.grading.answers.collect import collect
from recsys_course.grading.notebook.assignment import Assignment
from recsys_course.grading.notebook.reader import read_notebook
from recsys_course.grading.similar.forms import Form, forms, plain
from recsys_course.grading.similar.pairs import Forms

SOLUTION, REFERENCE = "the published solution", "the reference in the package"


def published(assignments: Mapping[str, Assignment], solutions: Path) -> dict[str, dict[str, Forms]]:
    """The sources of each lesson, by their names. solutions: a folder; a notebook that is not there is left out.

    Errors: OSError for one that cannot be read.
    """
    return {name: _of_lesson(one, solutions / f"{name}.ipynb") for name, one in assignments.items()}


def _of_lesson(assignment: Assignment, solution: Path) -> dict[str, Forms]:
    references = {task.id: form for task in assignment.tasks if task.kind == "code" and (form := reference(task.id))}
    if not solution.is_file():
        return {REFERENCE: references}
    answers = collect(assignment, read_notebook(solution.read_bytes()).cells)
    return {SOLUTION: dict(forms(answers)), REFERENCE: references}


def reference(identity: str) -> Form | None:
    """The form of an exercise's reference with the helpers that it uses; None where it has no source of its own."""
    try:
        function = find(identity).reference
        source = inspect.getsource(sys.modules[function.__module__])
        text = _with_helpers(ast.parse(source), function.__name__)
        return Form(text, *plain(text)) if text else None
    except (Unknown, OSError, TypeError, AttributeError):
        return None


def _with_helpers(module: ast.Module, name: str) -> str:
    """A function of a module and what it needs from there, as text, what is needed first; "" where it is not there."""
    made = {one: node for node in module.body for one in _makes(node)}
    wanted, left = [], [name]
    while left:
        one = left.pop()
        if one in made and made[one] not in wanted:
            wanted.append(made[one])
            left += [node.id for node in ast.walk(made[one]) if isinstance(node, ast.Name)]
    return "\n".join(ast.unparse(node) for node in module.body if node in wanted)


def _makes(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = node.targets if isinstance(node, ast.Assign) else []
    return [target.id for target in targets if isinstance(target, ast.Name)]
