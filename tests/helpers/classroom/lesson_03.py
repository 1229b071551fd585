"""What a class of lesson 03 is made of: a right hand-in, one that differs from it in a few cells, the fair marks."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from tests.helpers.classroom.hand_ins import LESSON, ROOT, as_bytes, cell, notebook

CODE = {
    "03-cosine": 1, "03-user-scores": 2, "03-item-similarities": 2, "03-keep-nearest": 2, "03-shrink": 1,
    "03-recency": 2, "03-build": 4, "03-mend": 2,
}  # fmt: skip
PARTS = {"03-item-similarities", "03-keep-nearest", "03-recency"}  # of the build: who loses one loses the build
QUIZ = {"03-q1": 1, "03-q2": 1, "03-q3": 1, "03-q4": 1}
PROSE = {"03-why-recency": None, "03-why-popular": None}
FULL = {**CODE, **QUIZ, **PROSE}
_NO_OUTPUT = {"code": {"outputs": []}, "markdown": {}}
FILE = f"{LESSON}.ipynb"
Fair = dict[str, float | None]


@dataclass(frozen=True)
class HandIn:
    """What one student hands in. files: path in the student's folder -> bytes. links: path -> where it leads.

    fair: the fair points of each task, None for words that a person reads.
    """

    files: dict[str, bytes]
    fair: Fair
    links: dict[str, str] = field(default_factory=dict)


def solved() -> dict[str, str]:
    """The source of every answer cell of the solved edition, by id."""
    found = json.loads((ROOT / "solutions" / FILE).read_text(encoding="utf-8"))
    sources = {node["id"]: "".join(node["source"]) for node in found["cells"]}
    return {identity: sources[identity] for identity in FULL}


SOLVED = solved()


def fair(*lost: str) -> Fair:
    """Full marks but for these tasks, which get 0; and for the build where one of its parts is lost."""
    lost = (*lost, "03-build") if PARTS & set(lost) else lost
    return {task: 0 if task in lost else points for task, points in FULL.items()}


def solved_notebook() -> str:
    """A right hand-in without outputs, as JSON."""
    found = notebook(SOLVED)
    return json.dumps(found | {"cells": [node | _NO_OUTPUT[node["cell_type"]] for node in found["cells"]]})


RIGHT = solved_notebook()


def taken(**answers: str) -> dict:
    """A right hand-in as a notebook; `cosine="..."` puts another text into the cell 03-cosine."""
    found = json.loads(RIGHT)
    for name, source in answers.items():
        cell(found, f"03-{name.replace('_', '-')}")["source"] = source
    return found


def hand_in(found: dict | bytes, *lost: str) -> HandIn:
    """One file that loses the points of these tasks and of no others."""
    return HandIn({FILE: found if isinstance(found, bytes) else as_bytes(found)}, fair(*lost))


def instead(source: str, *more_lost: str) -> HandIn:
    """A right hand-in but for the cosine, in whose place this stands. It gets no point for that, and all others."""
    return hand_in(taken(cosine=source), "03-cosine", *more_lost)


def added(found: dict, before: str, *cells: dict) -> dict:
    """The notebook with cells before the cell of this id."""
    at = found["cells"].index(cell(found, before))
    return found | {"cells": [*found["cells"][:at], *cells, *found["cells"][at:]]}


def lay_out(folder: Path, handed_in: dict[str, HandIn]) -> Path:
    """A folder with one folder for each student."""
    for student, one in handed_in.items():
        for name, data in one.files.items():
            path = folder / student / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        for name, target in one.links.items():
            (folder / student).mkdir(parents=True, exist_ok=True)
            (folder / student / name).symlink_to(target)
    return folder
