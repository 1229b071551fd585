"""What a teacher may ask for when a class is graded, and the files that come of it."""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recsys_course.checking.wording import plural
from recsys_course.grading.handover.canvas import fill_gradebook
from recsys_course.grading.handover.class_page import write_class_page
from recsys_course.grading.handover.lateness import read_due, timed
from recsys_course.grading.handover.moodle import fill_worksheet, handed_in
from recsys_course.grading.handover.pseudonyms import pseudonyms, without_name, write_key
from recsys_course.grading.handover.sheet import of_lesson, read_sheet
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.records.csv_export import write_grades
from recsys_course.grading.records.feedback import write_pages
from recsys_course.grading.records.results import Result
from recsys_course.grading.similar.groups import groups, listed
from recsys_course.grading.similar.pairs import Pair

_LINES = 20  # of surprises that are shown


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add them to `recsys-course grade`."""
    parser.add_argument(
        "--due", type=_due, metavar="DATE", help='such as "2026-11-28 18:00": later ones are marked late'
    )
    parser.add_argument("--late-penalty", type=_percent, default=0.0, metavar="PERCENT", help="of the points, a day")
    parser.add_argument("--partial", action="store_true", help="the share of hidden cases that are right counts")
    parser.add_argument("--contact", default="", metavar="TEXT", help="whom students ask, for their pages")
    parser.add_argument("--pseudonyms", action="store_true", help="write table and pages without names too")
    parser.add_argument("--moodle", type=Path, metavar="FILE", help="Moodle's grading worksheet, to be filled in")
    parser.add_argument("--canvas", type=Path, metavar="FILE", help="Canvas' gradebook, to be filled in")
    parser.add_argument("--column", default="", metavar="TITLE", help="of the assignment in Canvas' gradebook")
    parser.add_argument("--lesson", default="", metavar="03", help="whose grades go to Moodle or Canvas")


def check_options(given: argparse.Namespace) -> None:
    """Find before the grading what would fail after it. Errors: CannotRead."""
    if given.late_penalty and given.due is None:
        raise CannotRead('--late-penalty needs the date from which it counts. Cure: add --due "2026-11-28 18:00".')
    for path in filter(None, (given.moodle, given.canvas)):
        read_sheet(path)


def _due(text: str) -> float:
    try:
        return read_due(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f'{text!r} is not a date; write "2026-11-28 18:00"') from error


def _percent(text: str) -> float:
    try:
        percent = float(text)
    except ValueError:
        percent = -1.0
    if not 0 <= percent <= 100:
        raise argparse.ArgumentTypeError(f"{text} is not a percentage; use a number from 0 to 100")
    return percent


@dataclass(frozen=True)
class HandedOver:
    """What was written. lines: for the teacher, one for each kind of file and each surprise. pages: how many."""

    lines: list[str]
    pages: int


def hand_over(
    given: argparse.Namespace, home: Path, done: Sequence[Result], others: Sequence[Result], copies: Sequence[Pair],
    secret: str,
) -> HandedOver:  # fmt: skip
    """Write everything that a teacher passes on into the folder of the class.

    given: what `add_options` read. done: what is graded; others: problems and people without a hand-in. copies: of
    `similar`. Errors: CannotRead, OSError.
    """
    known = handed_in(given.moodle, of_lesson(done, given.lesson)) if given.moodle else {}
    done = [_timed(one, given, known) for one in done]
    every = sorted([*done, *others], key=lambda one: (one.student, one.lesson))
    write_grades(home / "grades.csv", every)
    pages = write_pages(home / "feedback", done, given.contact)
    told = _anonymous(copies)
    write_class_page(home / "class.html", every, told)
    (home / "similar.txt").write_text(listed(copies) + "\n" if copies else "", encoding="utf-8")
    lines = [f"Class:     {home / 'class.html'} (without names)"]
    if copies:
        lines.append(f"Copies?    {home / 'similar.txt'} ({plural(len(copies), 'pair')}; it proves nothing)")
    if given.pseudonyms:
        lines.append(_without_names(home, done, every, given.contact, secret))
    if given.moodle:
        lines += [f"Moodle:    {home / 'moodle'} (worksheet and feedback.zip)"]
        own = of_lesson(done, given.lesson)
        lines += _few(fill_worksheet(given.moodle, home / "moodle", own, given.contact))
    if given.canvas:
        lines += [f"Canvas:    {home / 'canvas' / given.canvas.name}"]
        own = of_lesson(done, given.lesson)
        lines += _few(fill_gradebook(given.canvas, home / "canvas", own, given.column))
    return HandedOver(lines, len(pages))


def _few(surprises: Sequence[str]) -> list[str]:
    """The first of many surprises: a sheet of one system lacks everybody who hands in by another one."""
    more = [f"  and {len(surprises) - _LINES} more"] if len(surprises) > _LINES else []
    return [*(f"  {line}" for line in surprises[:_LINES]), *more]


def _timed(one: Result, given: argparse.Namespace, known: dict[str, float]) -> Result:
    time = known.get(one.student, one.time) if one.lesson.startswith(given.lesson) else one.time
    return timed(replace(one, time=time), given.due, given.late_penalty)


def _without_names(home: Path, done: Sequence[Result], every: Sequence[Result], contact: str, secret: str) -> str:
    """Table and pages again, under pseudonyms, in a folder of their own; the key stays outside of it."""
    names, folder = pseudonyms((one.student for one in every), secret), home / "without_names"
    write_key(home / "pseudonyms.csv", names)
    folder.mkdir(exist_ok=True)
    hidden = [without_name(one, names) for one in every]
    write_grades(folder / "grades.csv", sorted(hidden, key=lambda one: (one.student, one.lesson)))
    write_pages(folder / "feedback", [without_name(one, names) for one in done], contact)
    return f"No names:  {folder}; who is who: {home / 'pseudonyms.csv'} (keep it apart)"


def _anonymous(copies: Sequence[Pair]) -> dict[str, list[str]]:
    """What the page for the class says about equal answers."""
    told = defaultdict(list)
    for group in groups(copies):
        told[group.lesson].append(f"{len(group.students)} students are connected by equal answers.")
    sources = Counter((pair.lesson, pair.students[1]) for pair in copies if pair.source)
    for (lesson, source), number in sources.items():
        told[lesson].append(f"{plural(number, 'student')} with an answer that is equal to {source}.")
    return told
