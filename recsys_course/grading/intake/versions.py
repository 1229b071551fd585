"""Of the files that one student handed in: which lessons are in each, and which of several counts?

A file is a lesson by its cells, with answers of its own. What nobody touched never outranks work.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from recsys_course.grading.intake.files import CannotRead, File
from recsys_course.grading.intake.lms_names import Owner, copy_number, lesson_hint
from recsys_course.grading.notebook.assignment import Assignment
from recsys_course.grading.notebook.reader import Cell, Unreadable, read_notebook

NOTEBOOK = re.compile(r"\.ipynb(\.[a-z]{2,4})?$", re.IGNORECASE)
_SHARED = 10  # cells; two lessons have 6 in common at most
_BINDS = re.compile(r"^(?:async )?(?:def|class) +(\w+)|^(\w+) *(?:=[^=]|:)", re.MULTILINE)


@dataclass(frozen=True)
class Version:
    """One lesson in a file that was read, and how new it is. touched: whether anything was written into it."""

    lesson: str
    name: str
    file: File
    owner: Owner | None
    problem: str = ""
    note: str = ""
    touched: bool = True

    @property
    def age(self) -> tuple[bool, bool, int, int, tuple[tuple[str, int], ...]]:
        """Grows with newness: something beats nothing, a file its checkpoint, then time (2 s), "(1)", the path."""
        checkpoint = "checkpoint" in self.name or ".ipynb_checkpoints" in self.file.parts
        path = re.findall(r"(\D*)(\d{0,18})", "/".join((*self.file.parts[:-1], self.name)))
        numbered = tuple((words, int(digits or 0)) for words, digits in path)  # attempt 10 is newer than attempt 9
        return self.touched, not checkpoint, int(self.file.time // 2), copy_number(self.name), numbered


def read_versions(name: str, file: File, owner: Owner | None, assignments: Mapping[str, Assignment]) -> list[Version]:
    """Read one file and tell its lessons by its cells; none for text that is not a notebook."""
    hint = lesson_hint(name, assignments)
    try:
        cells = read_notebook(file.read()).cells
    except (CannotRead, Unreadable) as error:
        found = Version(hint, name, file, owner, f"{file.name}: {error}")
        return [found] if NOTEBOOK.search(file.name) else []
    except Exception as error:  # nothing that a file holds may stop the class
        words = f"{file.name} cannot be read ({type(error).__name__}). Cure: look at it by hand."
        return [Version(hint, name, file, owner, words)]
    lessons = _lessons(cells, hint, assignments)
    if not lessons:
        known = ", ".join(assignments)
        words = f"{file.name} is not one of the released lessons ({known}). Cure: look at it."
        return [Version("", name, file, owner, words)]
    note = _note(file.name, hint, list(lessons))
    return [Version(lesson, name, file, owner, "", note, touched) for lesson, touched in lessons.items()]


def _note(name: str, hint: str, lessons: list[str]) -> str:
    """What the instructor should know where name and cells say different things."""
    if len(lessons) > 1:
        return f"{name} holds {' and '.join(lessons)}; each is marked"
    if hint and hint != lessons[0]:
        return f"{name} was told to be {lessons[0]} by its cells; it is not {hint}"
    return ""


def _lessons(cells: Sequence[Cell], hint: str, assignments: Mapping[str, Assignment]) -> dict[str, bool]:
    """The lessons in these cells, and whether somebody answered there; of the twins of one lesson only the nearer."""
    alike = {lesson: one.resemblance(cells) for lesson, one in assignments.items()}
    given = {cell.source.strip() for one in assignments.values() for cell in one.cells}  # of all: names come twice
    answers = {lesson: _answers(cells, one, given) for lesson, one in assignments.items()}
    twins: dict[str, list[str]] = defaultdict(list)
    for lesson in assignments:
        enough = alike[lesson] >= _SHARED or alike[lesson] * 10 >= max(len(cells), 1)
        if answers[lesson] or (enough and alike[lesson]):
            twins[lesson.partition(".")[0]].append(lesson)
    nearest = [max(group, key=lambda one: (alike[one], answers[one], one == hint)) for group in twins.values()]
    whole = [lesson for lesson in nearest if alike[lesson] >= _SHARED and answers[lesson]]
    if whole:
        return dict.fromkeys(whole, True)
    best = max(nearest, key=lambda one: (answers[one] > 0, alike[one], answers[one], one == hint), default="")
    return {best: bool(answers[best]) or _touched(cells, assignments[best])} if best else {}


def _answers(cells: Sequence[Cell], lesson: Assignment, given: Collection[str]) -> int:
    """How many cells answer a task of this lesson: they have its id or name, and are not as they were given out."""
    tasks = {task.id for task in lesson.tasks}
    names = {task.name for task in lesson.tasks if task.kind == "code"} - {""}
    own = [cell for cell in cells if cell.source.strip() and cell.source.strip() not in given]
    return sum(bool(tasks & {cell.grade_id, cell.id}) or bool(names & _bound(cell)) for cell in own)


def _bound(cell: Cell) -> set[str]:
    """The names that the lines of a cell define at their beginning."""
    return {one or other for one, other in _BINDS.findall(cell.source)}


def _touched(cells: Sequence[Cell], lesson: Assignment) -> bool:
    texts = {cell.source.strip() for cell in lesson.cells}
    return any(cell.source.strip() and cell.source.strip() not in texts for cell in cells)


def newest(versions: Sequence[Version], problems: Sequence[str]) -> tuple[Version, str]:
    """The newest version that can be read (where none can, the newest), and what the instructor should know."""
    ordered = sorted(versions, key=lambda one: one.age, reverse=True)
    best = next((one for one in ordered if not one.problem), ordered[0])
    notes = [best.note, *problems]
    if len(ordered) > 1:
        notes.append(f"{best.name} counts, the newest of {len(ordered)} files that can be read")
    notes += [f"newer, but not readable: {one.problem}" for one in ordered[: ordered.index(best)]]
    return best, "; ".join(note for note in notes if note)
