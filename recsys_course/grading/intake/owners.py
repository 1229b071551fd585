"""Whose is each file of a class? Names that are judged together: repositories, user names of Blackboard."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace

from recsys_course.grading.intake.files import File
from recsys_course.grading.intake.gradescope import submitters
from recsys_course.grading.intake.layouts import Known, is_zip, never, slug_of
from recsys_course.grading.intake.lms_names import Owner, blackboard, called, is_marked, owner, stem_of, tidy
from recsys_course.grading.intake.versions import NOTEBOOK
from recsys_course.grading.intake.words import is_thing, words_of

_AFTER = re.compile(r"\d\d[\W_]+(?P<name>.+?)(?: ?\(\d{1,3}\))?")
_BRANCH = re.compile(r"-(main|master)$")


def owners(files: Collection[File], lessons: Collection[str], known: Known = never) -> dict[File, Owner | None]:
    """The owner of each file; None where its name does not tell one. known: whether the class list has a name."""
    listed = submitters(files)
    prefix = _shared(blackboard(file.parts[0]) for file in files)
    before = _before_people(files, lessons)
    found = {}
    for file in files:
        one = _owner(file, lessons) or _behind_a_number(file, known)
        stem = _BRANCH.sub("", stem_of(file.parts[0], not is_zip(file)))
        if before and stem.casefold().startswith(before) and len(stem) > len(before):
            one = called(stem[len(before) :], "", earlier=file.parts[0])
        elif one and prefix and blackboard(file.parts[0]):
            one = replace(one, name=tidy(one.own[len(prefix) :]))
        found[file] = listed.get(file.parts[0], one)
    return found


def _owner(file: File, lessons: Collection[str]) -> Owner | None:
    """The owner; None too for loose files at the top that are neither notebooks nor named by a course system."""
    kind = NOTEBOOK.search(file.name) or is_zip(file)
    zipped = file.parts[0].lower().endswith(".zip") and bool(file.inside)
    inside = file.folder or len(file.parts) > 1 or bool(file.problem and not kind)  # a link in place of a folder
    if not inside and not kind and not is_marked(file.name, False):
        return None
    found = owner(file.parts[0], inside and not zipped, lessons)
    return replace(found, rest="") if found and len(file.parts) > 1 else found


def _behind_a_number(file: File, known: Known) -> Owner | None:
    """Whose is a loose 03_ada.ipynb? Only the class list tells ada from a word for the work."""
    found = _AFTER.fullmatch(stem_of(file.parts[0], False)) if len(file.parts) == 1 and not file.folder else None
    return called(found["name"], file.name) if found and known(found["name"]) else None


def _shared(names: Iterable[str]) -> str:
    """What all user names of Blackboard have before them, the assignment; "" where there are not two of them."""
    own = {name for name in names if name}
    return _beginning(own, "_") if len(own) > 1 else ""


def _beginning(names: Collection[str], end: str) -> str:
    """What all names begin with, up to the last such sign in it."""
    first, last = min(names, default=""), max(names, default="")  # in order: what these share, all share
    same = next((n for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[: first.rfind(end, 0, same) + 1]


def _before_people(files: Iterable[File], lessons: Collection[str]) -> str:
    """The slug of the assignment before the user names in the names of repositories, in small letters, or ""."""
    tops = {file.parts[0] for file in files if file.folder or len(file.parts) > 1 or is_zip(file)}
    stems = {_BRANCH.sub("", re.sub(r"\.zip$", "", top)).casefold() for top in tops}
    for slug in map(slug_of, lessons):
        if stems and all(stem.startswith(slug) for stem in stems):
            return slug
    before = _beginning(stems, "-")
    return before if len(stems) > 1 and before and is_thing(before, words_of(lessons)) else ""


def by_student(
    files: Collection[File], lessons: Collection[str], known: Known = never
) -> dict[str, list[tuple[File, Owner | None]]]:
    """The files of each student under a name that nobody else has; "" for files that tell no student.

    known: whether the class list has a name.
    """
    whose = owners(files, lessons, known)
    people = defaultdict(set)
    for found in whose.values():
        if found:
            people[found.name].add(found.identity)
    students: dict[str, list[tuple[File, Owner | None]]] = {}
    for file, found in whose.items():
        if found is None and (file.folder or not (NOTEBOOK.search(file.name) or is_zip(file))):
            continue
        name = found.names[len(people[found.name]) > 1] if found else ""  # with more, where two have one name
        if found and name in students and (other := students[name][0][1]) and other.name != found.name:
            name = found.names[2]  # somebody is called as another one was named
        students.setdefault(name, []).append((file, found))
    return students
