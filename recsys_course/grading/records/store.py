"""Keeps what is graded: one small file for each student and lesson, written whole or not at all.

FOLDER/LESSON/STUDENT.json holds a result and a key; the result counts only where the key is the one that is asked for.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict
from pathlib import Path

from recsys_course.grading.records.results import Mark, Result, from_fields

LONGEST = 80  # characters of a student's name in the name of a file


def keep(folder: Path, result: Result, key: str, identity: str = "") -> None:
    """Write a result. Who reads at that time finds the old file or the new one; an equal one stays. Errors: OSError.

    key: what the marks depend on. identity: of the person, as in `Owner.identity`.
    """
    path = _path(folder, result.lesson, result.student)
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(f".{os.getpid()}.part")
    text = json.dumps({"key": key, "identity": identity, "report": asdict(result)}, indent=1, ensure_ascii=False)
    if path.is_file() and path.read_bytes() == f"{text}\n".encode():
        return
    unfinished.write_text(text + "\n", encoding="utf-8")
    unfinished.replace(path)


def recall(folder: Path, lesson: str, student: str, key: str) -> tuple[Mark, ...]:
    """The marks that were kept with this key; () where there are none, or the file is damaged. Errors: none."""
    found = _read(_path(folder, lesson, student))
    return found[1].marks if found and found[0] == key else ()


def holder(folder: Path, lesson: str, student: str) -> str | None:
    """The identity of the person whose result is kept under this name; None where there is none. Errors: none."""
    found = _read(_path(folder, lesson, student))
    return found[2] if found else None


def results(folder: Path) -> list[Result]:
    """All results that are kept, of all lessons and runs, by student and lesson. Damaged files are passed over."""
    found = [_read(path) for path in folder.glob("*/*.json")]
    return sorted((one[1] for one in found if one), key=lambda result: (result.student, result.lesson))


def _path(folder: Path, lesson: str, student: str) -> Path:
    """Long names are cut, and told apart by their digest. Small and large letters are one where a disk says so."""
    digest = hashlib.sha256(student.encode("utf-8", "replace")).hexdigest()[:8]
    return folder / lesson / f"{student[:LONGEST]}-{digest}.json"


def _read(path: Path) -> tuple[str, Result, str] | None:
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        return str(fields["key"]), from_fields(fields["report"]), str(fields["identity"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
