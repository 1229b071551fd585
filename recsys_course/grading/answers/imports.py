"""What do a student's cells import of the course, and of the modules handed in with them? Read from the text alone."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Set
from pathlib import Path

import recsys_course
from recsys_course.grading.answers.slicing import BROKEN, python
from recsys_course.grading.notebook.assignment import Assignment

COURSE = "recsys_course"
_HOME = Path(recsys_course.__file__).parent
_NEVER = ("exercises", "checking", "grading", "plots", "world")  # references, judges, pictures, the oracle's truth
Modules = tuple[tuple[str, str], ...]  # (dotted name, text)


def shown(assignment: Assignment) -> tuple[str, ...]:
    """Modules of the course that the cells of a lesson import and an answer may use."""
    found = of_the_course(cell.source for cell in assignment.cells if cell.kind == "code")
    return tuple(sorted(name for name in found if name != COURSE and name.split(".")[1] not in _NEVER))


def opened(sources: Iterable[str], modules: tuple[str, ...]) -> tuple[str, ...]:
    """Of the modules that a lesson shows, those that these sources import; all of them for `import recsys_course`."""
    wanted = of_the_course(sources)
    return tuple(name for name in modules if name in wanted or COURSE in wanted)


def of_the_course(sources: Iterable[str]) -> set[str]:
    """The modules of the course that these sources import, without the packages around those modules."""
    names = {name for name in imported(text for text in sources if COURSE in text) if _is_module(name)}
    return {name for name in names if not any(other.startswith(f"{name}.") for other in names)}


def imported(sources: Iterable[str]) -> set[str]:
    """Everything that the sources import, anywhere in them: a.b and a.b.c for `from a.b import c`."""
    found = set()
    for node in (node for source in sources for node in _nodes(source)):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            before = f"{node.module}." if node.module else ""
            found |= {before[:-1], *(f"{before}{one.name}" for one in node.names)} - {""}
    return found


def beside(sources: Iterable[str], modules: Mapping[str, str]) -> Modules:
    """Of the modules handed in, by name, those that the sources import, and those that these import in turn."""
    chosen: set[str] = set()
    waiting = [tuple(sources)] if modules else []
    while waiting:
        words = {end for name in imported(waiting.pop()) for end in _ends(name)}
        new = {name for name in modules if words & _ends(name)} - chosen
        chosen |= new
        waiting += [(modules[name],) for name in sorted(new)]
    return tuple((name, modules[name]) for name in sorted(chosen))


def _ends(name: str) -> Set[str]:
    """The first and the last word of a dotted name."""
    return {name.partition(".")[0], name.rpartition(".")[2]}


def _is_module(name: str) -> bool:
    first, *rest = name.split(".")
    path = _HOME.joinpath(*rest)
    return first == COURSE and (path.is_dir() or path.with_suffix(".py").is_file())


def _nodes(source: str) -> Iterable[ast.AST]:
    if "import" not in source and "%run" not in source:
        return ()
    try:
        return ast.walk(ast.parse(python(source)))
    except BROKEN:
        return ()
