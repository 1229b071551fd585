"""Read one lesson: a jupytext percent script with the course's own keys in the cell headers.

# %% exercise="03-cosine"                    answer cell (code), the answer between solution marks
# %% check="03-cosine" points=2              locked cell that checks the answer
# %% [markdown] reasoning="03-why" points=2  answer in words, graded by a person
# %% quiz="03-q1" points=1                   one call: quiz("03-q1", "b")  ### SOLUTION
# %% tolerance="0.02 absolute: why"          wider tolerance for this cell (or "5 % relative: why")
# %% ignore_output="why"                     output is not compared
# %% stderr="why"                            this cell may write to stderr
# %% tags=["tf"]                             only in the TensorFlow notebook ("torch": PyTorch)
# %% [markdown] tags=["solved"]              only in the solved edition, text or code: an answer without points
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from editions.encoding import NotUtf8, text_of
from editions.outputs import Tolerance

ROLES = ("exercise", "check", "reasoning", "quiz")
REASONS = ("ignore_output", "stderr")
KEYS = (*ROLES, "points", "tolerance", *REASONS, "tags")
FRAMEWORKS = ("tf", "torch")
SOLVED = "solved"
TAGS = (*FRAMEWORKS, SOLVED)
# Comments stay comments: otherwise Jupytext prints "# !pip install x" as a live command.
_FORMAT = {"extension": ".py", "format_name": "percent", "comment_magics": False}


class LessonError(ValueError):
    """A lesson breaks the grammar. The message names the lesson, the cell, the line and the cure."""

    def __init__(self, lesson: str, cell: int, line: int, problem: str, cure: str) -> None:
        super().__init__(f"lessons/{lesson}, cell {cell}, line {line}: {problem} Cure: {cure}")


@dataclass(frozen=True)
class Cell:
    """One cell of a lesson. `number` counts all cells from 1; `line` is where its text starts in the file."""

    number: int
    line: int
    kind: str  # "code" or "markdown"
    source: str
    meta: dict[str, Any]

    @property
    def role(self) -> str:
        """The part this cell plays: one of ROLES, or "" for an ordinary cell."""
        return next((role for role in ROLES if role in self.meta), "")

    @property
    def framework(self) -> str:
        """The framework of this cell, tf or torch; empty for a cell that is in every notebook."""
        return next((tag for tag in FRAMEWORKS if tag in self.meta.get("tags", [])), "")

    @property
    def only_solved(self) -> bool:
        """Whether learners do not get this cell."""
        return SOLVED in self.meta.get("tags", [])


@dataclass(frozen=True)
class Lesson:
    """A lesson as written: file name and cells."""

    file: str  # "03_cosine.py"
    cells: tuple[Cell, ...]

    @property
    def name(self) -> str:
        """The file name without .py, such as 03_cosine."""
        return self.file.removesuffix(".py")

    @property
    def number(self) -> str:
        """The two digits that every exercise id of this lesson starts with."""
        return self.file[:2]

    @property
    def frameworks(self) -> tuple[str, ...]:
        """("tf", "torch") when any cell is tagged for one of them, else ("",)."""
        return FRAMEWORKS if any(cell.framework for cell in self.cells) else ("",)

    def cells_for(self, framework: str, solved: bool = True) -> list[Cell]:
        """The cells of one framework's notebook, solved or the learner's, in order."""
        return [cell for cell in self.cells if cell.framework in ("", framework) and (solved or not cell.only_solved)]

    def error(self, cell: Cell, problem: str, cure: str, line: int = 1) -> LessonError:
        """An error at line `line` (from 1) of a cell."""
        return LessonError(self.file, cell.number, cell.line + line - 1, problem, cure)


def read_lesson(path: Path) -> Lesson:
    """Read and check one percent script. Errors: LessonError."""
    import jupytext  # here, because it takes a second to load

    if not re.fullmatch(r"\d\d_[a-z0-9_]+\.py", path.name):
        raise LessonError(path.name, 0, 0, "the file name is not NN_name.py.", "use two digits and small letters.")
    text = _text(path)
    try:
        raw = jupytext.reads(text, fmt=_FORMAT).cells
    except Exception as problem:  # jupytext and nbformat raise many kinds
        raise LessonError(
            path.name,
            0,
            0,
            f"jupytext cannot read it: {str(problem).splitlines()[0]}.",
            'start each cell with "# %%" or "# %% [markdown]".',
        ) from problem
    lines = _first_lines(text, len(raw))
    cells = tuple(_cell(i, lines[i], node) for i, node in enumerate(raw))
    lesson = Lesson(path.name, cells)
    for cell in cells:
        _check_cell(lesson, cell)
    _check_ids(lesson)
    return lesson


def _text(path: Path) -> str:
    try:
        return text_of(path.read_bytes())
    except NotUtf8 as fault:
        raise LessonError(path.name, 1, fault.line, fault.problem, fault.cure) from fault


def _first_lines(text: str, count: int) -> list[int]:
    """File line (from 1) of the first text line of each cell; all 1 when headers and cells do not pair up."""
    starts = [i + 2 for i, line in enumerate(text.splitlines()) if re.match(r"# %%(\s|$)", line)]
    return starts if len(starts) == count else [1] * count


def _cell(index: int, line: int, node: Any) -> Cell:
    meta = {key: value for key, value in node.metadata.items() if key != "lines_to_next_cell"}
    return Cell(index + 1, line, node.cell_type, node.source, meta)


def _check_cell(lesson: Lesson, cell: Cell) -> None:
    """Refuse keys, ids, points and reasons that the grammar does not know."""
    unknown = [key for key in cell.meta if key not in KEYS]
    if unknown:
        raise lesson.error(cell, f"unknown key {unknown[0]!r} in the cell header.", f"use one of {', '.join(KEYS)}.")
    roles = [role for role in ROLES if role in cell.meta]
    if len(roles) > 1:
        raise lesson.error(cell, f"the cell is {' and '.join(roles)} at once.", "make it two cells.")
    if roles:
        _check_role(lesson, cell)
    elif "points" in cell.meta:
        raise lesson.error(cell, "points without check, reasoning or quiz.", "remove points, or name the exercise.")
    _check_tags(lesson, cell)
    for key in REASONS:
        if key in cell.meta and not str(cell.meta[key]).strip():
            raise lesson.error(cell, f"{key} has no reason.", f'write {key}="the reason".')
    _check_tolerance(lesson, cell)


def _check_tags(lesson: Lesson, cell: Cell) -> None:
    """A misspelled tag would show an answer to learners, and a task that learners do not get would have no answer."""
    tags = cell.meta.get("tags", [])
    unknown = [tag for tag in tags if tag not in TAGS]
    if unknown:
        raise lesson.error(cell, f"unknown tag {unknown[0]!r}.", f"use one of {', '.join(TAGS)}.")
    if {"tf", "torch"} <= set(tags):
        raise lesson.error(cell, "tagged tf and torch.", "remove both tags: the cell is then in both notebooks.")
    if cell.only_solved and cell.role:
        raise lesson.error(cell, f"a {cell.role} that learners do not get.", f"remove the tag {SOLVED!r}.")


def _check_tolerance(lesson: Lesson, cell: Cell) -> None:
    try:
        Tolerance.of(cell.meta)
    except ValueError as problem:
        raise lesson.error(cell, f"{problem}", 'for example tolerance="0.02 absolute: the reason".') from problem


def _check_role(lesson: Lesson, cell: Cell) -> None:
    role, ident, points = cell.role, str(cell.meta[cell.role]), cell.meta.get("points")
    kind = "markdown" if role == "reasoning" else "code"
    if cell.kind != kind:
        raise lesson.error(cell, f"a {role} cell must be {kind}, this one is {cell.kind}.", "change the header.")
    if not re.fullmatch(lesson.number + r"-[a-z0-9][a-z0-9-]*", ident):
        raise lesson.error(cell, f"the id {ident!r} does not fit.", f'write "{lesson.number}-name" in small letters.')
    if role == "exercise" and points is not None:
        raise lesson.error(cell, "points on an answer cell.", f'move them to the cell with check="{ident}".')
    if role != "exercise" and (type(points) is not int or points < 1):
        raise lesson.error(cell, f"points is {points!r}.", "write points=1, or another whole number above 0.")


def _check_ids(lesson: Lesson) -> None:
    """In each notebook: ids are used once, each exercise is followed by its check, no check stands alone."""
    for framework in lesson.frameworks:
        seen: dict[str, Cell] = {}
        for cell in (c for c in lesson.cells_for(framework) if c.role):
            ident = cell.meta[cell.role]
            key = f"check-{ident}" if cell.role == "check" else ident
            if key in seen:
                raise lesson.error(cell, f"the id {ident!r} is used twice.", "give each exercise its own id.")
            seen[key] = cell
            if cell.role == "check" and (ident not in seen or seen[ident].role != "exercise"):
                raise lesson.error(cell, f"no exercise {ident!r} comes before this check.", "add it, or fix the id.")
            if cell.role == "check" and f'"{ident}"' not in cell.source:
                raise lesson.error(cell, f'the cell does not call check("{ident}", ...).', "name the same id twice.")
        for key, cell in seen.items():
            if cell.role == "exercise" and f"check-{key}" not in seen:
                raise lesson.error(cell, f"the exercise {key!r} has no check.", f'add a cell with check="{key}".')
