"""Python files that were handed in beside a notebook: which names does the notebook import them by?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from recsys_course.grading.intake.files import CannotRead, File
from recsys_course.grading.notebook.reader import decode

FILES_AT_MOST = 50
TEXT_AT_MOST = 100_000  # characters of one file
_COURSE = "recsys_course"  # a copy of it in the hand-in is not the course
_COPY = re.compile(r"^copy of | ?\(\d{1,3}\)$|-\d{1,3}$|-copy\d*$", re.IGNORECASE)
Beside = tuple[tuple[str, File], ...]


def beside(files: Sequence[tuple[str, File]], notebook: File) -> Beside:
    """(dotted name, file) of each module that a notebook can import, of two with one name the newer.

    files: Python files of one student, each with the name that the student's file had.
    """
    found: dict[str, File] = {}
    for name, file in sorted(files, key=lambda one: one[1].time):
        if module := _module((*file.parts[:-1], name), notebook.parts[:-1]):
            found[module] = file
    return tuple(sorted(found.items()))[:FILES_AT_MOST]


def _module(path: tuple[str, ...], folder: tuple[str, ...]) -> str:
    """utils for utils.py beside the notebook or above it, tools.cos for tools/cos.py; "" for what has no such name."""
    inner = path[len(folder) :] if path[: len(folder)] == folder else path[-1:]
    words = [*inner[:-1], _COPY.sub("", inner[-1][:-3])]
    words = words[:-1] if words[-1] == "__init__" else words
    return ".".join(words) if all(map(str.isidentifier, words)) and _COURSE not in words else ""


def texts(modules: Iterable[tuple[str, File]]) -> dict[str, str]:
    """The text of each module by its name; those that cannot be read or are too long are left out. Errors: none."""
    found = {}
    for name, file in modules:
        try:
            text, _ = decode(file.read())
        except CannotRead:
            continue
        if len(text) <= TEXT_AT_MOST:
            found[name] = text
    return found
