"""Whose file is it? Reads the names that course systems give to folders and files.

    Moodle      Anna Meer_12345_assignsubmission_file_/03.ipynb, or the same flat
    Canvas      meeranna_LATE_12345_67890_03.ipynb
    Blackboard  Lesson 3_s1001_attempt_2026-11-28-10-12-00_03.ipynb, and the same .txt
    Brightspace 12345-67890 - Anna Meer - Nov 28, 2026 1012 AM/03.ipynb, or the same flat
    ILIAS       Meer_Anna_anna.meer_12345/20261128101200_03.ipynb
    nbgrader    anna+03_neighbours+2026-11-28 10:12:00 UTC+x7/03_neighbours.ipynb (inbound)
    flat        anna_1001_03_neighbours.ipynb, Anna Meer - 03_neighbours.ipynb, 03_neighbours_anna.ipynb
    folders     anna/..., also nbgrader's anna/03_neighbours/03_neighbours.ipynb

Moodle's number belongs to the hand-in and not to the person, so the name alone is the student there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass

from recsys_course.grading.intake.words import is_thing

_MOODLE = re.compile(r"(?P<name>.+?)_(?P<number>\d{1,20})_assignsubmission_[a-z]+_?(?P<rest>.*)", re.DOTALL)
_CANVAS = re.compile(
    r"(?P<name>.+?)(?:_late)?_(?P<number>\d{2,20})(?:_question_\d+)?_\d{3,20}_(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_ANONYMOUS = re.compile(
    r"(?P<name>anon(?:ymous)?)(?:_late)?_(?P<number>[a-z0-9]{5})_\d{3,20}_(?P<rest>.+)", re.IGNORECASE | re.DOTALL
)
_BLACKBOARD = re.compile(
    r"(?P<own>.+_(?P<name>[^_]+))_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<rest>.+)|\.txt)?", re.DOTALL
)
_BRIGHTSPACE = re.compile(
    r"(?P<number>\d{1,20})-\d+ - (?P<name>.+?) ?- (?P<when>[^-]*\b\d{4}\b,? \d[^-]*?)(?: - (?P<rest>.+))?", re.DOTALL
)
_ILIAS = re.compile(r"(?P<name>[^_]+_[^_]+_[^_\s]+_\d{2,10})")
_INBOUND = re.compile(r"(?P<name>[^+]+)\+[^+]+\+(?P<when>\d{4}-\d\d-\d\d \d\d.\d\d.\d\d)[^+]*(?:\+.*)?", re.DOTALL)
_IN_FOLDERS = (_MOODLE, _BRIGHTSPACE, _INBOUND, _ILIAS)
_ANY = re.IGNORECASE | re.DOTALL
_COPY_OF = re.compile(r"(?:(?:copy of|kopie von|copie de|copia de|cópia de|kopia) +)+", re.IGNORECASE)
_NUMBERED = re.compile(r"(?P<name>.+?)_(?P<number>[^_\d]*\d{3,}[^_]*)_(?P<rest>.+)", re.DOTALL)
_LESSON = re.compile(r"(?P<name>.+)_(?P<rest>\d\d(?!\d).*)", re.DOTALL)
_BARE = re.compile(r"\d\d(?!\d).*", re.DOTALL)
_COPY = re.compile(r"(?:\((\d{1,3})\)|-(?:Copy)?(\d{1,3})|[ _-]copy ?(\d{0,3}))$", re.IGNORECASE)


@dataclass(frozen=True)
class Owner:
    """Whose file it is. name: the student as the system writes it. rest: the name that the student's file had.

    passing: a number that the system gave for this one hand-in, not for the person (Moodle); it tells two
    students with one name apart. own: the name before it was made harmless; it does the same for the rest.
    earlier: the name as a whole, under which earlier versions of this course kept the same person, or "".
    """

    name: str
    rest: str
    passing: str = ""
    own: str = ""
    earlier: str = ""

    @property
    def identity(self) -> str:
        """What stays the same for this person in every export of one assignment, and differs from everybody else's."""
        return self.passing or self.own

    @property
    def names(self) -> tuple[str, str, str]:
        """Names for this person, the shortest first: the name, with the system's number or a digest, with both."""
        digest = hashlib.sha256(f"{self.passing}/{self.own}".encode("utf-8", "replace")).hexdigest()
        return self.name, f"{self.name}_{self.passing or digest[:6]}", f"{self.name}_{self.passing}_{digest[:12]}"


def owner(top: str, folder: bool, lessons: Collection[str]) -> Owner | None:
    """The owner that the first part of a path tells; None for a file that names only a lesson.

    top: a folder's or a file's name. lessons: names such as 03_neighbours.
    """
    stem = stem_of(top, folder)
    for pattern in (_MOODLE, _BRIGHTSPACE):
        if found := pattern.fullmatch(stem):
            earlier = stem if pattern is _BRIGHTSPACE else ""
            return called(found["name"], found["rest"] or "", found["number"], earlier)
    if folder:
        found = _INBOUND.fullmatch(top)
        return called(found["name"] if found else top, "", earlier=top if found else "")
    return _owner_of_file(_COPY_OF.sub("", stem), lessons)


def _owner_of_file(stem: str, lessons: Collection[str]) -> Owner | None:
    if found := _BLACKBOARD.fullmatch(stem):  # ada_lee is not bo_lee
        earlier = f"{found['own']}_attempt_{found['when']}"
        return Owner(tidy(found["name"]), found["rest"] or "", own=found["own"], earlier=earlier)
    if found := _CANVAS.fullmatch(stem) or _ANONYMOUS.fullmatch(stem):
        return called(f"{found['name']}_{found['number']}", found["rest"])
    known = "|".join(re.escape(name).replace("_", r"[\W_]") for name in sorted(lessons, key=len, reverse=True))
    if known and (found := re.fullmatch(rf"(?P<name>.+?)[\s_-]+(?P<rest>(?:{known}).*)", stem, _ANY)):
        return _person(found["name"], found["rest"])
    if known and (found := re.fullmatch(rf"(?P<rest>{known})[\s_-]+(?P<name>[^\W\d].*)", stem, _ANY)):
        return _person(_COPY.sub("", found["name"]), stem)
    if found := _NUMBERED.fullmatch(stem):
        return called(f"{found['name']}_{found['number']}", found["rest"])
    if found := _LESSON.fullmatch(stem):
        return _person(found["name"], found["rest"])
    return None if _BARE.fullmatch(stem) else _person(stem, stem)


def _person(name: str, rest: str) -> Owner | None:
    return None if is_thing(name) else called(name, rest)


def names_lesson(top: str, lessons: Collection[str]) -> bool:
    """Whether a file's name has a person and a lesson in it: anna_03.ipynb, but not anna.ipynb."""
    found, stem = owner(top, False, lessons), _COPY_OF.sub("", stem_of(top, False))
    return found is not None and (bool(lesson_hint(top, lessons)) or found.rest != stem)


def called(own: str, rest: str, passing: str = "", earlier: str = "") -> Owner:
    """An owner under a name that can be a folder."""
    return Owner(tidy(own), rest, passing, own.strip(), earlier)


def stem_of(top: str, folder: bool) -> str:
    """A name without the ending of a notebook or a zip."""
    return top if folder else re.sub(r"\.zip$", "", top.split(".ipynb")[0], flags=re.IGNORECASE)


def blackboard(top: str) -> str:
    """What stands before _attempt_ in the name of a file of Blackboard, or "": the assignment and the user name."""
    found = _BLACKBOARD.fullmatch(stem_of(top, False))
    return found["own"] if found else ""


def is_marked(top: str, folder: bool) -> bool:
    """Whether a name can only come from a course system: it has the system's numbers in it."""
    stem = stem_of(top, folder)
    patterns = _IN_FOLDERS if folder else (_MOODLE, _BRIGHTSPACE, _BLACKBOARD, _CANVAS, _ANONYMOUS)
    numbered = None if folder else _NUMBERED.fullmatch(stem)
    return any(pattern.fullmatch(stem) for pattern in patterns) or bool(numbered and not is_thing(numbered["name"]))


def tidy(name: str) -> str:
    """A name that can be a folder, harmless and of at most 200 bytes."""
    return harmless(name).encode()[:200].decode(errors="ignore").rstrip(" .")


def harmless(name: str) -> str:
    """A name that means nothing in a path, in nbgrader's gradebook, in HTML, in a URL and in a CSV file.

    Signs that mean something become "-", commas spaces; no dots or spaces at its ends, no "=@-" at its beginning.
    """
    name = re.sub(r"[/\\+<>\"&#?%*:|`{}\[\]\x00-\x1f\x7f]", "-", name)
    return " ".join(name.replace(",", " ").split()).lstrip("=@- .").rstrip(" .") or "nameless"


def lesson_hint(rest: str, lessons: Collection[str]) -> str:
    """The lesson that a file name points to, or "". "03 (1)" points to 03_neighbours."""
    stem = rest.split(".ipynb")[0].lower()
    whole = [name for name in lessons if stem.startswith(name.lower())]
    if whole:
        return max(whole, key=len)
    number = re.search(r"(?<!\d)(\d\d)(?!\d)", stem)
    fits = [name for name in lessons if number and name.startswith(f"{number[1]}_")]
    return fits[0] if len(fits) == 1 else ""


def copy_number(rest: str) -> int:
    """2 for "03 (2)", "03-2" and "03-Copy2", 1 for "03 copy", 0 for a name without such an ending."""
    found = _COPY.search(rest.split(".ipynb")[0])
    return int(next((digits for digits in found.groups() if digits), "1")) if found else 0
