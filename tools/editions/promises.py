"""Numbers in prose are promises. `broken_promises(lesson)` lists those that no cell keeps.

1. "≈ 0.31" (or `\\approx 0.31`) in markdown needs `expect(value, about=0.31, within=..., what="...")` in a
   code cell of the same notebook and edition. "≈ 35 %" is kept by about=0.35 or about=35.
2. `about` and `within` of every expect are plain numbers, and `what` is given: a promise is readable without
   running anything.
3. A number with two or more decimals in a sentence that names a metric (nDCG, RMSE, hit rate, ...) is a
   measured result: it carries ≈. Exempt are exact statements (a "=" comes earlier in the sentence), widths
   ("± 0.02"), and everything in `code`, code fences and $formulas$. Hand computations are exact and written
   with "=".
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from editions.lesson import Cell, Lesson

_ABOUT = re.compile(r"(?:≈|\\approx)\s*([-−]?\d[\d,]*(?:\.\d+)?)\s*(%|\\%)?")
_METRIC = re.compile(
    r"\b(?:[nI]?DCG|RMSE|MAE|MRR|M?AP|AUC|F1|hit[ -]rate|recall|precision|coverage|novelty|diversity"
    r"|accuracy)\b",
    re.I,
)
_MEASURED = re.compile(r"(?<![\d.,\w])[-−]?\d+\.\d\d+(?!\d|\.\d)")
_EXEMPT = re.compile(r"```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$", re.DOTALL)
_SENTENCES = re.compile(r"(?<=[.!?:;])\s+|\n\s*\n|\n(?=\s*[-*|#>]|\s*\d+\.\s)")


@dataclass(frozen=True)
class Promise:
    """What one `expect` says, and the number of its cell in the lesson."""

    cell: int
    what: str
    about: float
    within: float


def promised(lesson: Lesson, framework: str) -> list[Promise]:
    """Every promise of one notebook that is written with plain numbers, in order."""
    return [
        Promise(cell.number, _text(call, "what"), about, within)
        for cell, call in _expects(lesson.cells_for(framework))
        if (about := _number(call, "about")) is not None and (within := _number(call, "within")) is not None
    ]


def broken_promises(lesson: Lesson) -> list[str]:
    """Every promise of this lesson's prose that no `expect` keeps, as sentences with the cure."""
    problems = []
    for framework, solved in product(lesson.frameworks, (True, False)):
        cells = lesson.cells_for(framework, solved)
        kept = []
        for cell, call in _expects(cells):
            about = _number(call, "about")
            if about is None or _number(call, "within") is None or not any(k.arg == "what" for k in call.keywords):
                problems.append(
                    _say(
                        lesson,
                        cell,
                        "an expect without plain numbers.",
                        'write expect(value, about=0.31, within=0.02, what="...").',
                    )
                )
            else:
                kept.append(about)
        for cell in (c for c in cells if c.kind == "markdown"):
            problems += _unkept(lesson, cell, kept) + _bare_results(lesson, cell)
    return list(dict.fromkeys(problems))


def _unkept(lesson: Lesson, cell: Cell, kept: list[float]) -> list[str]:
    found = []
    for match in _ABOUT.finditer(cell.source):
        value = float(match[1].replace(",", "").replace("−", "-"))
        wanted = [value, value / 100] if match[2] else [value]
        if not any(math.isclose(a, b, rel_tol=1e-9) for a in wanted for b in kept):
            cure = f'add expect(value, about={wanted[-1]:g}, within=..., what="...") to a code cell.'
            found.append(_say(lesson, cell, f"no expect keeps {match[0]!r}.", cure))
    return found


def _bare_results(lesson: Lesson, cell: Cell) -> list[str]:
    found = []
    for sentence in _SENTENCES.split(_EXEMPT.sub(" ", cell.source)):
        for match in _MEASURED.finditer(sentence) if _METRIC.search(sentence) else ():
            before = sentence[: match.start()].rstrip()
            if "=" not in before and not before.endswith(("≈", "±")):
                found.append(
                    _say(
                        lesson,
                        cell,
                        f"the result {match[0]} is without ≈.",
                        f"write ≈ {match[0]} and an expect; an exact hand computation takes '='.",
                    )
                )
    return found


def _expects(cells: list[Cell]) -> Iterator[tuple[Cell, ast.Call]]:
    for cell in (c for c in cells if c.kind == "code"):
        plain = re.sub(r"^(\s*)[%!].*$", r"\1pass", cell.source, flags=re.MULTILINE)  # magics are not Python
        try:
            tree = ast.parse(plain)
        except SyntaxError:
            continue  # executing the notebook reports it
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "id", getattr(node.func, "attr", ""))
                if name == "expect":
                    yield cell, node


def _number(call: ast.Call, name: str) -> float | None:
    """The value of a keyword when it is written as a number."""
    for keyword in call.keywords:
        if keyword.arg == name:
            try:
                value = ast.literal_eval(keyword.value)
            except ValueError:
                return None
            return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
    return None


def _text(call: ast.Call, name: str) -> str:
    """The value of a keyword when it is written as a text; its source otherwise."""
    value = next(keyword.value for keyword in call.keywords if keyword.arg == name)
    return str(value.value) if isinstance(value, ast.Constant) else ast.unparse(value)


def _say(lesson: Lesson, cell: Cell, problem: str, cure: str) -> str:
    return str(lesson.error(cell, problem, cure))
