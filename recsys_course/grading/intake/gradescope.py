"""Gradescope's exports have a folder for each submission, with a number, and one file that says whose it is."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from recsys_course.grading.intake.files import CannotRead, File
from recsys_course.grading.intake.lms_names import Owner, called
from recsys_course.grading.notebook.reader import decode

_FILE = re.compile(r"(submission_)?metadata\.ya?ml", re.IGNORECASE)
_TOP = re.compile(r"(submission_(\d+)):\s*")
_FIELD = re.compile(r"[\s-]+:(name|sid):\s*(.*?)\s*")


def submitters(files: Iterable[File]) -> dict[str, Owner]:
    """The owner of each folder that the lists among these files name; of a group, all its people. Errors: none."""
    found: dict[str, Owner] = {}
    for file in files:
        if _FILE.fullmatch(file.name) and not file.folder:
            try:
                found |= _listed(decode(file.read())[0])
            except CannotRead:
                continue
    return found


def _listed(text: str) -> dict[str, Owner]:
    """Read line by line: only names and numbers are needed of this YAML."""
    fields: dict[tuple[str, str], dict[str, list[str]]] = {}
    inside: dict[str, list[str]] = {}
    for line in text.splitlines():
        if top := _TOP.fullmatch(line):
            inside = fields.setdefault((top[1], top[2]), {"name": [], "sid": []})
        elif inside and (field := _FIELD.fullmatch(line)):
            inside[field[1]].append(_plain(field[2]))
    return {
        folder: called(
            " and ".join(dict.fromkeys(one["name"])), "", "-".join(filter(None, one["sid"])) or number, folder
        )
        for (folder, number), one in fields.items()
        if any(one["name"])
    }


def _plain(value: str) -> str:
    """What a value of YAML means as text."""
    if value[:1] == '"' and value[-1:] == '"':
        try:
            return str(json.loads(value))
        except ValueError:
            return value.strip('"')
    return value[1:-1].replace("''", "'") if value[:1] == value[-1:] == "'" and len(value) > 1 else value
