"""Further changes in one place of the code: rarer slips than those of `changes`, and more of them."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations

from recsys_course.checking.mutating.changes import Change

_LONGEST = 6  # a sum of more parts has too many halves
_ROW, _COLUMN = "You took a row where a column belongs.", "You took a column where a row belongs."
_ELEMENTWISE = "You multiplied matrices (`@`) where single numbers are multiplied (`*`), or the other way round."
_SIDE = "A new axis stands on the wrong side: x[:, None] makes a column, x[None] a row."
_LEFT_OUT = "Several parts of a sum are missing: look at all that is added and subtracted."


@lru_cache(maxsize=256)
def slips(names: tuple[str, ...]) -> Callable[[ast.AST], Iterator[Change]]:
    """Changes of one node; `names` are the arguments, of which one may stand for another."""
    rules: dict[type[ast.AST], Callable[..., Iterator[Change]]] = {
        ast.BinOp: _binary, ast.Subscript: _subscript, ast.Call: _call, ast.Slice: _slice,
        ast.Name: lambda node: _name(node, names),
    }  # fmt: skip
    return lambda node: rules[type(node)](node) if type(node) in rules else iter(())


def _name(node: ast.Name, names: Sequence[str]) -> Iterator[Change]:
    if node.id in names and isinstance(node.ctx, ast.Load):
        for other in names:
            if other != node.id:
                yield ast.Name(other, ast.Load()), f"In one place you used `{other}` where `{node.id}` belongs."


def _binary(node: ast.BinOp) -> Iterator[Change]:
    if isinstance(node.op, ast.Mult | ast.MatMult):
        kind = ast.MatMult() if isinstance(node.op, ast.Mult) else ast.Mult()
        yield ast.BinOp(node.left, kind, node.right), _ELEMENTWISE
    parts = _parts(node)
    if 2 < len(parts) <= _LONGEST:
        for kept in range(len(parts) - 2, 0, -1):
            for some in combinations(parts, kept):
                yield _sum(some), _LEFT_OUT


def _parts(node: ast.expr, sign: int = 1) -> list[tuple[int, ast.expr]]:
    """The parts of a sum with their signs, brackets opened."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Sub):
        right = -sign if isinstance(node.op, ast.Sub) else sign
        return _parts(node.left, sign) + _parts(node.right, right)
    return [(sign, node)]


def _sum(parts: Sequence[tuple[int, ast.expr]]) -> ast.expr:
    (sign, first), *rest = parts
    total = first if sign > 0 else ast.UnaryOp(ast.USub(), first)
    for sign, part in rest:
        total = ast.BinOp(total, ast.Add() if sign > 0 else ast.Sub(), part)
    return total


def _subscript(node: ast.Subscript) -> Iterator[Change]:
    place = node.slice
    if not isinstance(place, ast.Tuple):
        if not isinstance(place, ast.Slice) and isinstance(node.ctx, ast.Load):
            yield _at(node, ast.Tuple([ast.Slice(), place], ast.Load())), _COLUMN
        return
    if len(place.elts) != 2:
        return
    left, right = place.elts
    if _is_none(right):
        yield _at(node, ast.Tuple([right, left], ast.Load())), _SIDE
        yield node.value, "A new axis (`None`) is missing: without it other numbers meet."
    elif isinstance(left, ast.Slice) != isinstance(right, ast.Slice):
        words = _ROW if isinstance(left, ast.Slice) else _COLUMN
        yield _at(node, ast.Tuple([right, left], ast.Load())), words


def _slice(node: ast.Slice) -> Iterator[Change]:
    """x[:d] for x[d:]."""
    if node.step is None and (node.lower is None) != (node.upper is None):
        hint = "You took one part of an array where the other part belongs: x[:d] is the first one, x[d:] the second."
        yield ast.Slice(lower=node.upper, upper=node.lower), hint


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _at(node: ast.Subscript, place: ast.expr) -> ast.AST:
    other = copy.copy(node)
    other.slice = place
    return other


def _call(node: ast.Call) -> Iterator[Change]:
    """len(x) of a table counts rows."""
    if isinstance(node.func, ast.Name) and node.func.id == "len" and len(node.args) == 1:
        shape = ast.Attribute(node.args[0], "shape", ast.Load())
        yield ast.Subscript(shape, ast.Constant(1), ast.Load()), "You counted the columns where rows are counted."
        size = ast.Attribute(node.args[0], "size", ast.Load())
        yield size, "You counted all numbers of a table where its rows are counted."
