"""A hand-in beside the notebook that was released: which cell is which, and what its statements are."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cached_property

from recsys_course.grading.answers.slicing import NotPython, Statement, statements
from recsys_course.grading.notebook.assignment import CHECK, Assignment, Task, calls
from recsys_course.grading.notebook.reader import Cell

STATEMENTS_AT_MOST = 10_000  # of a whole hand-in


@dataclass(frozen=True)
class Alignment:
    """An assignment and the cells that were handed in. A place is the number of a cell handed in, from 0."""

    assignment: Assignment
    cells: tuple[Cell, ...]

    @cached_property
    def known(self) -> dict[int, int]:
        """For each place whose cell is recognised, by id or by text: the number of that cell in the released one."""
        keys: dict[tuple[str, str], int] = {}
        for number, cell in enumerate(self.assignment.cells):
            keys |= dict.fromkeys(_keys(cell), number)
        found = ((place, [keys[key] for key in _keys(cell) if key in keys]) for place, cell in enumerate(self.cells))
        return {place: numbers[0] for place, numbers in found if numbers}

    @cached_property
    def parsed(self) -> dict[int, list[Statement]]:
        """The statements of every code cell that Python can read, as far as the limit goes."""
        found: dict[int, list[Statement]] = {}
        left = STATEMENTS_AT_MOST
        for place, cell in enumerate(self.cells):
            if cell.kind != "code" or left < 0:
                continue
            try:
                found[place] = statements(cell.source, place)
                left -= len(found[place])
            except NotPython:
                continue
        return found

    @cached_property
    def pool(self) -> list[Statement]:
        """The imports of the released notebook (place -1), then all statements handed in, in order."""
        code = [cell.source for cell in self.assignment.cells if cell.kind == "code" and "import" in cell.source]
        imports = [one for source in code for one in statements(source, -1) if one.imports]
        return imports + [one for body in self.parsed.values() for one in body]

    @cached_property
    def given(self) -> dict[str, list[str]]:
        """For each task id: what is written beside it in the calls of `check` and `quiz`, in order."""
        found: dict[str, list[str]] = {}
        for cell in self.cells:
            if cell.kind == "code":
                for identity, (_, text) in calls(cell.source).items():
                    found.setdefault(identity, []).append(text)
        return found

    def unchanged(self, place: int) -> bool:
        """Whether the cell is as it was released."""
        number = self.known.get(place)
        return number is not None and self.assignment.cells[number].source.strip() == self.cells[place].source.strip()

    def own(self, task: Task) -> list[int]:
        """The places of the cells for an answer: several where the cell was duplicated or split."""
        return [place for place, cell in enumerate(self.cells) if task.id in (cell.grade_id, cell.id)]

    def checks(self, task: Task) -> list[int]:
        """The places of the cells that check an answer, told by their ids or by their call."""
        check = CHECK + task.id
        call = re.compile(rf"""\b(?:check|quiz)\(\s*["']{re.escape(task.id)}["']""")
        return [
            place
            for place, cell in enumerate(self.cells)
            if check in (cell.grade_id, cell.id) or (cell.kind == "code" and call.search(cell.source))
        ]

    def counting(self, task: Task, places: list[int]) -> list[int]:
        """Of the places that give a name its meaning, those that count; the last one counts most.

        These are the places up to the check; where the check is gone or was moved up, up to the answer cell; where
        there is none, all. What is in the check cell itself counts only where there is nothing else.
        """
        own, checks = self.own(task), self.checks(task)
        until = self.until(task)
        better = [place for place in places if place not in checks or place in own] or places
        return [place for place in better if place <= until] or better

    def until(self, task: Task) -> float:
        """The place up to which cells count."""
        own, checks = self.own(task), self.checks(task)
        return max(checks[:1] + own[-1:], default=math.inf)


def _keys(cell: Cell) -> list[tuple[str, str]]:
    """What a cell can be recognised by, the best first."""
    tried = (("id", cell.grade_id), ("id", cell.id), ("text", cell.source.strip()))
    return [key for key in tried if key[1]]
