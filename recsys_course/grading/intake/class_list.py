"""A class list: who handed in nothing, and who handed in without being on it."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Collection, Iterable
from pathlib import Path

from recsys_course.grading.intake.files import CannotRead, read_bytes
from recsys_course.grading.intake.lms_names import tidy

_NAMES = ("name", "student", "full name")
_IDS = ("id", "username", "user", "login")
NOTHING = "handed in nothing that carries this name. Cure: ask for it, or mend the name in the class list."
UNKNOWN = "is not on the class list. Cure: add the name, or look whose it is."
_SYSTEM = re.compile(r"(?P<name>.+?)(?:_(?P<number>\d+))?(?:_[0-9a-f]{6,12})?")  # what systems and namesakes add


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


def named(people: Iterable[tuple[str, ...]]) -> Callable[[str], bool]:
    """A function that says whether a name of a folder or file is the name or id of somebody on the list."""
    known = {_folded(name) for person in people for name in person}
    return lambda name: bool(known) and _folded(name) in known


def missing(people: Collection[tuple[str, ...]], students: Collection[str]) -> list[str]:
    """Who of the class handed in nothing, under the first of their names."""
    found = _matched(people, students)
    return [tidy(person[0]) for number, person in enumerate(people) if number not in found.values()]


def unknown(people: Collection[tuple[str, ...]], students: Collection[str]) -> list[str]:
    """Who handed in and is not on the list."""
    found = _matched(people, students)
    return sorted({one for one in students if one and one not in found})


def _matched(people: Collection[tuple[str, ...]], students: Collection[str]) -> dict[str, int]:
    """Each student's place on the list, each place given once; the surest ways to be called come first.

    Where a name fits two people who are called differently, it is nobody's: nobody is hidden behind another one.
    """
    found: dict[str, int] = {}
    free = dict(enumerate(people))
    for keys in (_whole, _number, _without_additions, _letters, _joined):
        called = {place: frozenset().union(*map(keys, person)) for place, person in free.items()}
        for student in [one for one in dict.fromkeys(students) if one and one not in found]:
            fits = [place for place in free if called[place] & keys(student)]
            if fits and len({_folded(free[place][0]) for place in fits}) == 1:
                found[student] = fits[0]
                del free[fits[0]]
    return found


def _folded(name: str) -> str:
    return tidy(unicodedata.normalize("NFC", name)).casefold()


def _whole(name: str) -> frozenset[str]:
    return frozenset({_folded(name)})


def _number(name: str) -> frozenset[str]:
    """The number that a system put behind a name, or a name that is a number."""
    return frozenset(re.findall(r"(?:^|_)(\d+)$", _folded(name)))


def _without_additions(name: str) -> frozenset[str]:
    """Ann Lee for Ann Lee_346: the number is the system's."""
    found = _SYSTEM.fullmatch(_folded(name))
    return frozenset({found["name"]} if found else ())


def _letters(name: str) -> frozenset[str]:
    """The words in the order of the alphabet: Meer, Anna and anna.meer are one, and so is ILIAS' folder."""
    return frozenset({" ".join(sorted(set(_words(name))))} - {""})


def _joined(name: str) -> frozenset[str]:
    """Without gaps, whatever name comes first: Canvas writes meeranna, and vandijkanna."""
    words = _words(name)
    return frozenset({"".join(words[place:] + words[:place]) for place in range(len(words))})


def _words(name: str) -> list[str]:
    """The words of a name in small letters, without accents and without what a system added."""
    plain = unicodedata.normalize("NFKD", next(iter(_without_additions(name)), ""))
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return [word for word in re.split(r"[\W_]+", plain) if word]
