"""The known mistakes of a lesson's exercises, written out as the cells of students.

    mistakes(released) -> {"03-cosine": [source of a cell, ...]}

A mistake is a lambda or a function in `recsys_course/exercises`. The lambda becomes a function with the name of the
answer, and the helpers that it uses come with it. Nothing is run.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import recsys_course.exercises
from recsys_course.grading.answers.slicing import Statement, needed, statements
from recsys_course.grading.notebook.assignment import Assignment

ROOM = Path(recsys_course.exercises.__file__).parent


def mistakes(released: Assignment) -> dict[str, list[str]]:
    """For each exercise of the notebook, one cell for each of its known mistakes, in their order."""
    sources = [path.read_text(encoding="utf-8") for path in sorted(ROOM.glob(f"lesson_{released.name[:2]}*.py"))]
    pool = [one for place, source in enumerate(sources) for one in statements(source, place) if not _is_ours(one)]
    names = {task.id: task.name for task in released.tasks if task.kind == "code"}
    known = {task: found for source in sources for task, found in _known(ast.parse(source)) if task in names}
    new = {name: f"right_{name}" for name in names.values()}  # the references have the names of the answers
    return {task: [_cell(names[task], wrong, pool, new) for wrong in known[task]] for task in names if task in known}


def _is_ours(one: Statement) -> bool:
    return one.imports.split(".")[0] in ("recsys_course", "__future__")


def _known(module: ast.Module) -> list[tuple[str, list[ast.expr]]]:
    """(id, code of each mistake) of every `Exercise("id", ..., mistakes=[Mistake(code, hint), ...])`."""
    found = []
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Exercise":
            listed = [word.value for word in node.keywords if word.arg == "mistakes"]
            calls = [one for value in listed if isinstance(value, ast.List) for one in value.elts]
            codes = [one.args[0] for one in calls if isinstance(one, ast.Call) and one.args]
            found.append((str(ast.literal_eval(node.args[0])), codes))
    return found


def _cell(name: str, wrong: ast.expr, pool: Sequence[Statement], new: Mapping[str, str]) -> str:
    """The source of a cell that makes the mistake under the name of the answer."""
    reads = statements(f"answer = {ast.unparse(wrong)}")[0].reads
    helpers = [_renamed(one.text, new) for one in needed(reads, pool, math.inf)]
    return "\n\n\n".join([*dict.fromkeys(helpers), _function(name, _renamed(ast.unparse(wrong), new))])


def _function(name: str, text: str) -> str:
    """`def name(...)` for the text of a lambda, `name = ...` for every other expression."""
    wrong = ast.parse(text, mode="eval").body
    if not isinstance(wrong, ast.Lambda):
        return f"{name} = {text}"
    return f"def {name}({ast.unparse(wrong.args)}):\n    return {ast.unparse(wrong.body)}"


class _Student(ast.NodeTransformer):
    """Other names for the references, no types and no docstrings."""

    def __init__(self, new: Mapping[str, str]) -> None:
        self.new = new

    def visit_Name(self, node: ast.Name) -> ast.AST:
        """A name that is read or written."""
        return ast.copy_location(ast.Name(self.new.get(node.id, node.id), node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.AST:
        """A parameter."""
        return ast.copy_location(ast.arg(node.arg), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        """A helper, or a reference."""
        self.generic_visit(node)
        body = node.body[1:] if ast.get_docstring(node) and len(node.body) > 1 else node.body
        node.name, node.returns, node.body = self.new.get(node.name, node.name), None, body
        return node


def _renamed(source: str, new: Mapping[str, str]) -> str:
    return ast.unparse(_Student(new).visit(ast.parse(source)))
