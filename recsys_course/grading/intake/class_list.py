"""A class list: who handed in nothing, and who handed in without being on it."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable
from pathlib import Path

from recsys_course.grading.intake.files import CannotRead, read_bytes
from recsys_course.grading.intake.lms_names import tidy

_NAMES = ("name", "student", "full name")
_IDS = ("id", "username", "user", "login")
NOTHING = "handed in nothing that carries this name. Cure: ask for it, or mend the name in the class list."


def read_class(path: Path) -> list[tuple[str, ...]]:
    """What each student of a CSV file may be called, by its columns name and id. Errors: CannotRead."""
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CannotRead(f"{path} is not UTF-8 text (byte {error.start}). Cure: save it as CSV UTF-8.") from error
    first = text.split("\n", 1)[0]
    rows = list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
    header = [field.strip().lower() for field in rows[0]] if rows else []
    columns = [number for number, field in enumerate(header) if field in (*_NAMES, *_IDS)]
    if not columns:
        found = ", ".join(header) or "none"
        raise CannotRead(f"{path} has no column name or id; its columns are {found}. Cure: name one of them so.")
    people = (tuple(row[n].strip() for n in columns if n < len(row) and row[n].strip()) for row in rows[1:])
    return [person for person in people if person]


def missing(people: Iterable[tuple[str, ...]], students: Collection[str]) -> list[str]:
    """Who of the class handed in nothing, under the first of their names."""
    return [tidy(person[0]) for person in people if not any(_is(person, student) for student in students)]


def unknown(people: Collection[tuple[str, ...]], students: Iterable[str]) -> list[str]:
    """Who handed in and is not on the list."""
    return sorted({one for one in students if one and not any(_is(person, one) for person in people)})


def _is(person: tuple[str, ...], student: str) -> bool:
    """Whether a student's name is one of this person's, also with a number or a name of the system behind it."""
    own = {tidy(name).casefold() for name in person}
    return student.casefold() in own or any(part in own for part in _parts(student.casefold()))


def _parts(student: str) -> set[str]:
    """ann_501 may be called ann or 501."""
    before, _, behind = student.rpartition("_")
    return {before, behind} - {""}
