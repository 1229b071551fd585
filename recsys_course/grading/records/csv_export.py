"""grades.csv: one row for each student and lesson, for a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from recsys_course.grading.records.results import STATUSES, Result

HEADER = ("student", "lesson", "points", "of", *(status.replace(" ", "_") for status in STATUSES), "problem", "notes")


def write_grades(path: Path, results: Sequence[Result]) -> None:
    """Write the CSV file. A hand-in that could not be graded has its problem in place of points. Errors: OSError."""
    unfinished = path.with_suffix(".csv.part")
    with open(unfinished, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(HEADER)
        writer.writerows([_harmless(field) for field in _row(result)] for result in results)
    unfinished.replace(path)


def _row(result: Result) -> list[str]:
    counts = [str(sum(mark.status == status for mark in result.marks)) for status in STATUSES]
    seen = [
        f"{mark.task}: {words}" for mark in result.marks if (words := "; ".join(filter(None, [mark.note, mark.seen])))
    ]
    points = [f"{result.points:g}", f"{result.of:g}", *counts] if result.marks else [""] * (2 + len(STATUSES))
    return [result.student, result.lesson, *points, result.problem, "; ".join([*result.notes, *seen])]


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.strip() and text.strip()[0] in "=+-@" else text
