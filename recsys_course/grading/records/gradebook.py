"""The nbgrader course of a class: graded hand-ins go in, what people decided in formgrader comes out.

    record(course, assignment, cells, answers, result)
    result = by_hand(course, result)

course/submitted/S/L/L.ipynb is the hand-in as it was rebuilt, course/autograded/S/L/L.ipynb the copy with its marks.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import BaseCell, Comment, Grade, Gradebook, MissingEntry, SubmittedNotebook
from nbgrader.utils import compute_checksum
from sqlalchemy.exc import DatabaseError, SAWarning

from recsys_course.grading.answers.collect import Answers
from recsys_course.grading.intake.lms_names import harmless
from recsys_course.grading.notebook.assignment import CHECK, Assignment
from recsys_course.grading.notebook.reader import Cell
from recsys_course.grading.records.marked_notebook import marked_copy
from recsys_course.grading.records.rebuilding import rebuild
from recsys_course.grading.records.results import Mark, Result

_GIVEN = "A person gave these points."
_AGAIN = "{0}: a newer version came after a person gave points for it. Look at it again in formgrader."


class CannotRecord(OSError):
    """A result does not fit the course, or its gradebook cannot be used; the message says why and what to do."""


def record(course: Path, assignment: Assignment, cells: Sequence[Cell], answers: Answers, result: Result) -> None:
    """Put one graded hand-in into the course, in place of an earlier one of this student and lesson.

    course: DIR/course of a release. assignment: from its folder release/. cells, answers: of the hand-in. result: one
    without marks (a problem) is left out. What a person gave in formgrader stays; where the answer changed since, it
    waits for a second look. Errors: CannotRecord; OSError where the folder cannot be written.
    """
    if not result.marks:
        return
    _demand_fit(assignment, result)
    notebook = rebuild(assignment, cells, answers)
    submitted, autograded = (_path(course, step, result) for step in ("submitted", "autograded"))
    with _opened(course) as gradebook:
        rows = _Rows(gradebook, _entry(gradebook, result))
        _fill(rows, notebook, result, _Changes(_sources(submitted), notebook))
        gradebook.db.commit()  # before the files: ended in between, the next run still sees what changed
    _write(autograded, marked_copy(assignment, notebook, result))
    _write(submitted, notebook)


def by_hand(course: Path, result: Result) -> Result:
    """The result with the points and comments that persons gave in formgrader. Errors: CannotRecord."""
    with _opened(course) as gradebook:
        try:
            rows = _Rows(gradebook, _find(gradebook, result))
        except MissingEntry:
            return result
        both = [(mark, rows.grade(mark)) for mark in result.marks]
        marks = tuple(_decided(mark, grade, rows.comment(mark.task).manual_comment or "") for mark, grade in both)
        given = [(mark, grade) for mark, grade in both if grade.manual_score is not None]
        again = [_AGAIN.format(mark.task) for mark, grade in given if grade.needs_manual_grade]
    return replace(result, marks=marks, notes=(*result.notes, *again))


@contextmanager
def _opened(course: Path) -> Iterator[Gradebook]:
    """The gradebook of a course. Errors: CannotRecord where there is none, or another program holds it."""
    path = course.resolve() / "gradebook.db"
    if not path.is_file():
        raise CannotRecord(f"{course} has no gradebook.db. Cure: name the folder course/ that a release made.")
    try:
        with Gradebook(f"sqlite:///{path}", course_id="") as gradebook:
            yield gradebook
    except DatabaseError as error:
        cure = "close other programs that use it, and run the command again."
        raise CannotRecord(f"the gradebook {path} cannot be used ({error.orig}). Cure: {cure}") from error


def _find(gradebook: Gradebook, result: Result) -> SubmittedNotebook:
    return gradebook.find_submission_notebook(result.lesson, result.lesson, result.student)


def _entry(gradebook: Gradebook, result: Result) -> SubmittedNotebook:
    """The row of this hand-in in the gradebook, made where there is none."""
    try:
        return _find(gradebook, result)
    except MissingEntry:
        pass
    try:
        gradebook.update_or_create_student(result.student)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's own code leads to them
            gradebook.update_or_create_submission(result.lesson, result.student)
        return _find(gradebook, result)
    except MissingEntry as error:
        cure = f"recsys-course release --lessons {result.lesson}"
        raise CannotRecord(f"the gradebook does not know {result.lesson} ({error}). Cure: {cure}") from error


class _Rows:
    """The grades and comments of one hand-in, by the names of their cells."""

    def __init__(self, gradebook: Gradebook, entry: SubmittedNotebook) -> None:
        asked = gradebook.db.query(BaseCell.id, BaseCell.name).filter(BaseCell.notebook_id == entry.notebook_id)
        names: dict[str, str] = dict(asked.all())  # at once: nbgrader's own `grade.name` asks for each
        self._grades: dict[str, Grade] = {names[grade.cell_id]: grade for grade in entry.grades}
        self._comments: dict[str, Comment] = {names[comment.cell_id]: comment for comment in entry.comments}

    def grade(self, mark: Mark) -> Grade:
        """The grade of a task: words hold their own, other answers have a check. Errors: CannotRecord."""
        return self._found(self._grades, mark.task if mark.kind == "prose" else CHECK + mark.task)

    def comment(self, task: str) -> Comment:
        """The comment on an answer. Errors: CannotRecord."""
        return self._found(self._comments, task)

    def _found(self, rows: dict[str, Any], name: str) -> Any:
        if name not in rows:
            raise CannotRecord(f"the gradebook has no cell {name}. Cure: release the lesson again, then grade again.")
        return rows[name]


class _Changes:
    """What is new in a hand-in, compared with the one that was recorded before."""

    def __init__(self, before: dict[str, str], notebook: Any) -> None:
        self.new = {name for name, source in _by_name(notebook.cells).items() if before.get(name) != source}
        self.code = any(node.cell_type == "code" and _name(node) in self.new for node in notebook.cells)

    def touch(self, mark: Mark) -> bool:
        """Whether the answer may mean something else now: for words their cell counts, for code every cell."""
        return mark.task in self.new if mark.kind == "prose" else self.code


def _fill(rows: _Rows, notebook: Any, result: Result, changes: _Changes) -> None:
    """Write what the grader found into the rows of a hand-in."""
    for mark in result.marks:
        grade = rows.grade(mark)
        if grade.manual_score is None:
            grade.needs_manual_grade = mark.points is None
        elif changes.touch(mark) or grade.auto_score != mark.points:
            grade.needs_manual_grade = True
        grade.auto_score = mark.points
    for node in notebook.cells:
        marks = node.metadata.get("nbgrader", {})
        if marks.get("solution"):
            untouched = marks.get("checksum") == compute_checksum(node)
            rows.comment(marks["grade_id"]).auto_comment = "No response." if untouched else None


def _demand_fit(assignment: Assignment, result: Result) -> None:
    """Errors: CannotRecord for names that cannot be names of folders, and for marks of other tasks."""
    if result.student != harmless(result.student):
        raise CannotRecord(f"{result.student!r} is not a name for a folder. Cure: {harmless(result.student)!r}.")
    tasks, marks = [task.id for task in assignment.tasks], [mark.task for mark in result.marks]
    if assignment.name != result.lesson or sorted(tasks) != sorted(marks):
        raise CannotRecord(
            f"the {len(marks)} marks of {result.student} in {result.lesson} are not those of the {len(tasks)} tasks of "
            f"{assignment.name}. Cure: grade it again with the release that the students got."
        )


def _decided(mark: Mark, grade: Grade, comment: str) -> Mark:
    """The mark with a person's points and comment in it, where there are any."""
    if grade.manual_score is None and not grade.extra_credit and not comment:
        return mark
    base = mark.points if grade.manual_score is None else grade.manual_score
    points = None if base is None else base + (grade.extra_credit or 0.0)
    said = comment or _GIVEN
    words = said if mark.kind == "prose" else f"{mark.words} {said}".strip()
    return replace(mark, points=points, words=words, status=mark.status if points == mark.points else "by hand")


def _path(course: Path, step: str, result: Result) -> Path:
    return course / step / result.student / result.lesson / f"{result.lesson}.ipynb"


def _name(cell: Any) -> str:
    return cell["metadata"].get("nbgrader", {}).get("grade_id") or cell.get("id", "")


def _by_name(cells: Sequence[Any]) -> dict[str, str]:
    return {_name(cell): "".join(cell["source"]) for cell in cells}


def _sources(path: Path) -> dict[str, str]:
    """The cells of a recorded notebook by name; none where it is not there or cannot be read."""
    try:
        return _by_name(json.loads(path.read_text(encoding="utf-8"))["cells"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _write(path: Path, notebook: Any) -> None:
    """Write a notebook at once or not at all; where it is there already, nothing happens."""
    data = nbformat.writes(notebook).encode("utf-8") + b"\n"
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.{os.getpid()}")
    new.write_bytes(data)
    os.replace(new, path)
