"""Solution marks: what is between them is the answer.

The same two marks are used in code and in markdown, each alone on its line (in a markdown cell of a percent
script that line is "# ### BEGIN SOLUTION"):

    ### BEGIN SOLUTION
    ...the answer...
    ### END SOLUTION

The learner's edition gets one line instead (`...` in code, "*Write your answer here.*" in markdown) at the
indentation of the first mark. The solved edition keeps the answer and loses the marks. A quiz may be written
on one line: `quiz("03-q1", "b")  ### SOLUTION`.
"""

from __future__ import annotations

import ast
import re

BEGIN, END, ONE_LINE = "### BEGIN SOLUTION", "### END SOLUTION", "### SOLUTION"
STUB = {"code": "...", "markdown": "*Write your answer here.*"}
_ALMOST = re.compile(r"\W*(BEGIN|END)[ _-]*SOLUTION\W*", re.IGNORECASE)


class RegionError(ValueError):
    """Wrong marks: `line` counts from 1 within the cell."""

    def __init__(self, line: int, problem: str, cure: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.cure = line, problem, cure


def has_marks(source: str) -> bool:
    """True when any line is a solution mark, or nearly one."""
    return any(_mark(i, line) for i, line in enumerate(source.split("\n"), 1))


def render(source: str, kind: str, solved: bool) -> str:
    """The cell's text for one edition. Errors: RegionError for unbalanced, nested or empty marks.

    `kind` is "code" or "markdown"; text without marks comes back unchanged.
    """
    kept: list[str] = []
    answer: list[str] = []
    opened = 0
    for number, line in enumerate(source.split("\n"), 1):
        mark = _mark(number, line)
        if mark == BEGIN:
            if opened:
                raise RegionError(number, "a solution begins inside a solution.", f"close the first with {END!r}.")
            opened, answer = number, []
            if not solved:
                kept.append(line[: len(line) - len(line.lstrip())] + STUB[kind])
        elif mark == END:
            _close(number, opened, answer)
            kept += answer if solved else []
            opened = 0
        else:
            (answer if opened else kept).append(line)
    if opened:
        raise RegionError(opened, "a solution begins and never ends.", f"add a line {END!r}.")
    return "\n".join(kept)


def _mark(number: int, line: str) -> str:
    """BEGIN, END or "". A line that is nearly a mark is an error: it would show the answer to learners."""
    text = line.strip()
    if text in (BEGIN, END):
        return text
    if _ALMOST.fullmatch(text):
        raise RegionError(number, f"{text!r} is not a solution mark.", f"write {BEGIN!r} or {END!r}.")
    return ""


def _close(number: int, opened: int, answer: list[str]) -> None:
    if not opened:
        raise RegionError(number, "a solution ends and never began.", f"add a line {BEGIN!r}.")
    if not any(line.strip() for line in answer):
        raise RegionError(opened, "the solution is empty.", "write the answer between the marks, or remove them.")


def quiz_parts(source: str, ident: str) -> tuple[str, str, str]:
    """(comment lines above the call, name of the answer, text of the right answer) of a quiz cell.

    `quiz("03-q1", "b")` -> ("", "answer_q1", '"b"').
    """
    cure = f'write one call: quiz("{ident}", "b")  {ONE_LINE}'
    marked = any(line.rstrip().endswith(ONE_LINE) for line in source.split("\n"))
    if not (marked or has_marks(source)):
        raise RegionError(1, "the answer of the quiz is not marked as a solution.", cure)
    solved = render(source, "code", solved=True)
    try:
        body = ast.parse(solved).body
    except SyntaxError as problem:
        raise RegionError(problem.lineno or 1, f"the quiz is not Python: {problem.msg}.", cure) from problem
    call = body[0].value if len(body) == 1 and isinstance(body[0], ast.Expr) else None
    if not (
        isinstance(call, ast.Call)
        and ast.unparse(call.func) == "quiz"
        and len(call.args) == 2
        and not call.keywords
        and ast.unparse(call.args[0]) == repr(ident)
    ):
        raise RegionError(1, f"the quiz cell is not one call quiz({ident!r}, answer).", cure)
    above = "\n".join(solved.split("\n")[: call.lineno - 1])
    name = "answer_" + re.sub(r"\W", "_", ident.split("-", 1)[1])
    return above, name, ast.get_source_segment(solved, call.args[1]) or ""
