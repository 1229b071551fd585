"""Other names in place of the students': the same for a student in every run, and told only by the key file."""

from __future__ import annotations

import csv
import hashlib
import hmac
import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from recsys_course.grading.records.results import Result


def pseudonyms(students: Iterable[str], secret: str) -> dict[str, str]:
    """A pseudonym for each student, from the secret of the release: who does not have it cannot find the name."""
    return {name: f"student-{_digest(name, secret)}" for name in sorted(set(students))}


def _digest(name: str, secret: str) -> str:
    return hmac.new(f"pseudonym/{secret}".encode(), name.encode("utf-8", "replace"), hashlib.sha256).hexdigest()[:10]


def without_name(result: Result, names: Mapping[str, str]) -> Result:
    """The result under the pseudonym. The name of the file is left out, and names in sentences are taken away."""
    own = names[result.student]

    def hidden(text: str) -> str:
        return _words(result.student).sub(own, text.replace(result.file, "the file") if result.file else text)

    marks = tuple(replace(mark, words=hidden(mark.words), note=hidden(mark.note)) for mark in result.marks)
    told = tuple(map(hidden, result.notes))
    return replace(result, student=own, marks=marks, notes=told, problem=hidden(result.problem), file="", number="")


def _words(name: str) -> re.Pattern[str]:
    """The whole name, and each part of it that is a name by itself, however it is written."""
    parts = [re.escape(part) for part in re.split(r"[\s_.,-]+", name) if len(part) > 1]
    return re.compile("|".join([re.escape(name), *parts]) or r"(?!)", re.IGNORECASE)


def write_key(path: Path, names: Mapping[str, str]) -> None:
    """Write who is who, for the teacher's eyes only. Errors: OSError."""
    with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerow(["pseudonym", "student"])
        writer.writerows([other, name] for name, other in names.items())
