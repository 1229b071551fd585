"""What tests of the gradebook share: hand-ins with invented marks, put into a released course."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook

from recsys_course.grading.answers.collect import collect
from recsys_course.grading.notebook.assignment import CHECK, read_assignments
from recsys_course.grading.notebook.reader import read_notebook
from recsys_course.grading.records.gradebook import record
from recsys_course.grading.records.results import Mark, Result
from tests.helpers.classroom.hand_ins import LESSON, as_bytes, notebook


def put(
    course: Path, student: str, given: dict[str, Any] | None = None, lesson: str = LESSON, **points: float
) -> Result:
    """Record a hand-in. points: of tasks, such as 03_cosine=0.5; the others get all for a letter, 0 for code."""
    assignment = read_assignments(course / "release")[lesson]
    cells = read_notebook(as_bytes(given or notebook(lesson=lesson))).cells
    answers = collect(assignment, cells)
    marks = []
    for task in assignment.tasks:
        if task.kind == "prose":
            waits = bool(answers.prose[task.id])
            words = ("waiting", None) if waits else ("not attempted", 0.0)
            marks.append(Mark(task.id, "prose", *words, task.points, "A person reads this answer."))
        else:
            got = points.get(task.id.replace("-", "_"), task.points if task.kind == "quiz" else 0.0)
            hint = "You divided by one norm only."
            marks.append(
                Mark(task.id, task.kind, "right" if got else "wrong", got, task.points, "Words of mine.", hint)
            )
    result = Result(student, lesson, tuple(marks))
    record(course, assignment, cells, answers, result)
    return result


def copy_of(course: Path, student: str, step: str = "autograded", lesson: str = LESSON) -> Path:
    """The recorded notebook of a student."""
    return course / step / student / lesson / f"{lesson}.ipynb"


def read_copy(course: Path, student: str, step: str = "autograded", lesson: str = LESSON) -> Any:
    """Its cells as nbgrader reads them."""
    return nbformat.read(copy_of(course, student, step, lesson), as_version=4)


def dump(course: Path) -> list[str]:
    """The whole gradebook as text."""
    with sqlite3.connect(course / "gradebook.db") as database:
        return list(database.iterdump())


@dataclass(frozen=True)
class Row:
    """What the gradebook says about one task of a student."""

    auto: float | None
    manual: float | None
    waits: bool
    comment: str | None


def row(course: Path, student: str, task: str, lesson: str = LESSON) -> Row:
    """What the gradebook says about one task."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "") as gradebook:
        grade = gradebook.find_grade(_graded(gradebook, task, lesson), lesson, lesson, student)
        comment = gradebook.find_comment(task, lesson, lesson, student)
        return Row(grade.auto_score, grade.manual_score, grade.needs_manual_grade, comment.comment)


def give(course: Path, student: str, task: str, points: float | None, comment: str = "", extra: float = 0) -> None:
    """Give points and a comment as formgrader does when a person types them."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "") as gradebook:
        grade = gradebook.find_grade(_graded(gradebook, task, LESSON), LESSON, LESSON, student)
        grade.manual_score, grade.extra_credit = points, extra or None
        grade.needs_manual_grade = points is None and grade.auto_score is None
        gradebook.find_comment(task, LESSON, LESSON, student).manual_comment = comment
        gradebook.db.commit()


def score(course: Path, student: str, lesson: str = LESSON) -> float:
    """The score of a hand-in as nbgrader counts it."""
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}", "") as gradebook:
        return gradebook.find_submission(lesson, student).score


def _graded(gradebook: Gradebook, task: str, lesson: str) -> str:
    names = {cell.name for cell in gradebook.find_notebook(lesson, lesson).grade_cells}
    return task if task in names else CHECK + task
