"""What grading finds out about one hand-in: a mark for each task, in words that its student may read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

STATUSES = ("right", "wrong", "not attempted", "waiting", "by hand")


@dataclass(frozen=True)
class Mark:
    """The mark for one task.

    kind: "code", "quiz" or "prose". points: what it got, of `of`; None while it waits for a person. status: one of
    STATUSES. words, hint: for the student; nothing in them comes from hidden cases or from the student's own code.
    note: what was noticed about the cell, told from its text. seen: for the instructor alone: the words of an error,
    which the student's code may have written. look: why a person should look at it, or "". passed, cases: how many
    hidden cases were right, of how many; 0 of 0 where the answer was never compared.
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
    look: str = ""
    passed: int = 0
    cases: int = 0


@dataclass(frozen=True)
class Result:
    """One hand-in: a student, a lesson (the name of a released notebook, "" where it is not known), its marks.

    problem: why it could not be graded, with the cure, or ""; then there are no marks. notes: sentences for the
    instructor: what was mended, which of several files counts. file: the name of the file that counts; time: when it
    was handed in, in seconds since 1970, 0 where nothing tells it. number: of the person or the hand-in in the course
    system, "" without one. late: seconds after the due date; taken: percent of the points that this costs.
    """

    student: str
    lesson: str
    marks: tuple[Mark, ...] = ()
    problem: str = ""
    notes: tuple[str, ...] = ()
    file: str = ""
    time: float = 0.0
    number: str = ""
    late: float = 0.0
    taken: float = 0.0

    @property
    def points(self) -> float:
        """Points so far; what waits for a person counts 0."""
        return sum(mark.points or 0.0 for mark in self.marks)

    @property
    def when(self) -> str:
        """When it was handed in, in this machine's time: 2026-11-28 10:12; "" where nothing tells it."""
        return f"{datetime.fromtimestamp(self.time):%Y-%m-%d %H:%M}" if self.time > 0 else ""

    @property
    def lateness(self) -> str:
        """How late it was, such as "1 d 3 h" or "12 min"; "" where it was not."""
        hours, minutes = divmod(int(self.late // 60), 60)
        parts = (hours // 24, "d"), (hours % 24, "h"), (minutes if hours < 24 else 0, "min")
        return " ".join(f"{number} {unit}" for number, unit in parts if number)

    @property
    def final(self) -> float:
        """Points without what lateness costs, to two decimals."""
        return round(self.points * (1 - self.taken / 100), 2)

    @property
    def of(self) -> float:
        """Points that can be reached."""
        return sum(mark.of for mark in self.marks)

    @property
    def waiting(self) -> float:
        """Points that a person still has to decide."""
        return sum(mark.of for mark in self.marks if mark.points is None)


def looks(result: Result) -> list[Mark]:
    """The marks for code that a person should look at and has not decided yet."""
    return [mark for mark in result.marks if mark.look and mark.status in ("right", "waiting")]


def from_fields(fields: dict[str, Any]) -> Result:
    """The result that `dataclasses.asdict` took apart. Errors: TypeError, KeyError for other fields."""
    marks = tuple(Mark(**mark) for mark in fields["marks"])
    return Result(**fields | {"marks": marks, "notes": tuple(fields["notes"])})
