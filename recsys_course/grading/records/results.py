"""What grading finds out about one hand-in: a mark for each task, in words that its student may read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

STATUSES = ("right", "wrong", "not attempted", "waiting", "by hand")


@dataclass(frozen=True)
class Mark:
    """The mark for one task.

    kind: "code", "quiz" or "prose". points: what it got, of `of`; None while it waits for a person. status: one of
    STATUSES. words, hint: for the student; nothing in them comes from hidden cases or from the student's own code.
    note: what was noticed about the cell, told from its text. seen: for the instructor alone: the words of an error,
    which the student's code may have written.
    """

    task: str
    kind: str
    status: str
    points: float | None
    of: float
    words: str = ""
    hint: str = ""
    note: str = ""
    seen: str = ""


@dataclass(frozen=True)
class Result:
    """One hand-in: a student, a lesson (the name of a released notebook, "" where it is not known), its marks.

    problem: why it could not be graded, with the cure, or ""; then there are no marks. notes: sentences for the
    instructor: what was mended, which of several files counts.
    """

    student: str
    lesson: str
    marks: tuple[Mark, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()

    @property
    def points(self) -> float:
        """Points so far; what waits for a person counts 0."""
        return sum(mark.points or 0.0 for mark in self.marks)

    @property
    def of(self) -> float:
        """Points that can be reached."""
        return sum(mark.of for mark in self.marks)

    @property
    def waiting(self) -> float:
        """Points that a person still has to decide."""
        return sum(mark.of for mark in self.marks if mark.points is None)


def from_fields(fields: dict[str, Any]) -> Result:
    """The result that `dataclasses.asdict` took apart. Errors: TypeError, KeyError for other fields."""
    marks = tuple(Mark(**mark) for mark in fields["marks"])
    return Result(**fields | {"marks": marks, "notes": tuple(fields["notes"])})
