"""The mutants of a function: copies of it that differ by one change each.

    mutants(reference)  ->  (Mutant, ...), in the order of the code

A mutant may raise or loop for ever: run it with a limit (`run_limited`).
"""

from __future__ import annotations

import ast
import difflib
import inspect
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any

from recsys_course.checking.mutating.changes import Change, changes

AT_MOST = 400


@dataclass(frozen=True)
class Mutant:
    """A function with one change. `hint`: what a learner is told whose results are the same. `diff`: the change."""

    code: Callable[..., Any]
    hint: str
    diff: str


@lru_cache(maxsize=256)
def mutants(
    function: Callable[..., Any], at_most: int = AT_MOST, rules: Callable[[ast.AST], Iterator[Change]] = changes
) -> tuple[Mutant, ...]:
    """Up to `at_most` mutants of a function and of the functions of its own file that it calls.

    A function without source, or with variables of an outer function, has none. rules: what may stand for a node.
    """
    if not isinstance(function, FunctionType) or function.__closure__ or function.__name__ == "<lambda>":
        return ()
    try:
        tree = ast.Module([_definition(one) for one in _family(function)], [])
    except (OSError, TypeError, SyntaxError):
        return ()
    before = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for hint, text in _texts(tree, rules):
        if text not in found and text != before and len(found) < at_most:
            code = _made(text, function)
            if code is not None:
                found[text] = Mutant(code, hint, _diff(before, text))
    return tuple(found.values())


def _family(function: FunctionType) -> list[FunctionType]:
    """The function, then those of the same file that it calls, and theirs."""
    found = [function]
    for one in found:
        others = (function.__globals__.get(name) for name in one.__code__.co_names)
        own = (f for f in others if isinstance(f, FunctionType) and f.__module__ == function.__module__)
        found += [other for other in own if other not in found and not other.__closure__]
    return found


def _definition(function: FunctionType) -> ast.stmt:
    """Its source as a tree, without the docstring, the types and the decorators."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(function))).body
    if not isinstance(node, ast.FunctionDef):
        raise SyntaxError(f"{function} is not written with def")
    if ast.get_docstring(node) is not None:
        node.body = node.body[1:] or [ast.Pass()]
    node.decorator_list, node.returns = [], None
    for argument in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs):
        argument.annotation = None
    return node


def _texts(tree: ast.AST, rules: Callable[[ast.AST], Iterator[Change]]) -> Iterator[tuple[str, str]]:
    """(hint, whole text) of the tree with one change, for each place and each change."""
    for parent, field, place, node in list(_places(tree)):
        for other, hint in rules(node):
            _put(parent, field, place, other)
            yield hint, ast.unparse(ast.fix_missing_locations(tree))
        _put(parent, field, place, node)


def _places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, ast.AST]]:
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            for place, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
                if isinstance(node, ast.AST) and field != "annotation":
                    yield parent, field, place, node


def _put(parent: ast.AST, field: str, place: int | None, node: ast.AST) -> None:
    if place is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[place] = node


def _made(text: str, function: FunctionType) -> Callable[..., Any] | None:
    """The function of this text, in the surroundings of the first one."""
    space = dict(function.__globals__)
    try:
        exec(compile(text, "<mutant>", "exec"), space)
    except Exception:  # a change may give code that cannot be
        return None
    made = space[function.__name__]
    return made if callable(made) else None


def _diff(before: str, after: str) -> str:
    lines = [one for one in difflib.ndiff(before.splitlines(), after.splitlines()) if one[:2] in ("- ", "+ ")]
    sides = (" ".join(one[2:].strip() for one in lines if one[0] == sign) for sign in "-+")
    return " => ".join(sides)
