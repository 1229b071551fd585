"""Moodle's grading worksheet, filled in, and the zip of pages for "Upload multiple feedback files in a zip".

The worksheet has the columns Identifier (Participant 123), Full name, Grade, Maximum Grade, Grade can be changed, ...
A page goes back in a folder `Full Name_123_assignsubmission_file_`.
"""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from recsys_course.grading.handover.sheet import People, Sheet, read_sheet, scaled
from recsys_course.grading.intake.lms_names import harmless
from recsys_course.grading.records.feedback import page
from recsys_course.grading.records.results import Result

_WHEN = "Last modified (submission)"
_FORMS = ("%A, %d %B %Y, %I:%M %p", "%A, %B %d, %Y, %I:%M %p", "%A, %d %B %Y, %H:%M", "%Y-%m-%d %H:%M")
_NAMES = ("Full name", "ID number", "Email address")


def fill_worksheet(worksheet: Path, to: Path, results: Sequence[Result], contact: str = "") -> list[str]:
    """Write the worksheet with grades, and feedback.zip beside it, into the folder `to`.

    results: one for each student, of the worksheet's assignment. Everything but the grades stays as it was. The answer
    tells in sentences what was left out and why. Errors: CannotRead, OSError.
    """
    sheet = read_sheet(worksheet)
    grade, most = sheet.column("Grade"), sheet.column("Maximum Grade")
    rows = _people(sheet).rows_of(results)
    changeable = sheet.column("Grade can be changed") if sheet.has("Grade can be changed") else None
    told = []
    for one in results:
        if (row := rows.get(one.student)) is None:
            told.append(f"unknown: {one.student} has no row of their own in {worksheet.name}. {_CURE}")
        elif changeable is not None and sheet.rows[row][changeable].strip().casefold() == "no":
            told.append(f"locked: the grade of {one.student} cannot be changed in Moodle.")
        else:
            sheet.rows[row][grade] = scaled(one, sheet.rows[row][most])
    sheet.write(to / worksheet.name)
    _write_zip(to / "feedback.zip", sheet, results, rows, contact)
    return told


def handed_in(worksheet: Path, results: Sequence[Result]) -> dict[str, float]:
    """When each student handed in, in seconds since 1970, as Moodle knows it better than the files of its zip.

    Only what is written in English is understood. Errors: CannotRead.
    """
    sheet = read_sheet(worksheet)
    if not sheet.has(_WHEN):
        return {}
    column, rows = sheet.column(_WHEN), _people(sheet).rows_of(results)
    return {student: when for student, row in rows.items() if (when := _seconds(sheet.rows[row][column]))}


def _seconds(text: str) -> float:
    for form in _FORMS:
        try:
            return datetime.strptime(" ".join(text.split()), form).timestamp()
        except (ValueError, OverflowError):
            continue
    return 0.0


_CURE = "Cure: download the worksheet of the same assignment, or give the grade by hand."


def _people(sheet: Sheet) -> People:
    columns = [sheet.column(name) for name in _NAMES if sheet.has(name)]
    names = {n: [part for c in columns for part in _called(row[c])] for n, row in enumerate(sheet.rows)}
    return People({n: _number(sheet, n) for n in range(len(sheet.rows))}, names)


def _called(field: str) -> list[str]:
    """An address is called by its first part too; an empty field calls nobody."""
    return [field, field.split("@")[0]] if field.strip() else []


def _number(sheet: Sheet, row: int) -> str:
    """12345 for Participant 12345, in every language."""
    return "".join(sign for sign in sheet.rows[row][sheet.column("Identifier")] if sign.isdecimal())


def _write_zip(path: Path, sheet: Sheet, results: Sequence[Result], rows: Mapping[str, int], contact: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in results:
            if one.student in rows:
                row = rows[one.student]
                full = sheet.rows[row][sheet.column("Full name")] if sheet.has("Full name") else "Participant"
                name = harmless(full).replace("_", " ")  # Moodle splits the name at "_"
                folder = f"{name}_{_number(sheet, row)}_assignsubmission_file_"
                archive.writestr(f"{folder}/feedback.html", page(one.student, [one], contact))
