"""grades.csv: one row for each student and lesson, for a spreadsheet; after what is for all, a column for each task."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from recsys_course.grading.records.results import STATUSES, Result, looks

ADDED = ("file", "handed_in", "late", "percent_taken", "final", "to_look_at")
HEADER = (
    "student",
    "lesson",
    "points",
    "of",
    *(status.replace(" ", "_") for status in STATUSES),
    "problem",
    "notes",
    *ADDED,
)


def write_grades(path: Path, results: Sequence[Result]) -> None:
    """Write the CSV file. A hand-in that could not be graded has its problem in place of points. Errors: OSError.

    In the column of a task are its points; "waits" where a person decides; nothing where the lesson does not have it.
    """
    tasks = list(dict.fromkeys(mark.task for one in sorted(results, key=_lesson) for mark in one.marks))
    unfinished = path.with_suffix(".csv.part")
    with open(unfinished, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow([*HEADER, *tasks])
        writer.writerows([_harmless(field) for field in [*_row(result), *_tasks(result, tasks)]] for result in results)
    unfinished.replace(path)


def _row(result: Result) -> list[str]:
    counts = [str(sum(mark.status == status for mark in result.marks)) for status in STATUSES]
    seen = [
        f"{mark.task}: {words}" for mark in result.marks if (words := "; ".join(filter(None, [mark.note, mark.seen])))
    ]
    points = [f"{result.points:g}", f"{result.of:g}", *counts] if result.marks else [""] * (2 + len(STATUSES))
    final = f"{result.final:g}" if result.marks else ""
    taken = f"{result.taken:g}" if result.taken else ""
    look = "; ".join(f"{mark.task}: {mark.look}" for mark in looks(result))
    when = [result.file, result.when, result.lateness, taken, final, look]
    return [result.student, result.lesson, *points, result.problem, "; ".join([*result.notes, *seen]), *when]


def _tasks(result: Result, tasks: Sequence[str]) -> list[str]:
    points = {mark.task: "waits" if mark.points is None else f"{mark.points:g}" for mark in result.marks}
    return [points.get(task, "") for task in tasks]


def _lesson(result: Result) -> str:
    return result.lesson


def _harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.strip() and text.strip()[0] in "=+-@" else text
