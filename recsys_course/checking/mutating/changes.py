"""One small change at a time: what may stand in the place of a part of the code, and what a learner is told of it."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

from recsys_course.checking.mutating.words import KEYWORDS, MISSING, NAMES, OPERATORS

_ALONG_THE_LAST = {
    "sort",
    "argsort",
    "partition",
    "argpartition",
    "take_along_axis",
    "put_along_axis",
    "diff",
    "softmax",
}
_EITHER_WAY = {"maximum", "minimum", "max", "min", "logaddexp", "add", "multiply"}
_UNSEEN = {"strict", "out"}  # the one only guards; without the other, chance fills what is left
Change = tuple[ast.AST, str]
_ASIDE = "A step is left out that the right answer needs."
_CASE = "A special case is treated as all others are, or the other way round: look at the `if` of your answer."


def changes(node: ast.AST) -> Iterator[Change]:
    """(another node, hint) for each single change of this node; the most usual first. The node stays as it is."""
    for rule in _RULES.get(type(node), ()):
        yield from rule(node)


def _new(node: ast.AST, **fields: object) -> ast.AST:
    """A copy of the node with some of its fields changed."""
    other = copy.copy(node)
    for name, value in fields.items():
        setattr(other, name, value)
    return other


def _compare(node: ast.Compare) -> Iterator[Change]:
    for place, operator in enumerate(node.ops):
        for kind, hint in OPERATORS.get(type(operator), ()):
            yield _new(node, ops=[*node.ops[:place], kind(), *node.ops[place + 1 :]]), hint


def _binary(node: ast.BinOp) -> Iterator[Change]:
    for kind, hint in OPERATORS.get(type(node.op), ()):
        yield _new(node, op=kind()), hint
    if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult | ast.Pow):
        words = "Two parts are swapped: in a difference, a quotient or a product of matrices their order counts."
        yield _new(node, left=node.right, right=node.left), words
    for kept in (node.left, node.right):
        yield kept, _without(node.op)


def _without(operator: ast.operator) -> str:
    verb = {ast.Add: "added", ast.Sub: "subtracted", ast.Mult: "multiplied", ast.Div: "divided"}
    return f"A part of the formula is missing: look at what must be {verb.get(type(operator), 'joined')}."


def _boolean(node: ast.BoolOp) -> Iterator[Change]:
    for kind, hint in OPERATORS[type(node.op)]:
        yield _new(node, op=kind()), hint
    for place in range(len(node.values)):
        rest = node.values[:place] + node.values[place + 1 :]
        yield (_new(node, values=rest) if len(rest) > 1 else rest[0]), "One of the conditions is missing."


def _unary(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.USub):
        if isinstance(node.operand, ast.Constant) and isinstance(node.operand.value, int | float):
            yield _new(node, operand=ast.Constant(node.operand.value + 1)), "A place is one too far from the end."
            yield ast.Constant(0), "You took the first where the last is right."
        yield node.operand, "A sign is missing: the order, or the number, is the wrong way round."
    elif isinstance(node.op, ast.Not | ast.Invert):
        yield node.operand, "A condition is the wrong way round: a `not` (`~`) is missing."


def _constant(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield ast.Constant(not node.value), f"`{not node.value}` stands where `{node.value}` is right."
    elif isinstance(node.value, int | float):
        for step, word in ((1, "large"), (-1, "small")):
            other = node.value + step
            hint = f"A number in your code is one too {word}: your results are those of {other} where {node.value} is"
            yield ast.Constant(other), f"{hint} right."


def _call(node: ast.Call) -> Iterator[Change]:
    name = _name(node.func)
    for other, hint in NAMES.get(name, {}).items():
        yield _new(node, func=_named(node.func, other)), hint
    for place, keyword in enumerate(node.keywords):
        for value in _values(keyword, name):
            others = [*node.keywords[:place], *value, *node.keywords[place + 1 :]]
            hint = KEYWORDS.get(keyword.arg or "", f"The setting `{keyword.arg}` is missing or another one.")
            yield _new(node, keywords=others), hint
    if name in MISSING and (whole := _inside(node)) is not None:
        yield whole, MISSING[name]
    if len(node.args) == 2 and name not in _EITHER_WAY and not any(isinstance(one, ast.Starred) for one in node.args):
        yield _new(node, args=node.args[::-1]), "Two arguments are swapped in a call."


def _name(function: ast.expr) -> str:
    return {ast.Name: getattr(function, "id", ""), ast.Attribute: getattr(function, "attr", "")}.get(type(function), "")


def _named(function: ast.expr, name: str) -> ast.AST:
    return _new(function, **{"id" if isinstance(function, ast.Name) else "attr": name})


def _values(keyword: ast.keyword, function: str) -> Iterator[list[ast.keyword]]:
    """The keyword left out, where that makes a difference; for an axis and for ddof first another one."""
    if keyword.arg in ("axis", "ddof"):
        old = ast.unparse(keyword.value)
        for other in {"0": (1,), "1": (0,), "-1": (0,)}.get(old, ()):
            yield [ast.keyword(keyword.arg, ast.Constant(other))]
    if keyword.arg not in _UNSEEN and not (keyword.arg == "axis" and function in _ALONG_THE_LAST):
        yield []


def _inside(node: ast.Call) -> ast.expr | None:
    """What a call works on: np.log(x), x.copy(), sorted(x)."""
    if node.args:
        return node.args[0]
    return node.func.value if isinstance(node.func, ast.Attribute) else None


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    if node.attr == "T":
        yield node.value, "A matrix is not turned over that must be: rows and columns (`.T`) are swapped."


def _slice(node: ast.Slice) -> Iterator[Change]:
    if node.step is not None:
        yield _new(node, step=None), "The order is the wrong way round: the first stands where the last belongs."
    for side, word in (("upper", "end"), ("lower", "beginning")):
        bound = getattr(node, side)
        if bound is None:
            continue
        for kind, much in ((ast.Add, "late"), (ast.Sub, "early")):
            moved = ast.BinOp(bound, kind(), ast.Constant(1))
            yield _new(node, **{side: moved}), f"One place off: the {word} of a slice is one place too {much}."
        yield _new(node, **{side: None}), f"A part is not cut off: the {word} of a slice is missing."


def _tuple(node: ast.Tuple) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load) and len(node.elts) == 2:
        yield _new(node, elts=node.elts[::-1]), "The pair is swapped: the first belongs in the second place."


def _condition(node: ast.If) -> Iterator[Change]:
    for constant in (False, True):
        yield _new(node, test=ast.Constant(constant)), _CASE


def _choice(node: ast.IfExp) -> Iterator[Change]:
    yield node.body, _CASE
    yield node.orelse, _CASE


def _add_to(node: ast.AugAssign) -> Iterator[Change]:
    words = "`=` stands where `+=` (or another `... =`) is needed: each round overwrites what the one before has found."
    yield ast.Assign([node.target], node.value), words
    for kind, hint in OPERATORS.get(type(node.op), ())[:1]:
        yield _new(node, op=kind()), hint
    yield ast.Pass(), _ASIDE


def _leave_out(node: ast.stmt) -> Iterator[Change]:
    yield ast.Pass(), _ASIDE


def _assign(node: ast.Assign) -> Iterator[Change]:
    if not isinstance(node.targets[0], ast.Name | ast.Tuple):
        yield ast.Pass(), _ASIDE


def _loop(node: ast.For) -> Iterator[Change]:
    found = next((name for part in ast.walk(node) if (name := _collected(part))), "")
    if found:
        words = "You return inside the loop, after its first round. Move `return` out of the loop, to the left."
        yield _new(node, body=[*node.body, ast.Return(ast.Name(found, ast.Load()))]), words
    for text, words in (("[1:]", "first"), ("[:-1]", "last")):
        rest = ast.parse(f"list(x){text}", mode="eval").body
        assert isinstance(rest, ast.Subscript) and isinstance(rest.value, ast.Call)
        rest.value.args = [node.iter]
        yield _new(node, iter=rest), f"The {words} round of a loop is missing."


def _collected(node: ast.AST) -> str:
    """The name of what a loop collects: total += ..., found.append(...)."""
    if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
        return node.target.id
    if (
        isinstance(node, ast.Attribute)
        and node.attr in ("append", "add", "extend")
        and isinstance(node.value, ast.Name)
    ):
        return node.value.id
    return ""


_RULES: dict[type[ast.AST], tuple[Callable[..., Iterator[Change]], ...]] = {
    ast.Compare: (_compare,), ast.BinOp: (_binary,), ast.BoolOp: (_boolean,), ast.UnaryOp: (_unary,),
    ast.Constant: (_constant,), ast.Call: (_call,), ast.Attribute: (_attribute,), ast.Slice: (_slice,),
    ast.Tuple: (_tuple,), ast.If: (_condition,), ast.IfExp: (_choice,), ast.AugAssign: (_add_to,),
    ast.Assign: (_assign,), ast.Expr: (_leave_out,), ast.Break: (_leave_out,), ast.Continue: (_leave_out,),
    ast.Raise: (_leave_out,), ast.For: (_loop,),
}  # fmt: skip
