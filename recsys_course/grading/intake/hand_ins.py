"""Reads a folder or a zip of hand-ins, in the shapes that course systems export: one per student and lesson.

    read(place, assignments) -> [HandIn(student, lesson, ...)]

What cannot be graded is in the list too, with its problem: nothing is lost silently.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from recsys_course.grading.intake.files import CannotRead, File, read_bytes, walk, walk_zip
from recsys_course.grading.intake.layouts import cut, demand_certain, is_export, unwrapped
from recsys_course.grading.intake.lms_names import Owner, handed_in, is_marked, owner
from recsys_course.grading.intake.versions import NOTEBOOK, newest, read_version
from recsys_course.grading.notebook.assignment import Assignment
from recsys_course.grading.notebook.reader import Notebook, read_notebook

FILES_OF_ONE = 50
_HIDDEN = ("__MACOSX", ".git", ".venv", "__pycache__", ".cache", ".local", ".config", ".conda", ".Trash")
_MAYBE = re.compile(r"(\.(json|txt)|^[^.]+)$", re.IGNORECASE)
_NOBODY = "the name does not tell the student. Cure: put it in a folder with the name of the student."
_PACKED = (".rar", ".7z", ".gz", ".tgz", ".tar", ".xz")


@dataclass(frozen=True)
class HandIn:
    """One lesson of one student.

    student: the name that the folder or file gives. lesson: of the released notebook, "" where it is not known.
    path, inside: the file on disk, and the names in zips below it. problem: why it cannot be graded, with the
    cure, or "". note: what the instructor should know about a hand-in that can be graded. owner: whose it is. file: the
    name that it had; time: when it was handed in, in seconds since 1970, as far as its folder, zip or file tells it.
    """

    student: str
    lesson: str
    path: Path
    inside: tuple[str, ...] = ()
    problem: str = ""
    note: str = ""
    owner: Owner | None = None
    file: str = ""
    time: float = 0.0

    def notebook(self) -> Notebook:
        """Its cells. Errors: CannotRead, Unreadable."""
        return read_notebook(read_bytes(self.path, self.inside))


@dataclass
class _Student:
    """What one student handed in: files with the names they had, and things that cannot be read."""

    place: Path
    files: list[tuple[str, File, Owner | None]] = field(default_factory=list)
    owner: Owner | None = None
    problems: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


def read(place: Path, assignments: Mapping[str, Assignment], layout: str = "") -> list[HandIn]:
    """Every hand-in of a folder or zip, sorted by student and lesson.

    place: one folder per student; flat files; a zip of Moodle or Canvas; a folder with such zips. assignments:
    those that were given out, by name. Of several files of one student for one lesson the newest
    readable one counts, and its note says so. Links are not followed, nothing is unpacked or run. layout: the
    folders down to the student, such as section/student; "" where the names tell it.
    Errors: CannotRead where the place itself is neither folder nor zip; Unsure where a folder may be several people.
    """
    students: dict[str, _Student] = {}
    for export in _exports(list(walk(place)), assignments, layout):
        if not layout:
            demand_certain(export, assignments)
        _sort_in(students, export, assignments)
    found = [one for name, student in students.items() for one in _of_student(name, student, assignments)]
    return sorted(found, key=lambda one: (one.student, one.lesson, one.problem))


def _exports(files: list[File], assignments: Mapping[str, Assignment], layout: str) -> Iterable[list[File]]:
    """The files of the place, and apart from them those of each zip in it that is an export of its own."""
    files = [file for file in files if not _hidden(file)]
    if layout:
        yield cut(files, layout)
        return
    below = [replace(file, parts=file.parts[1:]) if file.parts[0] in assignments else file for file in files]
    files = unwrapped([file for file in below if file.parts], assignments)  # folders of lessons are not students
    inner = {file: _inner(file) for file in files if len(file.parts) == 1 and _is_zip(file)}
    others = [file for file in files if file not in inner and (len(file.parts) > 1 or file.folder or _is_hand_in(file))]
    if inner and not others and all(map(is_export, inner.values())):
        yield from (unwrapped(found, assignments) for found in inner.values())
    else:  # beside hand-ins a zip is the hand-in of one student, and may not speak for others
        yield files


def _is_zip(file: File) -> bool:
    return file.name.lower().endswith(".zip")


def _is_hand_in(file: File) -> bool:
    return bool(NOTEBOOK.search(file.name)) or is_marked(file.name, False)


def _inner(file: File) -> list[File]:
    """The files in a zip; none in one that names its student, or cannot be read."""
    try:
        found = [] if is_marked(file.name, False) else walk_zip(file.path, file.inside)
        return [one for one in found if not _hidden(one)]
    except CannotRead:
        return []


def _hidden(file: File) -> bool:
    """Files of the system. A notebook is kept in a folder with a dot too: it may be all there is."""
    notebook = NOTEBOOK.search(file.name) and not file.name.startswith("._")
    kept = [".ipynb_checkpoints", *(file.parts if notebook else ())]
    return any(part in _HIDDEN or (part[0] == "." and part not in kept) for part in file.parts)


def _sort_in(students: dict[str, _Student], files: list[File], assignments: Mapping[str, Assignment]) -> None:
    """Add the files of one export to those of their students. Files whose names do not tell a student go to ""."""
    owners = {file: _owner(file, assignments) for file in files}
    people = defaultdict(set)
    for found in owners.values():
        if found:
            people[found.name].add(found.identity)
    for file, found in owners.items():
        if found is None and (file.folder or not NOTEBOOK.search(file.name)):
            continue
        name = found.names[len(people[found.name]) > 1] if found else ""  # with more, where two have one name
        if found and name in students and (other := students[name].owner) and other.name != found.name:
            name = found.names[2]  # somebody is called as another one was named
        student = students.setdefault(name, _Student(file.path, owner=found))
        file = replace(file, time=handed_in(file.parts[0]) or file.time)
        _add(student, found.rest if found and found.rest else file.name, file, found)


def _owner(file: File, assignments: Mapping[str, Assignment]) -> Owner | None:
    """The owner; None too for loose files at the top that are neither notebooks nor named by a course system."""
    kind = NOTEBOOK.search(file.name) or _is_zip(file)
    folder = file.folder or len(file.parts) > 1 or bool(file.problem and not kind)  # a link in place of a folder
    if not folder and not kind and not is_marked(file.name, False):
        return None
    found = owner(file.parts[0], folder, assignments)
    return replace(found, rest="") if found and len(file.parts) > 1 else found


def _add(student: _Student, name: str, file: File, owner: Owner | None) -> None:
    """Keep a file of a student: a notebook, a zip (whose files are the student's), or something else."""
    if file.problem:
        student.problems.append(f"{file.name} {file.problem}")
    elif file.folder:
        return
    elif _is_zip(file) and len(file.inside) < 3:
        try:
            for inner in walk_zip(file.path, file.inside):
                if not _hidden(inner):
                    _add(student, inner.name, replace(inner, parts=(*file.parts, *inner.parts)), owner)
        except CannotRead as error:
            student.problems.append(str(error))
    elif NOTEBOOK.search(file.name) or _MAYBE.search(file.name):
        student.files.append((name, file, owner))
    else:
        student.others.append(file.name)


def _of_student(name: str, student: _Student, assignments: Mapping[str, Assignment]) -> Iterable[HandIn]:
    """One hand-in for each lesson; where there are none at all, one that says so."""
    if not name:
        for _, file, _ in student.files:
            yield HandIn("", "", file.path, file.inside, f"{file.name}: {_NOBODY}")
        yield from (HandIn("", "", student.place, (), problem) for problem in student.problems)
        return
    student.files.sort(key=lambda one: (not NOTEBOOK.search(one[0]), -one[1].time))
    if len(student.files) > FILES_OF_ONE:
        student.problems.append(f"of {len(student.files)} files the newest {FILES_OF_ONE} notebooks are read")
    found = (read_version(own, file, owner, assignments) for own, file, owner in student.files[:FILES_OF_ONE])
    versions = [one for one in found if one]
    if any(one.lesson for one in versions):  # a stray file beside a real hand-in costs nothing
        versions = [one for one in versions if one.lesson]
    by_lesson = defaultdict(list)
    for one in versions:
        by_lesson[one.lesson, one.owner.passing if one.owner else ""].append(one)
    lessons = [lesson for lesson, _ in by_lesson]
    for (lesson, _), tried in by_lesson.items():
        best, note = newest(tried, student.problems[:3])
        own = best.owner.names[1] if best.owner and lessons.count(lesson) > 1 else name
        yield HandIn(
            own, lesson, best.file.path, best.file.inside, best.problem, note, best.owner, best.name, best.file.time
        )
    if not by_lesson:
        listed = ", ".join(student.others[:5])
        rest = f"it holds {listed}" if listed else "it is empty"
        problem = " ".join(student.problems[:3]) or f"no notebook: {rest}. Cure: ask for the .ipynb file."
        if any(one.lower().endswith(_PACKED) for one in student.others):
            problem += " Archives other than zip are not opened: unpack it first."
        yield HandIn(name, "", student.place, (), problem, owner=student.owner)
