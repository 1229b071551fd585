"""Which statements of a notebook does an answer need? Found in the text; nothing is run.

An answer needs its own definition, and of everything it reads by name the definition that was in force: imports,
helper functions, constants. Calls on their own (training, printing, plotting, checks) are never needed.
"""

from __future__ import annotations

import ast
import re
import symtable
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from IPython.core.inputtransformer2 import TransformerManager

_SIMPLE = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Assign, ast.AnnAssign)
_RUN = re.compile(r"""^%run[ \t]+(?:-\w+[ \t]+)*["']?(?:\./)?([\w/]+)\.py["']?[ \t]*$""", re.MULTILINE)
_TIMERS = re.compile(r"\s*%%(time|timeit|capture|prun)\b[^\n]*\n")
_MAGIC = re.compile(
    r"^[ \t]*(?:[%!?>,;/]|\w+[ \t]*=[ \t]*[%!])|\?[ \t]*$", re.MULTILINE
)  # \s would read on in the next lines
STATEMENTS_AT_MOST = 2_000  # of one cell
_MAGIC_AT_MOST, _MAGIC_SOURCE = 30, 20_000
BROKEN = (SyntaxError, ValueError, RecursionError, MemoryError)


class NotPython(ValueError):
    """A cell that Python cannot read; the message is Python's."""


@dataclass(frozen=True)
class Statement:
    """One statement at the top of a cell. place: the number of its cell. line: its first line there, from 1.

    binds: the global names it makes or changes. reads: those it reads, now or when it is called. fresh: whether
    it makes its names anew, whatever they were before.
    """

    place: int
    line: int
    text: str
    binds: frozenset[str]
    reads: frozenset[str]
    fresh: bool
    imports: str = ""  # the module that it imports from

    @property
    def is_star(self) -> bool:
        """Whether it imports names that the text does not tell."""
        return bool(self.imports) and self.text.rstrip().endswith("*")


def python(source: str) -> str:
    """A cell as plain Python: what IPython alone understands (%time, !ls, f?, >>>) is taken away or translated."""
    if parses(source):
        return source
    source = _RUN.sub(lambda found: f"from {found[1].replace('/', '.')} import *", source)
    timed = _TIMERS.match(source)
    if timed:
        source = "\n" + source[timed.end() :]
    if parses(source) or len(source) > _MAGIC_SOURCE or len(_MAGIC.findall(source)) > _MAGIC_AT_MOST:
        return source
    try:
        return TransformerManager().transform_cell(source)
    except Exception:  # IPython raises whatever its many parts raise
        return source


def parses(source: str) -> bool:
    """Whether Python can read the source here."""
    try:
        ast.parse(source)
        return True
    except BROKEN:
        return False


def statements(source: str, place: int = 0) -> list[Statement]:
    """The statements at the top of a cell. Errors: NotPython."""
    source = python(source)
    try:
        body, lines = ast.parse(source).body, source.split("\n")
        if len(body) > STATEMENTS_AT_MOST:
            raise NotPython(f"the cell has {len(body)} statements; at most {STATEMENTS_AT_MOST} are read")
        return [_statement(node, lines, place) for node in body if not _keeps_its_meaning(node)]
    except NotPython:
        raise
    except BROKEN as error:
        raise NotPython(str(error) or type(error).__name__) from error


def _keeps_its_meaning(node: ast.stmt) -> bool:
    """`cosine = yours("03-cosine", cosine)`: graded is the student's own function, whatever stood in for it there."""
    call = node.value if isinstance(node, ast.Assign) else None
    return isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "yours"


def _statement(node: ast.stmt, lines: list[str], place: int) -> Statement:
    first = min([node.lineno, *(one.lineno for one in getattr(node, "decorator_list", []))])
    text = _segment(node, first, lines)
    scope = symtable.symtable(text, "cell", "exec")
    made = {one.get_name() for one in scope.get_symbols() if one.is_assigned() or one.is_imported()}
    changed = set(_changed(node))
    declared = _declared(scope)
    binds = frozenset(made | changed | declared)
    fresh = isinstance(node, _SIMPLE) and not changed and not declared and not (binds & _read_now(node))
    return Statement(place, first, text, binds, frozenset(_reads(scope)), fresh, _module(node))


def _segment(node: ast.stmt, first: int, lines: list[str]) -> str:
    """The text of a statement with its decorators. Columns count bytes; a statement after `;` begins inside a line."""
    body = lines[first - 1 : node.end_lineno]
    body[-1] = body[-1].encode()[: node.end_col_offset].decode()
    if first == node.lineno:
        body[0] = body[0].encode()[node.col_offset :].decode()
    return "\n".join(body)


def _reads(scope: symtable.SymbolTable) -> Iterable[str]:
    """The global names that a scope and those inside it read."""
    top = scope.get_type() == "module"
    for one in scope.get_symbols():
        if (one.is_referenced() or one.is_declared_global()) and (top or one.is_global()):
            yield one.get_name()
    for child in scope.get_children():
        yield from _reads(child)


def _declared(scope: symtable.SymbolTable) -> set[str]:
    """Names that functions declare `global` and assign."""
    inner = [child for child in scope.get_children()]
    found = {one.get_name() for child in inner for one in child.get_symbols() if one.is_declared_global()}
    return found.union(*(_declared(child) for child in inner))


def _changed(node: ast.stmt) -> Iterable[str]:
    """x for `x[0] = 1`, `x.a = 1`, `x += 1` and `del x[0]`."""
    targets = getattr(node, "targets", None) or [getattr(node, "target", None)]
    for target in targets:
        inner = target
        while isinstance(inner, (ast.Subscript, ast.Attribute)):
            inner = inner.value
        if isinstance(inner, ast.Name) and (inner is not target or isinstance(node, ast.AugAssign)):
            yield inner.id


def _read_now(node: ast.stmt) -> set[str]:
    """Names that an assignment reads; a function reads its own name only when it is called."""
    if not isinstance(node, (ast.Assign, ast.AnnAssign)):
        return set()
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Load)}


def _module(node: ast.stmt) -> str:
    if isinstance(node, ast.ImportFrom):
        return node.module or "."
    return node.names[0].name if isinstance(node, ast.Import) else ""


def needed(names: Iterable[str], pool: Sequence[Statement], until: float) -> list[Statement]:
    """The statements of `pool` (in order) that make these names, and all that those need, in order.

    until: the place of the cell that checks the answer. A name is what it was there; where it was made only
    later, that counts. Star imports and those from __future__ are always taken.
    """
    makers: dict[str, list[int]] = {}
    for number, one in enumerate(pool):
        for name in one.binds:
            makers.setdefault(name, []).append(number)
    chosen = {number for number, one in enumerate(pool) if one.imports == "__future__" or one.is_star}
    waiting = list(names)
    known = set(waiting)
    while waiting:
        found = set(_in_force(makers.get(waiting.pop(), []), pool, until)) - chosen
        chosen |= found
        new = {name for number in found for name in pool[number].reads} - known
        known |= new
        waiting += new
    return [pool[number] for number in sorted(chosen)]


def _in_force(makers: Sequence[int], pool: Sequence[Statement], until: float) -> list[int]:
    """Numbers of the statements that made a name what it was: back to the last one that made it anew."""
    found = []
    for number in reversed([number for number in makers if pool[number].place <= until] or makers):
        found.append(number)
        if pool[number].fresh:
            break
    return found


def joined(chosen: Iterable[Statement]) -> str:
    """Statements of one cell as one text, each on the line that it has in the cell."""
    text, line = "", 1
    for one in chosen:
        text += "\n" * (one.line - line) if one.line > line else "; " * bool(text)
        text += one.text
        line = one.line + one.text.count("\n")
    return text + "\n"
