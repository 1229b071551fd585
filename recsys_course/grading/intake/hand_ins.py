"""Reads a folder or a zip of hand-ins, in the shapes that course systems export: one per student and lesson.

    read(place, assignments) -> [HandIn(student, lesson, ...)]

What cannot be graded is in the list too, with its problem: nothing is lost silently.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from recsys_course.grading.intake.beside import Beside, beside, texts
from recsys_course.grading.intake.class_list import named
from recsys_course.grading.intake.files import File, read_bytes, walk
from recsys_course.grading.intake.hand_in_times import handed_in
from recsys_course.grading.intake.layouts import cut, hidden, in_two_places, settled
from recsys_course.grading.intake.lms_names import Owner
from recsys_course.grading.intake.owners import by_student
from recsys_course.grading.intake.question import Reading, doubts
from recsys_course.grading.intake.versions import newest
from recsys_course.grading.intake.work import Work, collected
from recsys_course.grading.notebook.assignment import Assignment
from recsys_course.grading.notebook.reader import Notebook, read_notebook

_NOBODY = "the name does not tell the student. Cure: put it in a folder with the name of the student."
_PACKED = (".rar", ".7z", ".gz", ".tgz", ".tar", ".xz")
Shown = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True)
class HandIn:
    """One lesson of one student.

    student: the name that the folder or file gives. lesson: of the released notebook, "" where it is not known.
    path, inside: the file on disk, and the names in zips below it. problem: why it cannot be graded, with the
    cure, or "". note: what the instructor should know about a hand-in that can be graded. owner: whose it is. file: the
    name that it had; time: when it was handed in, in seconds since 1970, as far as its folder, zip or file tells it.
    beside: Python files that it can import, by the names of the modules.
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
    beside: Beside = ()

    def notebook(self) -> Notebook:
        """Its cells. Errors: CannotRead, Unreadable."""
        return read_notebook(read_bytes(self.path, self.inside))

    def modules(self) -> dict[str, str]:
        """The text of each Python file beside it, by the name of the module. Errors: none."""
        return texts(self.beside)


def read(
    place: Path,
    assignments: Mapping[str, Assignment],
    layout: str = "",
    people: Sequence[tuple[str, ...]] = (),
    shown: Shown = iter,
) -> list[HandIn]:
    """Every hand-in of a folder or zip, sorted by student and lesson.

    place: one folder per student; flat files; a zip of a course system; a folder with such zips. assignments:
    those that were given out, by name. Of several files of one student for one lesson the newest
    readable one counts, and its note says so. Links are not followed, nothing is unpacked or run. layout: the
    folders down to the student, such as section/student; "" where the names tell it. people: the class list, which
    tells folders of students from those around them. shown: shows how far the reading is, one student after another.
    Where a folder may be several people it has a problem. Errors: CannotRead where the place itself is neither
    folder nor zip; Unsure where that is so of everybody.
    """
    files = _files(place, assignments, layout, people)
    twice = in_two_places(files, assignments)
    students = by_student(files, assignments, named(people))
    readings: list[Reading] = []
    found: list[HandIn] = []
    for student in shown(students):
        work = collected([(_timed(file), owner) for file, owner in students[student]], assignments)
        readings.append(Reading(student, students[student][0][0], work.versions))
        found += _of_student(student, students[student][0][0], work)
    doubtful = {} if layout else doubts(readings, assignments, named(people))
    doubtful |= {name: twice[top] for name, own in students.items() if (top := own[0][0].parts[0]) in twice}
    found = [one for one in found if one.student not in doubtful]
    found += [HandIn(student, "", place, (), problem) for student, problem in doubtful.items()]
    return sorted(found, key=lambda one: (one.student, one.lesson, one.problem))


def _files(
    place: Path, assignments: Mapping[str, Assignment], layout: str, people: Sequence[tuple[str, ...]]
) -> list[File]:
    """Every file, each from the folder, the zip or the file of its student on. Errors: CannotRead."""
    files = [file for file in walk(place) if not hidden(file)]
    return cut(files, layout) if layout else settled(files, assignments, named(people))


def _timed(file: File) -> File:
    """The file with the time that a course system wrote into a name."""
    return replace(file, time=handed_in(file.parts[0]) or handed_in(file.name) or file.time)


def _of_student(name: str, first: File, work: Work) -> Iterable[HandIn]:
    """One hand-in for each lesson; where there are none at all, one that says so."""
    if not name:
        for one in work.versions:
            yield HandIn("", "", one.file.path, one.file.inside, f"{one.file.name}: {_NOBODY}")
        yield from (HandIn("", "", first.path, (), problem) for problem in work.problems)
        return
    by_lesson = defaultdict(list)
    for one in work.counting:
        by_lesson[one.lesson, one.owner.passing if one.owner else ""].append(one)
    lessons = [lesson for lesson, _ in by_lesson]
    for (lesson, _), tried in by_lesson.items():
        best, note = newest(tried, [*work.problems[:3], *work.left_out])
        own = best.owner.names[1] if best.owner and lessons.count(lesson) > 1 else name
        modules = beside(work.modules, best.file)
        yield HandIn(
            own, lesson, best.file.path, best.file.inside, best.problem, note, best.owner, best.name, best.file.time,
            modules,
        )  # fmt: skip
    if not by_lesson:
        yield HandIn(name, "", first.path, (), _nothing(work), owner=work.owner)


def _nothing(work: Work) -> str:
    """Why a student has no hand-in."""
    listed = ", ".join(work.others[:5])
    rest = f"it holds {listed}" if listed else "it is empty"
    problem = " ".join(work.problems[:3]) or f"no notebook: {rest}. Cure: ask for the .ipynb file."
    if any(one.lower().endswith(_PACKED) for one in work.others):
        problem += " Archives other than zip are not opened: unpack it first."
    return problem
