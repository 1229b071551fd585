"""What every lesson must have. `broken_rules(lesson)` lists what is missing, each with its cure.

The first markdown cells (before any code) hold: a title `# ...`, a line that starts `**Minutes:**`, one that
starts `**Before this:**`, and `**You will be able to:**` with a list below it. The sections `## Recap` and
`## Sources` exist. Each question of `## For those who want more` has an answer in the solved edition.
"""

from __future__ import annotations

import re
from itertools import takewhile
from statistics import median

from editions.lesson import Cell, Lesson
from editions.printer import print_notebook

MOST_CODE_IN_A_ROW = 2
MEDIAN_LINES = 8
MORE = "## For those who want more"
LEAST_CODE, LEAST_CODE_START, LEAST_REASONING, LEAST_QUIZ = 3, 2, 1, 3

_OPENING = {
    r"^# \S": "a title: a line '# Title'",
    r"^\*\*Minutes:\*\* .*\d": "a line '**Minutes:** 45'",
    r"^\*\*Before this:\*\* \S": "a line '**Before this:** lesson 01' (or 'nothing')",
    r"^\*\*You will be able to:\*\*\s+[-*1] ?\S": "'**You will be able to:**' with a list of objectives",
}


def broken_rules(lesson: Lesson) -> list[str]:
    """Every rule this lesson breaks, as sentences; empty when all is well. Errors: LessonError."""
    problems = _opening(lesson) + _sections(lesson)
    for framework in lesson.frameworks:
        problems += _notebook(lesson, framework)
    return [f"lessons/{lesson.file}: {problem}" for problem in dict.fromkeys(problems)]


def _opening(lesson: Lesson) -> list[str]:
    first = takewhile(lambda cell: cell.kind == "markdown", lesson.cells)
    text = "\n\n".join(cell.source for cell in first)
    return [
        f"the cells before the first code lack {what}."
        for pattern, what in _OPENING.items()
        if not re.search(pattern, text, re.MULTILINE)
    ]


def _sections(lesson: Lesson) -> list[str]:
    text = "\n".join(cell.source for cell in lesson.cells if cell.kind == "markdown")
    return [
        f"there is no section '## {name}'."
        for name in ("Recap", "Sources")
        if not re.search(rf"^## {name}\b", text, re.MULTILINE)
    ]


def _notebook(lesson: Lesson, framework: str) -> list[str]:
    cells = lesson.cells_for(framework)
    where = f" in the {framework} notebook" if framework else ""
    rhythm = [problem for solved in (True, False) for problem in _rhythm(lesson, framework, solved)]
    return [problem + where + "." for problem in _counts(lesson, cells) + _answers(cells) + rhythm]


def _counts(lesson: Lesson, cells: list[Cell]) -> list[str]:
    code = LEAST_CODE_START if lesson.number == "00" else LEAST_CODE
    reasoning = 0 if lesson.number == "00" else LEAST_REASONING
    least = {"exercise": code, "reasoning": reasoning, "quiz": LEAST_QUIZ}
    names = {"exercise": "code exercises", "reasoning": "reasoning exercises", "quiz": "quiz questions"}
    have = {role: sum(cell.role == role for cell in cells) for role in least}
    return [
        f"{have[role]} {names[role]}, at least {least[role]} are needed" for role in least if have[role] < least[role]
    ]


def _answers(cells: list[Cell]) -> list[str]:
    """Bullets below MORE are questions, those of cells with the tag `solved` their answers, in the same order."""
    texts = [cell for cell in cells if cell.kind == "markdown"]
    asked = sum(_bullets(cell.source.partition(MORE)[2].split("\n## ")[0]) for cell in texts)
    given = sum(_bullets(cell.source) for cell in texts if cell.only_solved)
    return [f"{asked} questions for those who want more, and {given} answers"] if asked > given else []


def _bullets(text: str) -> int:
    return len(re.findall(r"^- ", text, re.MULTILINE))


def _rhythm(lesson: Lesson, framework: str, solved: bool) -> list[str]:
    """Code cells in a row and their length, counted as printed (a quiz is two cells)."""
    printed = print_notebook(lesson, framework, solved).cells
    problems, row = [], 0
    for number, cell in enumerate(printed, 1):
        row = row + 1 if cell.cell_type == "code" else 0
        if row == MOST_CODE_IN_A_ROW + 1:
            first = cell.source.split("\n")[0]
            problems.append(f"more than {MOST_CODE_IN_A_ROW} code cells in a row at cell {number} ({first!r})")
    lengths = [code_lines(cell.source) for cell in printed if cell.cell_type == "code"]
    if lengths and median(lengths) > MEDIAN_LINES:
        problems.append(f"the median code cell has {median(lengths):g} lines, at most {MEDIAN_LINES} are allowed")
    return problems


def code_lines(source: str) -> int:
    """Lines that are neither blank nor only a comment."""
    return sum(bool(line.strip()) and not line.strip().startswith("#") for line in source.split("\n"))
