"""Of the files that one student handed in: which lesson is each, and which of several counts?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recsys_course.grading.intake.files import CannotRead, File
from recsys_course.grading.intake.lms_names import Owner, copy_number, lesson_hint
from recsys_course.grading.notebook.assignment import Assignment
from recsys_course.grading.notebook.reader import Cell, Unreadable, read_notebook

NOTEBOOK = re.compile(r"\.ipynb(\.[a-z]{2,4})?$", re.IGNORECASE)
_SHARED = 10  # cells; two lessons have 6 in common at most


@dataclass(frozen=True)
class Version:
    """One file that was read: which lesson it is, and how new it is. touched: whether anything was written into it."""

    lesson: str
    name: str
    file: File
    owner: Owner | None
    problem: str = ""
    note: str = ""
    touched: bool = True

    @property
    def age(self) -> tuple[bool, bool, int, int, str]:
        """Grows with newness: something beats nothing, a file its checkpoint, then the time (2 s), then "(1)"."""
        checkpoint = "checkpoint" in self.name or ".ipynb_checkpoints" in self.file.parts
        return self.touched, not checkpoint, int(self.file.time // 2), copy_number(self.name), self.name


def read_version(name: str, file: File, owner: Owner | None, assignments: Mapping[str, Assignment]) -> Version | None:
    """Read one file and tell its lesson by its cells, else by its name; None for text that is not a notebook."""
    hint = lesson_hint(name, assignments)
    try:
        cells = read_notebook(file.read()).cells
    except (CannotRead, Unreadable) as error:
        return Version(hint, name, file, owner, f"{file.name}: {error}") if NOTEBOOK.search(file.name) else None
    except Exception as error:  # nothing that a file holds may stop the class
        words = f"{file.name} cannot be read ({type(error).__name__}). Cure: look at it by hand."
        return Version(hint, name, file, owner, words)
    lesson = _lesson(cells, hint, assignments)
    if not lesson:
        known = ", ".join(assignments)
        return Version(
            "", name, file, owner, f"{file.name} is not one of the released lessons ({known}). Cure: look at it."
        )
    note = f"{file.name} was told to be {lesson} by its cells" if hint and hint != lesson else ""
    texts = {cell.source.strip() for cell in assignments[lesson].cells}
    touched = any(cell.source.strip() not in texts for cell in cells)
    return Version(lesson, name, file, owner, "", note, touched)


def _lesson(cells: Sequence[Cell], hint: str, assignments: Mapping[str, Assignment]) -> str:
    """The lesson that these cells are of, or "". A file may hold two; then its name decides."""
    alike = {lesson: one.resemblance(cells) for lesson, one in assignments.items()}
    best = max(alike.values())
    fits = [lesson for lesson, count in alike.items() if count == best > 0]
    if fits and _is_foreign(cells, best, assignments[fits[0]]):
        return ""
    if not fits or hint in fits:
        return hint
    if hint and hint[:2] != fits[0][:2] and alike[hint] >= len(assignments[hint].cells) / 2:
        return hint
    return fits[0]


def _is_foreign(cells: Sequence[Cell], alike: int, lesson: Assignment) -> bool:
    """Whether only the few cells that all lessons share are alike, and none is an answer of this lesson."""
    tasks = {task.id for task in lesson.tasks}
    answers = any(tasks & {cell.grade_id, cell.id} for cell in cells)
    return alike < _SHARED and alike * 10 < len(cells) and not answers


def newest(versions: Sequence[Version], problems: Sequence[str]) -> tuple[Version, str]:
    """The newest version that can be read (where none can, the newest), and what the instructor should know."""
    ordered = sorted(versions, key=lambda one: one.age, reverse=True)
    best = next((one for one in ordered if not one.problem), ordered[0])
    notes = [best.note, *problems]
    if len(ordered) > 1:
        notes.append(f"{best.name} counts, the newest of {len(ordered)} files that can be read")
    notes += [f"newer, but not readable: {one.problem}" for one in ordered[: ordered.index(best)]]
    return best, "; ".join(note for note in notes if note)
