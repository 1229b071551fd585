"""The console command `recsys-course`: release, grade, similar."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from tqdm import tqdm

import recsys_course
from recsys_course.checking.wording import plural
from recsys_course.grading.answers.collect import Answers
from recsys_course.grading.batch import Graded, grade, processes
from recsys_course.grading.cluster import cluster
from recsys_course.grading.handover.options import HandedOver, add_options, check_options, hand_over
from recsys_course.grading.intake.class_list import NOTHING, UNKNOWN, missing, read_class, unknown
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.notebook.assignment import Assignment, read_assignments
from recsys_course.grading.records.gradebook import by_hand, record
from recsys_course.grading.records.partial import partial, whole
from recsys_course.grading.records.results import Result, looks
from recsys_course.grading.records.store import results
from recsys_course.grading.release.course_folder import CannotRelease, release
from recsys_course.grading.release.secret import NoSecret, read_secret
from recsys_course.grading.sandbox.bubblewrap import NoSandbox
from recsys_course.grading.sandbox.hosts import demand_sandbox
from recsys_course.grading.similar.groups import listed
from recsys_course.grading.similar.pairs import similar
from recsys_course.grading.similar.published import published
from recsys_course.grading.similar.reading import answers_of

PROJECT = Path(recsys_course.__file__).resolve().parents[1]
_LINES = 40  # of a list that is shown
_EXPECTED = (CannotRead, CannotRelease, NoSandbox, NoSecret, OSError)


def main(words: Sequence[str] | None = None) -> int:
    """Run the command; 0 where all went well, 1 after an error that is explained in one sentence."""
    given = _parser().parse_args(words)
    try:
        given.run(given)
    except _EXPECTED as error:
        print(f"recsys-course: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped. What is graded is kept: the same command goes on from here.", file=sys.stderr)
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        "recsys-course", description="Release lessons, grade hand-ins, find equal answers."
    )
    commands = parser.add_subparsers(required=True, metavar="release | grade | similar")
    one = commands.add_parser("release", help="make an nbgrader course folder and the bundle for students")
    one.add_argument("--to", type=Path, required=True, metavar="DIR", help="where; what is there already is kept")
    one.add_argument("--lessons", default="", metavar="03,06", help="which lessons (default: all)")
    one.add_argument(
        "--secret", type=Path, metavar="FILE", help="the secret seed (default: DIR/secret, made if missing)"
    )
    one.set_defaults(run=_release)
    one = commands.add_parser("grade", help="grade a folder or a zip of hand-ins")
    one.add_argument("submissions", type=Path, metavar="SUBMISSIONS", help="folder or zip, as your system exports it")
    one.add_argument("--secret", type=Path, required=True, metavar="FILE", help="the secret of the release")
    one.add_argument("--course", type=Path, metavar="DIR", help="the course folder (default: beside the secret)")
    one.add_argument("--layout", default="", metavar="section/student", help="the folders down to the student")
    one.add_argument("--students", type=Path, metavar="FILE", help="a class list: CSV with a column name or id")
    one.add_argument(
        "--jobs", type=_positive, default=os.cpu_count() or 1, metavar="N", help="processes (default: cores)"
    )
    one.add_argument("--dask", default="", metavar="ADDRESS", help="grade on this dask.distributed scheduler instead")
    one.add_argument("--no-sandbox", action="store_true", help="run students' code openly: only if you trust them all")
    add_options(one)
    one.set_defaults(run=_grade)
    one = commands.add_parser("similar", help="list suspiciously equal answers")
    one.add_argument("submissions", type=Path, metavar="SUBMISSIONS")
    one.add_argument("--course", type=Path, metavar="DIR", help="the course folder (default: this checkout's lessons)")
    one.add_argument("--layout", default="", metavar="section/student", help="the folders down to the student")
    one.add_argument("--students", type=Path, metavar="FILE", help="a class list: CSV with a column name or id")
    one.set_defaults(run=_similar)
    return parser


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes; use 1 or more")
    return int(text)


def _release(given: argparse.Namespace) -> None:
    lessons = [name.strip() for name in given.lessons.split(",") if name.strip()]
    made = release(PROJECT, given.to, lessons, given.secret)
    print(f"Released: {', '.join(made.lessons)}")
    print(f"For students:   {made.bundle}")
    print(f"Course folder:  {made.course} (for nbgrader and formgrader)")
    print(f"Secret:         {made.secret} (keep it; whoever has it knows the hidden cases)")


def _grade(given: argparse.Namespace) -> None:
    check_options(given)
    secret, course = read_secret(given.secret), given.course or given.secret.parent / "course"
    assignments = _assignments(course / "release")
    if given.no_sandbox:
        print("Without a sandbox: the code of students can do here whatever you can do.", file=sys.stderr)
    elif not given.dask:
        demand_sandbox()
    home = course.parent
    people = read_class(given.students) if given.students else []
    hand_ins = read(given.submissions, assignments, given.layout, people, lambda names: tqdm(names, "reading"))
    crew = cluster(given.dask) if given.dask else processes(given.jobs)
    graded = grade(hand_ins, assignments, home / "results", secret, crew, sandboxed=not given.no_sandbox)
    marked = partial if given.partial else whole
    answers: list[tuple[str, str, Answers]] = []
    told = [_recorded(course, assignments, one, marked, answers) for one in tqdm(graded, "grading", len(hand_ins))]
    names = [one.student for one in told]
    absent = [Result(name, "", problem=NOTHING) for name in missing(people, names)]
    strangers = unknown(people, names) if people else []
    failed = [_told(one, strangers) for one in told if one.problem]
    done = [_told(by_hand(course, marked(one)), strangers) for one in results(home / "results")]
    copies = similar(answers, published(assignments, PROJECT / "solutions"))
    made = hand_over(given, home, done, [*failed, *absent], copies, secret)
    _tell(len(hand_ins), failed, home, made, done)
    for result in absent:
        print(f"  missing: {result.student} {result.problem}")
    for name in strangers:
        print(f"  unknown: {name} {UNKNOWN}")


def _told(result: Result, strangers: Sequence[str]) -> Result:
    """The result with a note where its student is not on the class list."""
    note = f"{result.student} {UNKNOWN}"
    return replace(result, notes=(*result.notes, note)) if result.student in strangers else result


def _assignments(folder: Path) -> dict[str, Assignment]:
    """The released notebooks. Errors: CannotRead where there are none."""
    try:
        return read_assignments(folder)
    except FileNotFoundError as error:
        raise CannotRead(str(error)) from error


def _recorded(
    course: Path,
    assignments: dict[str, Assignment],
    one: Graded,
    marked: Callable[[Result], Result],
    answers: list[tuple[str, str, Answers]],
) -> Result:
    """Put a hand-in into the gradebook; its result, with the problem where that was not possible."""
    if one.answers is None:
        return one.result
    answers.append((one.result.student, one.result.lesson, one.answers))
    try:
        record(course, assignments[one.result.lesson], one.cells, one.answers, marked(one.result))
    except OSError:  # the gradebook itself cannot be used
        raise
    except Exception as error:  # nothing that one student hands in may stop the class
        words = f"its marks cannot be put into the gradebook ({error}). Cure: look at it by hand."
        return replace(one.result, problem=words)
    return one.result


def _tell(total: int, failed: list[Result], home: Path, made: HandedOver, done: Sequence[Result]) -> None:
    print(f"{total - len(failed)} of {total} hand-ins are graded.")
    for result in failed:
        print(f"  not graded: {result.student or '?'} {result.lesson}: {result.problem}")
    print(f"Marks:     {home / 'grades.csv'}")
    print(f"Feedback:  {home / 'feedback'} ({made.pages} pages)")
    print("\n".join(made.lines))
    print("\n".join(_to_look_at(done)))
    print(f"By hand:   answers in words wait in formgrader; start Jupyter in {home / 'course'}")


def _to_look_at(done: Sequence[Result]) -> Iterator[str]:
    """Each student, task and reason of code that a person should look at; the rest is in grades.csv."""
    found = [f"  {one.student} {mark.task}: {mark.look}" for one in done for mark in looks(one)]
    yield f"To look at: {plural(len(found), 'answer')} in code" + " (column to_look_at of grades.csv)" * bool(found)
    yield from found[:_LINES]
    if len(found) > _LINES:
        yield f"  and {len(found) - _LINES} more"


def _similar(given: argparse.Namespace) -> None:
    assignments = _assignments(given.course / "release" if given.course else PROJECT / "notebooks")
    people = read_class(given.students) if given.students else []
    found = [one for one in read(given.submissions, assignments, given.layout, people) if not one.problem]
    answers = [
        (one.student, one.lesson, own)
        for one in tqdm(found, "reading")
        if (own := answers_of(one, assignments[one.lesson]))
    ]
    pairs = similar(answers, published(assignments, PROJECT / "solutions"))
    print(listed(pairs) or "No suspiciously equal answers.")
    print(f"{plural(len(pairs), 'pair')} among {len(answers)} hand-ins. This is a list to look at; it proves nothing.")


if __name__ == "__main__":
    sys.exit(main())
