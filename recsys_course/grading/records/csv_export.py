"""grades.csv: one row for each student and lesson, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from recsys_course.grading.records.results import STATUSES, Report

HEADER = ("student", "lesson", "points", "of", *(status.replace(" ", "_") for status in STATUSES), "problem", "notes")


def write_grades(path: Path, reports: Sequence[Report]) -> None:
    """Write the table. A hand-in that could not be graded has its problem in place of points. Errors: OSError."""
    unfinished = path.with_suffix(".csv.part")
    with open(unfinished, "w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, quoting=csv.QUOTE_ALL)
        table.writerow(HEADER)
        table.writerows([_harmless(cell) for cell in _row(report)] for report in reports)
    unfinished.replace(path)


def _row(report: Report) -> list[str]:
    counts = [str(sum(mark.status == status for mark in report.marks)) for status in STATUSES]
    seen = [f"{mark.task}: {mark.note}" for mark in report.marks if mark.note]
    points = [f"{report.points:g}", f"{report.of:g}", *counts] if report.marks else [""] * (2 + len(STATUSES))
    return [report.student, report.lesson, *points, report.problem, "; ".join([*report.notes, *seen])]


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.strip() and text.strip()[0] in "=+-@" else text
