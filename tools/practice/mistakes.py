"""The known mistakes of a lesson's exercises, written out as the cells of students.

    mistakes(released) -> {"03-cosine": [source of a cell, ...]}

A mistake is a lambda or a function in the file of its exercise. The lambda becomes a function with the name of the
answer, and the helpers that it uses come with it. Where `*helper(...)` makes several mistakes, a cell calls the helper.
"""

from __future__ import annotations

import ast
import importlib
import math
from collections.abc import Mapping, Sequence
from pathlib import Path

import recsys_course
from recsys_course.checking.registry import CONTENT, module_of
from recsys_course.grading.answers.slicing import Statement, needed, statements
from recsys_course.grading.notebook.assignment import Assignment

ROOT = Path(recsys_course.__file__).parents[1]
MISTAKE = (
    "from collections import namedtuple\nMistake = namedtuple('Mistake', 'code hint')"  # for cells that call helpers
)


def mistakes(released: Assignment) -> dict[str, list[str]]:
    """For each exercise of the notebook, one cell for each of its known mistakes, in their order."""
    names = {task.id: task.name for task in released.tasks if task.kind == "code"}
    new = {name: f"right_{name}" for name in names.values()}  # the references have the names of the answers
    files = {task: _file(module_of(task)) for task in names}
    pools = {task: [*statements(MISTAKE), *_pool(file)] for task, file in files.items() if file.exists()}
    return {
        task: [_cell(names[task], wrong, pool, new) for wrong in _known(module_of(task))]
        for task, pool in pools.items()
    }


def _file(module: str) -> Path:
    return ROOT.joinpath(*module.split(".")).with_suffix(".py")


def _pool(file: Path) -> list[Statement]:
    """The statements of an exercise and, before them, of the files in `exercises` that it takes something from."""
    own = statements(file.read_text(encoding="utf-8"))
    shared = [_pool(_file(one.imports)) for one in own if one.imports.startswith(CONTENT)]
    return [one for pool in shared for one in pool] + [one for one in own if not _is_ours(one)]


def _is_ours(one: Statement) -> bool:
    return one.imports.split(".")[0] in ("recsys_course", "__future__")


def _known(module: str) -> list[ast.expr]:
    """The code of each mistake of `Exercise("id", ..., mistakes=[Mistake(code, hint), *several(...), ...])`."""
    tree = ast.parse(_file(module).read_text(encoding="utf-8"))
    lists = [node.value for node in ast.walk(tree) if isinstance(node, ast.keyword) and node.arg == "mistakes"]
    parts = [part for found in lists if isinstance(found, ast.List) for part in found.elts]
    return [code for part in parts for code in _codes(part, module)]


def _codes(part: ast.expr, module: str) -> list[ast.expr]:
    """The code of `Mistake(code, hint)`; for `*several(...)` an expression for each of them."""
    if isinstance(part, ast.Call):
        return [part.args[0]]
    text = f"[{ast.unparse(part)}]"
    number = len(eval(text, vars(importlib.import_module(module))))
    return [ast.parse(f"{text}[{n}].code", mode="eval").body for n in range(number)]


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
