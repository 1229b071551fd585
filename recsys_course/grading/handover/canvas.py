"""Canvas' gradebook, as it is exported and imported, with the column of one assignment filled in.

Its columns are Student, ID, SIS User ID, SIS Login ID, Section, then one for each assignment, such as
`Lesson 03 (4711)`. A row `Points Possible` above the students tells the maximum.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from recsys_course.grading.handover.sheet import People, Sheet, read_sheet, scaled
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.records.results import Result

_KNOWN = ("student", "id", "sis user id", "sis login id", "section", "integration id", "root account", "login id")
_CURE = "Cure: export the gradebook of the same course, or give the grade by hand."


def fill_gradebook(gradebook: Path, to: Path, results: Sequence[Result], column: str = "") -> list[str]:
    """Write the gradebook with the grades of one lesson into the folder `to`.

    results: one for each student. column: the title of the assignment's column; "" where only one column fits the
    number of the lesson. The answer tells in sentences who is not in it. Errors: CannotRead, OSError.
    """
    sheet = read_sheet(gradebook)
    identity = sheet.column("ID")
    grade = _column(sheet, column, results[0].lesson if results else "")
    possible = [row[grade] for row in sheet.rows if row[0].strip() == "Points Possible"]
    people = [n for n, row in enumerate(sheet.rows) if row[identity].strip()]
    names = {n: _names(sheet, sheet.rows[n]) for n in people}
    rows = People({n: sheet.rows[n][identity].strip() for n in people}, names).rows_of(results)
    for one in results:
        if one.student in rows:
            sheet.rows[rows[one.student]][grade] = scaled(one, possible[0] if possible else "")
    sheet.write(to / gradebook.name)
    lost = [one.student for one in results if one.student not in rows]
    return [f"unknown: {name} has no row of their own in {gradebook.name}. {_CURE}" for name in lost]


def _column(sheet: Sheet, wanted: str, lesson: str) -> int:
    """The assignment's column. Errors: CannotRead where none or several fit."""
    if wanted:
        return sheet.column(wanted)
    own = [(n, name) for n, name in enumerate(sheet.header) if name.strip().casefold() not in _KNOWN]
    own = [(n, name) for n, name in own if "read only" not in name.casefold()]
    number = re.compile(rf"(?<!\d)0?{int(lesson[:2] or 0)}(?!\d)")
    fits = [n for n, name in own if number.search(re.sub(r"\(\d+\)\s*$", "", name))]
    if len(fits) != 1:
        found = ", ".join(repr(name) for _, name in own) or "none"
        what = f"{len(fits)} columns of {sheet.path} fit lesson {lesson}; its assignments are {found}."
        raise CannotRead(f'{what} Cure: add --column "TITLE".')
    return fits[0]


def _names(sheet: Sheet, row: Sequence[str]) -> list[str]:
    """Meer, Anna is also Anna Meer and, as Canvas writes it into the names of files, meeranna."""
    last, _, first = row[sheet.column("Student")].partition(",")
    both = [f"{first.strip()} {last.strip()}".strip(), re.sub(r"\W", "", last + first)]
    ids = [row[sheet.column(name)] for name in ("SIS User ID", "SIS Login ID") if sheet.has(name)]
    return [name for name in (*both, *ids, *(one.split("@")[0] for one in ids)) if name.strip()]
