"""A CSV file of a course system: read, one column filled in, written as it was."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from recsys_course.grading.intake.files import CannotRead, read_bytes
from recsys_course.grading.intake.lms_names import tidy
from recsys_course.grading.records.results import Result


@dataclass(frozen=True)
class Sheet:
    """The fields of a CSV file, and how it was written. rows: without the header."""

    path: Path
    header: list[str]
    rows: list[list[str]]
    mark: bool  # a byte order mark
    delimiter: str
    newline: str

    def column(self, *names: str) -> int:
        """The number of the first of these columns that is there. Errors: CannotRead."""
        known = [name.strip().casefold() for name in self.header]
        for name in names:
            if name.casefold() in known:
                return known.index(name.casefold())
        found = ", ".join(self.header)
        cure = "download it again, with the system's language set to English."
        raise CannotRead(f"{self.path} has no column {names[0]}; its columns are {found}. Cure: {cure}")

    def has(self, name: str) -> bool:
        """Whether there is a column with this name."""
        return name.casefold() in [one.strip().casefold() for one in self.header]

    def write(self, path: Path) -> None:
        """Write the fields in the same form. Errors: CannotRead for the file that was read; OSError."""
        if path.exists() and path.samefile(self.path):
            raise CannotRead(f"{path} would be written over itself. Cure: put your download into another folder.")
        path.parent.mkdir(parents=True, exist_ok=True)
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.delimiter, lineterminator=self.newline).writerows([self.header, *self.rows])
        path.write_text(text.getvalue(), encoding="utf-8-sig" if self.mark else "utf-8", newline="")


def read_sheet(path: Path) -> Sheet:
    """Read a CSV file in UTF-8; short rows are filled with empty fields. Errors: CannotRead."""
    data = read_bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(f"{path} is not UTF-8 text (byte {error.start}). Cure: download it again as CSV.") from error
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    if not rows:
        raise CannotRead(f"{path} is empty. Cure: download it again.")
    width = len(rows[0])
    full = [row + [""] * (width - len(row)) for row in rows]
    newline = "\r\n" if first.endswith("\r") else "\n"
    return Sheet(path, full[0], full[1:], data.startswith(b"\xef\xbb\xbf"), delimiter, newline)


@dataclass(frozen=True)
class People:
    """Whom the rows of a sheet are about. numbers: of the system, by row; names: what else a row may be called."""

    numbers: Mapping[int, str]
    names: Mapping[int, Sequence[str]]

    def rows_of(self, results: Sequence[Result]) -> dict[str, int]:
        """The row of each student who has exactly one; two students never get one row. Errors: none."""
        found = {one.student: row for one in results if (row := self._row(one)) is not None}
        taken = Counter(found.values())
        return {student: row for student, row in found.items() if taken[row] == 1}

    def _row(self, result: Result) -> int | None:
        before, _, behind = result.student.rpartition("_")
        number = result.number or (behind if behind.isdecimal() else "")
        rows = [row for row, own in self.numbers.items() if number and own == number]
        if rows or (result.number and any(self.numbers.values())):
            return rows[0] if len(rows) == 1 else None  # the system's number decides, where there is one
        for key in filter(None, (result.student, before, behind)):
            rows = [row for row, own in self.names.items() if key.casefold() in {tidy(name).casefold() for name in own}]
            if rows:
                return rows[0] if len(rows) == 1 else None
        return None


def of_lesson(results: Sequence[Result], wanted: str) -> list[Result]:
    """The graded results of one lesson, one for each student: of two frameworks the better.

    wanted: a number or a name; "" where all are of one lesson. Errors: CannotRead where they are of several, or none.
    """
    graded = [one for one in results if one.marks and one.lesson.startswith(wanted)]
    numbers = sorted({one.lesson[:2] for one in graded})
    if len(numbers) != 1:
        what = f"they are of the lessons {', '.join(numbers)}" if numbers else f"none is of lesson {wanted or '(any)'}"
        raise CannotRead(f"a grade is for one lesson, and of the graded hand-ins {what}. Cure: add --lesson 03.")
    best = {one.student: one for one in sorted(graded, key=lambda one: one.final)}
    return sorted(best.values(), key=lambda one: one.student)


def scaled(result: Result, maximum: str) -> str:
    """The points on the scale of the sheet, with its decimal sign. Errors: CannotRead for a scale without numbers."""
    try:
        most = float(maximum.replace(",", ".")) if maximum.strip() else result.of
    except ValueError as error:
        cure = "let the assignment have points, not a scale."
        raise CannotRead(f"the maximum {maximum!r} in the file is not a number. Cure: {cure}") from error
    text = f"{round(result.final / result.of * most, 2) if result.of else 0:g}"
    return text.replace(".", ",") if "," in maximum else text
