"""Which folders stand around the hand-ins of a class, and which are the students?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from recsys_course.grading.intake.files import CannotRead, File
from recsys_course.grading.intake.lms_names import is_marked, owner
from recsys_course.grading.intake.versions import NOTEBOOK

STUDENT = "student"
_AROUND = ("submitted", "submissions", "inbound")  # nbgrader's own names, and one that many use
_LESSON_FOLDER = re.compile(r"\d\d(?!\d)(?!-.+-)")  # 03, 03_neighbours; 03-neighbours-anna is a repository


class Unsure(CannotRead):
    """Several people could be meant by one folder; the message shows the reading and names the option."""


def cut(files: list[File], layout: str) -> list[File]:
    """The files from the folder of the student on, for a layout such as section/student. Errors: CannotRead."""
    names = layout.split("/")
    if names[-1] != STUDENT:
        raise CannotRead(f"--layout {layout} does not end in {STUDENT}. Cure: section/{STUDENT}, for example.")
    outside = [one for one in files if len(one.parts) < len(names) and NOTEBOOK.search(one.name)]
    if outside:
        path = "/".join(outside[0].parts)
        raise CannotRead(f"{path} lies outside of the layout {layout}. Cure: move it, or name another --layout.")
    found = [one for one in files if len(one.parts) >= len(names)]
    _demand_one_place(found, len(names))
    return [replace(one, parts=one.parts[len(names) - 1 :]) for one in found]


def _demand_one_place(files: Iterable[File], depth: int) -> None:
    """Errors: CannotRead where two folders have a student of one name: they may be two people."""
    places = {one.parts[:depth] for one in files}
    counts = Counter(place[-1] for place in places if not is_marked(place[-1], True))
    twice = sorted("/".join(place) for place in places if counts[place[-1]] > 1)
    if twice:
        raise CannotRead(f"{' and '.join(twice[:4])} have one name and may be two people. Cure: rename the folders.")


def unwrapped(files: list[File], lessons: Collection[str]) -> list[File]:
    """Without the folders around all others, and without the sections around hand-ins that a system named."""
    tops = {file.parts[0] for file in files}
    sections = _sections(files, lessons)
    if sections:
        inner = [one for one in files if one.parts[0] in sections and len(one.parts) > 1]
        apart = [one for one in files if one.parts[0] not in sections]
        return [*apart, *(replace(one, parts=one.parts[1:]) for one in inner)]
    if len(tops) != 1 or is_marked(top := next(iter(tops)), True):
        return files
    inner = [replace(file, parts=file.parts[1:]) for file in files if len(file.parts) > 1]
    deeper = unwrapped(inner, lessons) if inner else []
    return deeper if inner and (top.lower() in _AROUND or is_export(deeper)) else files


def is_export(files: list[File]) -> bool:
    """Whether files are those of several people, or named by a course system."""
    tops = {(file.parts[0], len(file.parts) > 1 or file.folder) for file in files}
    return any(is_marked(*top) for top in tops) or len(_people(files)) > 1


def demand_certain(files: Iterable[File], lessons: Collection[str]) -> None:
    """Errors: Unsure where a folder that would be one student holds several folders with notebooks."""
    inside: dict[str, list[File]] = defaultdict(list)
    for file in files:
        if len(file.parts) > 1 and not is_marked(file.parts[0], True):
            inside[file.parts[0]].append(replace(file, parts=file.parts[1:]))
    people = {top: sorted(_people(found) - set(lessons)) for top, found in inside.items()}
    doubtful = {top: names for top, names in people.items() if len(names) > 1}
    if doubtful:
        counts = {top: sum(bool(NOTEBOOK.search(file.name)) for file in inside[top]) for top in doubtful}
        read = "; ".join(
            f"{top}/ as one student, with {counts[top]} notebooks in {', '.join(names[:5])}, of which one for each "
            "lesson counts"
            for top, names in doubtful.items()
        )
        raise Unsure(
            f"it is not certain who is a student. Read so far: {read}. No marks are given. "
            f"Cure: --layout {STUDENT} where this is right, --layout section/{STUDENT} where the inner folders are."
        )


def _people(files: Iterable[File]) -> set[str]:
    """Folders that hold notebooks and are not lessons."""
    folders = {file.parts[0] for file in files if len(file.parts) > 1 and NOTEBOOK.search(file.name)}
    return {name for name in folders if not _LESSON_FOLDER.match(name) and not name.startswith(".ipynb")}


def _sections(files: Iterable[File], lessons: Collection[str]) -> set[str]:
    """Folders whose own folders or files a course system named; files only where they are of two people."""
    found: dict[str, set[str]] = defaultdict(set)
    sure = set()
    for file in files:
        if len(file.parts) < 2 or is_marked(file.parts[0], True):
            continue
        folder = file.folder or len(file.parts) > 2
        if is_marked(file.parts[1], folder) and (whose := owner(file.parts[1], folder, lessons)):
            found[file.parts[0]].add(whose.name)
            sure |= {file.parts[0]} if folder else set()
    return sure | {top for top, names in found.items() if len(names) > 1}
