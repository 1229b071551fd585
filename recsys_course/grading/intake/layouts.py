"""Which folders and zips stand around the hand-ins of a class, and which are the students?

What only a course system writes, or a name of the class list, tells a student for certain. Without that, folders that
stand around everything are taken away where several people are in them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from recsys_course.grading.intake.files import OF_PROGRAMS, CannotRead, File, walk_zip
from recsys_course.grading.intake.lms_names import is_marked, lesson_hint, names_lesson, owner, stem_of
from recsys_course.grading.intake.versions import NOTEBOOK
from recsys_course.grading.intake.words import is_thing, words_of

STUDENT = "student"
_AROUND = ("submitted", "submissions", "inbound")  # nbgrader's own names, and one that many use
_OF_NBGRADER = {"source", "release", "autograded", "feedback", "gradebook.db"}  # beside submitted/ in a course
_TWICE = "{} have one name and may be two people. Cure: rename the folders."
Known = Callable[[str], bool]  # is this the name of somebody on the class list?


def never(name: str) -> bool:
    """Nobody is on a class list that is not there."""
    return False


def cut(files: list[File], layout: str) -> list[File]:
    """The files from the folder of the student on, for a layout such as section/student. Errors: CannotRead."""
    names = layout.split("/")
    if names[-1] != STUDENT:
        raise CannotRead(f"--layout {layout} does not end in {STUDENT}. Cure: section/{STUDENT}, for example.")
    files = _unzipped(files, len(names) - 1)
    outside = [one for one in files if len(one.parts) < len(names) and NOTEBOOK.search(one.name)]
    if outside:
        path = "/".join(outside[0].parts)
        raise CannotRead(f"{path} lies outside of the layout {layout}. Cure: move it, or name another --layout.")
    found = [one for one in files if len(one.parts) >= len(names)]
    return [_stepped(one, len(names) - 1) for one in found]


def _unzipped(files: Iterable[File], depth: int) -> list[File]:
    """The files with those of zips that lie in so many outer folders, in place of these zips."""
    found = []
    for file in files:
        inner = listed(file) if len(file.parts) <= depth and is_zip(file) else []
        found += _unzipped(inner, depth) if inner else [file]
    return found


def in_two_places(files: Collection[File], lessons: Collection[str]) -> dict[str, str]:
    """For each plain name that folders in two places have, which may be two people: a sentence with the cure.

    Errors: CannotRead where that is so of every folder.
    """
    places = {(*(part for part in one.around if part not in lessons), one.parts[0]) for one in files}
    plain = [place for place in places if not is_marked(place[-1], True) and not is_marked(place[-1], False)]
    counts = Counter(place[-1] for place in plain)
    twice: dict[str, list[str]] = defaultdict(list)
    for place in sorted(plain):
        if counts[place[-1]] > 1:
            twice[place[-1]].append("/".join(place))
    told = {name: _TWICE.format(" and ".join(paths[:4])) for name, paths in twice.items()}
    if told and len(told) == len({place[-1] for place in places}):
        raise CannotRead(" ".join(list(told.values())[:4]))
    return told


def settled(files: list[File], lessons: Collection[str], known: Known) -> list[File]:
    """The files, each from the folder, the zip or the file of its student on."""
    tops = _by_top(files)
    if "submitted" in tops and tops.keys() & _OF_NBGRADER:
        tops = {top: group for top, group in tops.items() if top not in _OF_NBGRADER}
    inner = {top: _inner(group) for top, group in tops.items()}
    units = [top for top, group in tops.items() if inner[top] or any(map(_is_unit, group))]
    below = {top: _below(top, inner[top], len(units) == 1, lessons, known) for top in tops}
    _open_all_zips(units, inner, below, lessons, known)
    return [one for top, group in tops.items() for one in (below[top] or group)]


def _by_top(files: Iterable[File]) -> dict[str, list[File]]:
    tops: dict[str, list[File]] = defaultdict(list)
    for file in files:
        tops[file.parts[0]].append(file)
    return tops


def _is_unit(file: File) -> bool:
    """Whether something at the top is a hand-in or holds some, and is no list or page of the system."""
    return file.folder or is_zip(file) or bool(NOTEBOOK.search(file.name)) or is_marked(file.name, False)


def _inner(group: list[File]) -> list[File]:
    """The files in a folder, or in a loose zip."""
    if len(group) == 1 and is_zip(group[0]) and len(group[0].parts) == 1:
        return [_stepped(one, 1) for one in listed(group[0])]
    return [_stepped(one, 1) for one in group if len(one.parts) > 1]


def _below(top: str, inner: list[File], lone: bool, lessons: Collection[str], known: Known) -> list[File]:
    """The files of a folder that stands around students, from them on; none where it is a student itself."""
    zipped = bool(inner) and inner[0].inside != () and top.lower().endswith(".zip")
    if not inner or is_marked(top, not zipped) or known(top) or known(top[:-4] if zipped else top):
        return []
    sure = top in lessons or _is_sure(inner, lone, lessons, known)
    if not sure and not lone:
        return []
    deeper = settled(inner, lessons, known)
    return deeper if sure or top.lower() in _AROUND or _is_class(deeper, lessons) else []


def _open_all_zips(
    units: list[str], inner: dict[str, list[File]], below: dict[str, list[File]], lessons: Collection[str], known: Known
) -> None:
    """Zips alone, each with several people in it, are exports; beside hand-ins a zip may be one student's."""
    if not all(top.lower().endswith(".zip") and inner[top] for top in units):
        return
    deeper = {top: below[top] or settled(inner[top], lessons, known) for top in units if not is_marked(top, False)}
    if len(deeper) == len(units) and all(_is_class(found, lessons) for found in deeper.values()):
        below.update(deeper)


def _is_sure(files: list[File], lone: bool, lessons: Collection[str], known: Known) -> bool:
    """Whether a system or the class list named a student below; by loose files only where they are of two people."""
    loose = defaultdict(set)
    for file in files:
        folders = file.parts if file.folder else file.parts[:-1]
        if any(is_marked(part, True) or known(part) or _is_repository(part, lessons) for part in folders):
            return True
        whose = owner(file.name, False, lessons) if not file.folder and _is_loose(file) else None
        if whose and (is_marked(file.name, False) or known(whose.name)):
            loose[folders].add(whose.name)
    return any(len(names) > (not lone) for names in loose.values())


def _is_repository(name: str, lessons: Collection[str]) -> bool:
    """Whether a folder is called as a lesson and somebody: 03-neighbours-anna."""
    before = next((slug for slug in map(slug_of, lessons) if name.casefold().startswith(slug)), "")
    return bool(before) and not is_thing(name[len(before) :], words_of(lessons))


def slug_of(lesson: str) -> str:
    """What stands before the user names in the names of repositories of a lesson: 03-neighbours- and so on."""
    return re.sub(r"[\W_]+", "-", lesson.casefold()) + "-"


def _is_loose(file: File) -> bool:
    return bool(NOTEBOOK.search(file.name)) or is_zip(file) or is_marked(file.name, False)


def _is_class(files: Iterable[File], lessons: Collection[str]) -> bool:
    """Whether files are those of several people: by their folders, or by loose files that name person and lesson."""
    words = words_of(lessons)
    notebooks = [file for file in files if NOTEBOOK.search(file.name) or is_zip(file)]
    folders = {file.parts[0] for file in notebooks if len(file.parts) > 1}
    people = {name for name in folders if not is_thing(name, words) and not is_lesson_folder(name, lessons)}
    loose = [file.name for file in notebooks if len(file.parts) == 1 and names_lesson(file.name, lessons)]
    people |= {found.name for name in loose if (found := owner(name, False, lessons))}
    zips = {stem_of(file.name, False) for file in notebooks if len(file.parts) == 1 and is_zip(file)}
    people |= {stem for stem in zips if not is_thing(stem, words)}
    return len(people) > 1 or any(is_marked(file.parts[0], len(file.parts) > 1) for file in notebooks)


def is_lesson_folder(name: str, lessons: Collection[str]) -> bool:
    """Whether a folder is called as a lesson: 03, 03_neighbours; but 03-neighbours-anna is a repository."""
    return bool(lesson_hint(name, lessons)) and is_thing(name, words_of(lessons))


def is_zip(file: File) -> bool:
    """Whether a file is called a zip."""
    return file.name.lower().endswith(".zip") and not file.folder and not file.problem


def hidden(file: File) -> bool:
    """Files of the system. A notebook is kept in a folder with a dot too: it may be all there is."""
    notebook = NOTEBOOK.search(file.name) and not file.name.startswith("._")
    kept = [".ipynb_checkpoints", *(file.parts if notebook else ())]
    back = any("_assignfeedback_" in part for part in file.parts)  # what the teacher gave back on Moodle
    away = (*OF_PROGRAMS, ".cache", ".local", ".config", ".conda", ".Trash")
    return back or any(part in away or (part[0] == "." and part not in kept) for part in file.parts)


def listed(file: File) -> list[File]:
    """The files in a zip, below its name; none in one that cannot be read or lies in too many zips."""
    try:
        found = walk_zip(file.path, file.inside) if len(file.inside) < 3 else []
    except CannotRead:
        return []
    inner = (replace(one, parts=(*file.parts, *one.parts), around=file.around) for one in found if not hidden(one))
    return [one for one in inner if one.parts]


def _stepped(file: File, steps: int) -> File:
    return replace(file, parts=file.parts[steps:], around=(*file.around, *file.parts[:steps]))
