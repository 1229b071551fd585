"""Where a folder may be one student or several people: how it was read, and the options that settle it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from recsys_course.checking.wording import plural
from recsys_course.grading.intake.files import CannotRead, File
from recsys_course.grading.intake.layouts import STUDENT, Known, is_lesson_folder
from recsys_course.grading.intake.lms_names import is_marked, names_lesson, owner
from recsys_course.grading.intake.versions import Version, newest
from recsys_course.grading.intake.words import akin, is_thing, words_of

_LINES = 30
_BOTH = (
    "it is not certain whose work this is. Read: {}. It gets no marks, everybody else does. Cure: put each notebook "
    "in a folder with the name of its student, or use --students FILE, a class list with their names."
)


class Unsure(CannotRead):
    """Several people could be meant by one folder; the message shows the reading and names the options."""


@dataclass(frozen=True)
class Reading:
    """One student as the names were read. first: the first file or folder. versions: every lesson in every file."""

    student: str
    first: File
    versions: Sequence[Version]


def doubts(readings: Sequence[Reading], lessons: Collection[str], known: Known) -> dict[str, str]:
    """For each student whose work lies under the names of several people: the question, and the cure.

    Errors: Unsure where nobody is certain: then the layout is not understood at all.
    """
    students = [one for one in readings if one.student]
    people = {one.student: _people(one, lessons, known) for one in students}
    doubtful = [one for one in students if len(people[one.student]) > 1]
    certain = [one for one in students if one not in doubtful and any(version.touched for version in one.versions)]
    if doubtful and not certain:
        around = ["folder"] * len(doubtful[0].first.around)
        outer, inner = ("/".join([*around, *more]) for more in ([STUDENT], ["section", STUDENT]))
        ordered = [*doubtful, *(one for one in students if one not in doubtful)]
        lines = [_line(one, people[one.student]) for one in ordered]
        more = [f"  and {len(lines) - _LINES} more"] if len(lines) > _LINES else []
        cure = (
            f"No marks are given. Cure: --layout {outer} where this is right, --layout {inner} where the folders or "
            "files in these are the students, or --students FILE, a class list with their names."
        )
        raise Unsure("\n".join(["it is not certain who is a student. Read so far:", *lines[:_LINES], *more, cure]))
    return {one.student: _BOTH.format(_line(one, people[one.student]).strip()) for one in doubtful}


def _line(one: Reading, people: Collection[str]) -> str:
    """Who, which file, how many are left out, and who else it may be."""
    by_lesson = defaultdict(list)
    for version in one.versions:
        by_lesson[version.lesson].append(version)
    kept = [newest(found, ())[0] for found in by_lesson.values()]
    files = ", ".join("/".join(version.file.parts[1:] or version.file.parts) for version in kept[:3]) or "no notebook"
    left = plural(len(one.versions) - len(kept), "file")
    read = f"  {one.first.parts[0]} as one student: {files} counts, {left} left out"
    names = ", ".join(sorted(people)[:8]) + (f" and {len(people) - 8} more" if len(people) > 8 else "")
    return f"{read}; or {len(people)} students: {names}" if len(people) > 1 else read


def _people(one: Reading, lessons: Collection[str], known: Known) -> set[str]:
    """The names, below the folder of one student, under which there is work, where none is the student's own."""
    top = one.first.parts[0]
    sure = known(one.student) or known(top) or is_marked(top, True) or is_marked(top, False)
    touched = [version for version in one.versions if version.touched]
    found = {_person(version, lessons) for version in touched} - {""}
    for lesson in {version.lesson for version in touched}:  # files that name no lesson: two of one lesson are two works
        same = {_person(version, lessons, loose=True) for version in touched if version.lesson == lesson} - {""}
        found |= same if len(same) > 1 else set()
    found = {name for name in found if known(name)} if sure else found
    return set() if any(akin(name, one.student) for name in found) else found


def _person(version: Version, lessons: Collection[str], loose: bool = False) -> str:
    """Whom the path below the top names: the first folder that is no thing, else the file, if it names a lesson too."""
    words = words_of(lessons)
    for part in version.file.parts[1:-1]:
        name = part.removesuffix(".zip")
        if not is_thing(name, words) and not is_lesson_folder(name, lessons):
            return name
    found = owner(version.file.name, False, lessons) if len(version.file.parts) > 1 and version.lesson else None
    if not found or is_thing(found.name, words) or not (loose or names_lesson(version.file.name, lessons)):
        return ""
    return found.name
