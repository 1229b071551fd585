"""The solved answers of the lessons as functions, without running a lesson: imports and answers alone."""

from __future__ import annotations

import ast
import linecache
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from editions.lesson import Cell, Lesson, read_lesson
from editions.regions import render


class Solved(NamedTuple):
    """One answer: the id of its exercise, the framework it is written for ("" for both), the function."""

    exercise: str
    framework: str
    function: Callable[..., Any]


def solved_answers(path: Path) -> Iterator[Solved]:
    """The answers of one lesson in its order; an answer may use those before it. Errors: LessonError."""
    lesson = read_lesson(path)
    for framework in lesson.frameworks or ("",):
        yield from _of_edition(lesson, framework)


def _of_edition(lesson: Lesson, framework: str) -> Iterator[Solved]:
    names: dict[str, Any] = {}
    for cell in lesson.cells_for(framework):
        if cell.role == "exercise":
            identity = cell.meta["exercise"]
            yield Solved(identity, cell.framework, _function(cell, f"<solved {identity} {framework}>", names))
        elif cell.kind == "code" and not cell.role:
            _import(cell, names)


def _import(cell: Cell, names: dict[str, Any]) -> None:
    """Run what a cell imports, and nothing else of it."""
    imports = [node for node in ast.parse(cell.source).body if isinstance(node, (ast.Import, ast.ImportFrom))]
    exec(compile(ast.Module(list(imports), []), "<imports>", "exec"), names)


def _function(cell: Cell, file: str, names: dict[str, Any]) -> Callable[..., Any]:
    """The last function of an answer; its text is kept, so that `inspect.getsource` finds it."""
    text = render(cell.source, cell.kind, True)
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    names["__name__"] = file  # of its own, so that an answer before it counts as another file's
    exec(compile(text, file, "exec"), names)
    made = [node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    function: Callable[..., Any] = names[made[-1]]
    return function
