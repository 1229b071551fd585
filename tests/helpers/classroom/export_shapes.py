"""The shapes in which course systems export hand-ins, and shapes in which nothing can be graded."""

from __future__ import annotations

from tests.helpers.classroom.hand_ins import as_bytes, notebook

GOOD = as_bytes(notebook())

SHAPES = {
    "folders": ({"anna/03_neighbours.ipynb": GOOD, "bo/03_neighbours.ipynb": GOOD}, ["anna", "bo"]),
    "folders of nbgrader": (
        {f"{name}/03_neighbours/03_neighbours.ipynb": GOOD for name in ("anna", "bo")},
        ["anna", "bo"],
    ),
    "flat": (
        {f"{name}_03_neighbours.ipynb": GOOD for name in ("anna_maria_1001", "bo_s17")},
        ["anna_maria_1001", "bo_s17"],
    ),
    "flat, with blanks": (
        {"Anna Meer - 03_neighbours.ipynb": GOOD, "Bo-03_neighbours (1).ipynb": GOOD},
        ["Anna Meer", "Bo"],
    ),
    "a folder for each lesson": (
        {"03_neighbours/anna/03.ipynb": GOOD, "03_neighbours/Bo_7_assignsubmission_file_/a.ipynb": GOOD},
        ["Bo", "anna"],
    ),
    "flat, renamed": ({"anna_1001_03 (1).ipynb": GOOD, "bo_1002_homework.ipynb": GOOD}, ["anna_1001", "bo_1002"]),
    "flat, only names": ({"anna.ipynb": GOOD, "bo_03.ipynb": GOOD}, ["anna", "bo"]),
    "Moodle": (
        {f"{name}_assignsubmission_file_/03_neighbours.ipynb": GOOD for name in ("Anna Müller_123", "Bo O'Hara_124")},
        ["Anna Müller", "Bo O'Hara"],
    ),
    "Moodle, flat": ({"Anna Müller_123_assignsubmission_file_03_neighbours.ipynb": GOOD}, ["Anna Müller"]),
    "Moodle, two of one name": (
        {f"Anna Meer_{n}_assignsubmission_file_/03_neighbours.ipynb": GOOD for n in (11, 12)},
        ["Anna Meer_11", "Anna Meer_12"],
    ),
    "Moodle, blind": (
        {f"Participant_{n}_assignsubmission_file_/03_neighbours.ipynb": GOOD for n in (11, 12)},
        ["Participant_11", "Participant_12"],
    ),
    "Moodle, with a text field": (
        {"Anna_1_assignsubmission_file_/03.ipynb": GOOD, "Anna_1_assignsubmission_onlinetext_/onlinetext.html": b"<p>"},
        ["Anna"],
    ),
    "Canvas": (
        {"meeranna_501_90001_03_neighbours.ipynb": GOOD, "boolebo_LATE_502_90002_03_neighbours-1.ipynb": GOOD},
        ["boolebo_502", "meeranna_501"],
    ),
    "one folder around all": ({"hand-ins/anna/03.ipynb": GOOD, "hand-ins/bo/03.ipynb": GOOD}, ["anna", "bo"]),
    "names in which a number stands first": ({"1001 anna/03.ipynb": GOOD, "7/03.ipynb": GOOD}, ["1001 anna", "7"]),
}

PROBLEMS = {
    "an empty folder": ({"anna/": b""}, "it is empty"),
    "another kind of file": ({"anna/03.pdf": b"%PDF"}, "it holds 03.pdf"),
    "an archive of another kind": ({"anna/03.rar": b"Rar!"}, "unpack it first"),
    "an empty file": ({"anna/03.ipynb": b""}, "the file is empty"),
    "a picture called notebook": ({"anna/03.ipynb": b"\x89PNG"}, "no cell of a notebook"),
    "a notebook of another course": (
        {"anna/hw.ipynb": b'{"cells": [{"cell_type": "code", "source": "1 + 1"}]}'},
        "not one of the released",
    ),
    "a path out of the zip": ({"../../anna/03.ipynb": GOOD}, "leads out of the zip"),
    "a path from the root": ({"/anna/03.ipynb": GOOD}, "leads out of the zip"),
    "a broken zip": ({"anna/work.zip": b"PK\x03\x04broken"}, "not a zip"),
}

NAMES = """03 (1).ipynb|Untitled.ipynb|03_neighbours.ipynb.txt|03_neighbours.ipynb.json|03_neighbours.json|homework|
04_content.ipynb|03 – Nachbarn FINAL!!.IPYNB|03_neighbours-checkpoint.ipynb|
.ipynb_checkpoints/03_neighbours-checkpoint.ipynb""".replace("\n", "").split("|")
