"""The work of one student, read within limits of time and size: whatever one student hands in, the class goes on."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from recsys_course.checking.runner.timeout import OutOfTime, call_within
from recsys_course.grading.intake.files import CannotRead, File, walk_zip
from recsys_course.grading.intake.layouts import hidden, is_zip
from recsys_course.grading.intake.lms_names import Owner, lesson_hint
from recsys_course.grading.intake.versions import NOTEBOOK, Version, read_versions
from recsys_course.grading.notebook.assignment import Assignment

FILES_OF_ONE = 50
ZIPS_OF_ONE = 20
SECONDS_OF_ONE = 60.0  # of computing for all files of a student
SECONDS_OF_A_FILE = 20.0
_MAYBE = re.compile(r"(\.(json|txt)|^[^.]+)$", re.IGNORECASE)


@dataclass
class Work:
    """What one student handed in: lessons in files that were read, things that cannot be read, names of the rest.

    files, modules: notebooks and Python files, each with the name that the student's file had.
    """

    owner: Owner | None = None
    files: list[tuple[str, File, Owner | None]] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    modules: list[tuple[str, File]] = field(default_factory=list)
    zips: int = 0

    @property
    def counting(self) -> list[Version]:
        """The versions that may count: a stray or an untouched file beside real work costs nothing."""
        known = [one for one in self.versions if one.lesson] or self.versions
        worked = {one.lesson for one in known if one.touched and not one.problem}
        return [one for one in known if one.lesson in worked or one.problem] if worked else known

    @property
    def left_out(self) -> list[str]:
        """A sentence on files of other lessons that are as they were given out."""
        counting = {one.lesson for one in self.counting}
        names = sorted({one.lesson for one in self.versions if not one.touched} - counting - {""})
        return [f"left out, as they were given out: {', '.join(names)}"] if names else []


def collected(files: Sequence[tuple[File, Owner | None]], assignments: Mapping[str, Assignment]) -> Work:
    """Read what one student handed in. Errors: none but of the machine."""
    work = Work(files[0][1])
    begun = time.process_time()
    for file, owner in files:
        _, error = call_within(SECONDS_OF_ONE, lambda file=file, owner=owner: _add(work, file, owner))  # type: ignore[misc]
        if error:
            work.problems.append(f"{file.name} cannot be read ({_why(error)}). Cure: look at it by hand.")
    work.files.sort(key=lambda one: _first(one[0], one[1], assignments))
    if len(work.files) > FILES_OF_ONE:
        work.problems.append(f"of {len(work.files)} files the newest {FILES_OF_ONE} notebooks are read")
    for name, file, owner in work.files[:FILES_OF_ONE]:
        if time.process_time() - begun > SECONDS_OF_ONE:
            words = f"reading its files took more than {SECONDS_OF_ONE:g} s, {file.name} and the rest are left out"
            work.problems.append(f"{words}. Cure: look at it by hand.")
            break
        work.versions += _read(name, file, owner, assignments)
    return work


def _first(name: str, file: File, assignments: Mapping[str, Assignment]) -> tuple[bool, bool, float]:
    """Notebooks before the rest, those that are called as a lesson first, then the newest."""
    return not NOTEBOOK.search(name), not lesson_hint(name, assignments), -file.time


def _read(name: str, file: File, owner: Owner | None, assignments: Mapping[str, Assignment]) -> list[Version]:
    found, error = call_within(SECONDS_OF_A_FILE, lambda: read_versions(name, file, owner, assignments))
    if error is None:
        return list(found)
    words = f"{file.name} cannot be read ({_why(error)}). Cure: look at it by hand."
    return [Version(lesson_hint(name, assignments), name, file, owner, words)]


def _why(error: BaseException) -> str:
    late = f"it takes more than {SECONDS_OF_A_FILE:g} s"
    return late if isinstance(error, OutOfTime) else type(error).__name__


def _add(work: Work, file: File, owner: Owner | None) -> None:
    """Keep a file of a student: a notebook, a zip (whose files are the student's), or something else."""
    if file.problem:
        work.problems.append(f"{file.name} {file.problem}")
    elif file.folder:
        return
    elif is_zip(file) and len(file.inside) < 3:
        _add_zip(work, file, owner)
    else:
        _add_file(work, file, owner)


def _add_file(work: Work, file: File, owner: Owner | None) -> None:
    rest = owner.rest if owner and owner.rest and len(file.parts) == 1 else file.name
    if NOTEBOOK.search(file.name) or _MAYBE.search(file.name):
        work.files.append((rest, file, owner))
    else:
        work.modules += [(rest, file)] if rest.lower().endswith(".py") else []
        work.others.append(file.name)


def _add_zip(work: Work, file: File, owner: Owner | None) -> None:
    work.zips += 1
    if work.zips > ZIPS_OF_ONE:
        work.problems.append(f"{file.name} is not opened: there are more than {ZIPS_OF_ONE} zips. Cure: unpack it.")
        return
    try:
        for inner in walk_zip(file.path, file.inside):
            if not hidden(inner):
                _add(work, replace(inner, parts=(*file.parts, *inner.parts), around=file.around), owner)
    except CannotRead as error:
        work.problems.append(str(error))
