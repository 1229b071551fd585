"""Says at once what only runs in this notebook, because an answer is graded on its own.

The grader takes an answer with the imports, functions and constants of the learner's own cells. The data of the course,
its plots and checks, files, and most commands of the notebook are not there.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from types import FunctionType, ModuleType
from typing import Any

from recsys_course.checking.runner.bytecode import all_steps, code_of, is_data

COURSE = "recsys_course"
REFUSED = tuple(f"{COURSE}.{room}" for room in ("plots", "exercises", "checking", "data", "world", "grading"))
STAND_INS = re.compile(rf"{COURSE}\.exercises\.lesson_\d\d\.")  # what `yours` gives for a part that is not solved
MAGICS = ("time", "timeit")  # these the grader understands
_FILES = re.compile(r"open|load|loadtxt|genfromtxt|fromfile|memmap|read_\w+|urlopen|urlretrieve|iterdir|glob")
_LIBRARIES = ("numpy", "pandas", "pathlib", "io", "json", "pickle", "urllib", "scipy", "torch", "csv")
_COMMANDS = ("run_line_magic", "run_cell_magic", "system", "getoutput")
_WORDS = {
    "data": ("the notebook's variable {}", "the notebook's variables {}"),
    "stand-in": ("the course's {} in place of yours", "the course's {} in place of yours"),
    "course": ("{} of the course", "{} of the course"),
    "file": ("a file ({})", "files ({})"),
    "command": ("the notebook command {}", "the notebook commands {}"),
}
_CURES = {
    "data": "Take data from {own}, or make what you need inside the function.",
    "stand-in": "Solve what is missing too, then run the cell with `yours` again.",
    "course": "Call them outside of the function.",
    "file": "Write what is in it into the function.",
    "command": "Take such lines out of the function.",
}


def notice(answer: Any, parameters: tuple[str, ...]) -> str:
    """The sentence on what a right answer uses that is not there when it is graded; "" where it runs on its own.

    answer: the learner's function. parameters: the names of its arguments, for the cure.
    """
    found: dict[str, list[str]] = {}
    for kind, word in dict.fromkeys(_uses(answer)):
        found.setdefault(kind, []).append(word)
    if not found:
        return ""
    own = f"the arguments ({', '.join(parameters)})" if parameters else "the cells of your own"
    words = "; ".join(
        _WORDS[kind][len(found[kind]) > 1].format(_joined(found[kind])) for kind in _CURES if kind in found
    )
    cures = " ".join(text.format(own=own) for kind, text in _CURES.items() if kind in found)
    return f"Correct here, but it will not run on its own when it is graded: it uses {words}. {cures}"


def _joined(words: list[str]) -> str:
    """`a`, `b` and `c`."""
    marked = [f"`{word}`" for word in words]
    return " and ".join([", ".join(marked[:-1]), marked[-1]]) if len(marked) > 1 else marked[0]


def _uses(answer: Any) -> Iterator[tuple[str, str]]:
    """(kind, word) of everything that the function, or a function of the notebook that it calls, cannot have."""
    known = getattr(answer, "__globals__", {})
    waiting, seen = [answer], list[Any]()
    while waiting:
        one = waiting.pop(0)
        code = code_of(one)
        if code is None or one in seen:
            continue
        seen.append(one)
        yield from _of_defaults(one, known)
        steps = [(step.opname, step.argval) for step in all_steps(code) if step.argval is not None]
        for number, (name, word) in enumerate(steps):
            if name in ("LOAD_GLOBAL", "LOAD_NAME"):
                yield from _of_name(word, known)
                if isinstance(known.get(word), FunctionType) and known[word].__globals__ is known:
                    waiting.append(known[word])
            elif name == "IMPORT_NAME":
                following = steps[number + 1][1] if word == COURSE else ""
                if _refused(word) or _refused(f"{COURSE}.{following}"):
                    yield "course", following or word
            elif name in ("LOAD_ATTR", "LOAD_METHOD"):
                yield from _of_attribute(word, steps[number - 1 : number + 2], known)


def _of_defaults(function: Any, known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Data of the notebook that a parameter has as its default, as in def f(x, table=R)."""
    defaults = [one for one in getattr(function, "__defaults__", None) or () if is_data(one)]
    for name in [name for name, value in known.items() if any(value is one for one in defaults)]:
        yield from _of_name(name, known)


def _of_name(name: str, known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    value = known.get(name)
    if name == "open" and _home(known.get(name, open)).startswith(("_io", "io", "IPython")):
        yield "file", "open"
    elif name not in known or name == "get_ipython":
        return
    elif isinstance(value, (ModuleType, type)) or (callable(value) and hasattr(value, "__qualname__")):
        if _refused(_home(value)):
            yield "stand-in" if STAND_INS.match(_home(value)) else "course", name
    elif _made_here(name, known) is False:
        yield "data", name


def _of_attribute(name: str, around: list[tuple[str, Any]], known: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Commands of the notebook, which IPython writes as calls, and functions of libraries that read a file."""
    if name in _COMMANDS:
        word = f"%{around[-1][1]}" if name.endswith("magic") else "!"
        if word[1:] not in MAGICS:
            yield "command", word
    elif known.get(around[0][1]) is sys.modules[COURSE] and _refused(f"{COURSE}.{name}"):
        yield "course", f"{COURSE}.{name}"
    elif _FILES.fullmatch(name) and _home(known.get(around[0][1])).partition(".")[0] in _LIBRARIES:
        yield "file", name


def _made_here(name: str, known: dict[str, Any]) -> bool:
    """Whether the learner's own cells make this value without the course and without a file.

    Where the cells are not known, numbers and text are taken for the learner's own, and data for the course's.
    """
    cells = known.get("In")
    if not isinstance(cells, list):
        return not (is_data(known[name]) or _refused(_home(known[name]), COURSE))
    makers, waiting, seen = _makers(cells), [name], set[str]()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if _refused(_home(known.get(one)), COURSE) or _FILES.fullmatch(one):
            return False
        waiting += makers.get(one, ())
    return True


def _makers(cells: list[Any]) -> dict[str, tuple[str, ...]]:
    """Name -> every name and attribute that the last statement which makes it reads."""
    found: dict[str, tuple[str, ...]] = {}
    for node in (node for cell in cells for node in _statements(str(cell))):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
            continue
        inner = list(ast.walk(node))
        read = [one.id for one in inner if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)]
        read += [one.attr for one in inner if isinstance(one, ast.Attribute)]
        made = [one.id for one in inner if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        found.update(dict.fromkeys(made, tuple(read)))
    return found


def _statements(cell: str) -> list[ast.stmt]:
    try:
        return ast.parse(cell).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return []


def _home(value: Any) -> str:
    """The module that a module, class, function or object comes from."""
    if isinstance(value, ModuleType):
        return value.__name__
    home = getattr(value, "__module__", None) or type(value).__module__
    return home if isinstance(home, str) else ""


def _refused(module: str, *rooms: str) -> bool:
    """Whether a module is, or lies in, one of the rooms that an answer does not have."""
    return any(module == room or module.startswith(f"{room}.") for room in rooms or REFUSED)
