"""Exports that no system made: wrappers, lesson folders, odd names, zips, the work of several lessons."""

from __future__ import annotations

from tests.helpers.classroom.hand_ins import as_bytes, notebook
from tests.helpers.exports.systems import NB, PEOPLE, Export, each, numbered, plus

UNTOUCHED = {name: as_bytes(notebook({}, name)) for name in ("04_content", "07_dot_product.tf", "07_dot_product.torch")}
ODD = ("a" * 120, "[2026] x?", "$(rm -rf)", "Ana\u0301 Müller", "张伟", "Nguyễn Văn A", ".hidden", "O'Brien; DROP")
TIDY = ("a" * 120, "2026- x-", "$(rm -rf)", "Aná Müller", "张伟", "Nguyễn Văn A", "hidden", "O'Brien; DROP")

WRAPPED: dict[str, Export] = {
    "folders": each("{p}/" + NB),
    "five wrappers": each("a/b/c/d/e/{p}/" + NB),
    "wrappers and a folder for each lesson": each("out/03_neighbours/{p}/" + NB),
    "a lesson below each student": each("out/{p}/03_neighbours/" + NB),
    "flat": each("{p}_" + NB),
    "flat in one folder": each("hw3/{p}_" + NB),
    "flat in two folders": each("out/hw3/{p} - " + NB),
    "flat, the lesson first": each("03_neighbours_{p}.ipynb"),
    "flat, the lesson first, with blanks": each("03_neighbours - {p}.ipynb"),
    "flat, copies of named files": each("Copy of {p}_" + NB),
    "flat, with a number": each("{p}_100{n}_03 (1).ipynb", "{p}_100{n}"),
    "flat, mail addresses": each("{p}@uni.edu_" + NB, "{p}@uni.edu"),
    "zips with one student each": each("{p}.zip/" + NB),
    "zips with one student and lesson each": each("{p}_03_neighbours.zip/hw/" + NB),
    "one zip with all": each("all.zip/{p}/" + NB),
    "one zip with all in a folder": each("all.zip/out/hw3/{p}/" + NB),
    "zips with sections": each("sec{s}.zip/{p}/" + NB),
    "a zip in a zip with all": each("week.zip/all.zip/{p}/" + NB),
    "a loose zip of Moodle beside folders of Moodle": plus(
        each("{p}_10{n}_assignsubmission_file_/" + NB),
        {f"late.zip/Eve_109_assignsubmission_file_/{NB}": 9},
        Eve=9,
    ),
    "odd names": ({f"{name}/{NB}": n for n, name in enumerate(ODD)}, {name: n for n, name in enumerate(TIDY)}),
    "odd names in Moodle": (
        {f"{name}_10{n}_assignsubmission_file_/{NB}": n for n, name in enumerate(ODD)},
        {name: n for n, name in enumerate(TIDY)},
    ),
    "repositories in sections": each("sec {s}/03-neighbours-{p}/" + NB),
    "repositories with a title of their own": each("assignment-3-{p}/notebooks/" + NB),
    "flat, with hyphens": each("{p}-03-neighbours.ipynb"),
    "flat, the number first": each("100{n}_{p}_" + NB, "100{n}_{p}"),
    "dates around": each("2026-11-28/{p}/" + NB),
    "numbers in place of names": each("100200{n}/" + NB, "100200{n}"),
    "numbers in brackets": each("{p} (100{n})/" + NB, "{p} (100{n})"),
    "the student's name twice": each("{p}/{p} homework/" + NB),
    "zips in folders": each("{p}/{p}.zip/hw/" + NB),
    "two zips of Moodle": each("part{s}.zip/{p}_10{n}_assignsubmission_file_/" + NB),
    "a zip beside the folder that was unpacked from it": plus(
        each("export/{p}_10{n}_assignsubmission_file_/" + NB),
        numbered("export.zip/{p}_10{n}_assignsubmission_file_/" + NB),
    ),
    "the lesson around the students of nbgrader": each("submitted/03_neighbours/{p}/" + NB),
    "loose files that are no hand-ins": plus(each("{p}/" + NB), {"index.html": b"<p>", "grades.csv": b"x"}),
    "capitals and small letters": ({f"Ada/{NB}": 1, f"bo/{NB}": 2}, {"Ada": 1, "bo": 2}),
}  # fmt: skip
LESSONS: dict[str, Export] = {
    "untouched notebooks of other lessons": plus(
        each("{p}/" + NB), {f"{p}/{name}.ipynb": data for p in PEOPLE for name, data in UNTOUCHED.items()}
    ),
    "whole course folders": plus(
        each("{p}/course/notebooks/" + NB),
        {f"{p}/course/notebooks/{name}.ipynb": data for p in PEOPLE for name, data in UNTOUCHED.items()},
    ),
    "an untouched copy beside the work": plus(
        each("{p}/work.ipynb"), {f"{p}/{NB}": as_bytes(notebook({})) for p in PEOPLE}
    ),
    "old and new folders of each student": plus(
        each("{p}/new/03_neighbours (2).ipynb"), {f"{p}/old/{NB}": 70 + n for n, p in enumerate(PEOPLE)}
    ),
    "attempts of each student": plus(
        each("{p}/attempt2/" + NB), {f"{p}/attempt1/{NB}": 70 + n for n, p in enumerate(PEOPLE)}
    ),
    "drafts beside the last file": plus(
        each("{p}/03_neighbours (1).ipynb"), {f"{p}/{NB}": 70 + n for n, p in enumerate(PEOPLE)}
    ),
    "checkpoints of Jupyter": plus(
        each("{p}/" + NB),
        {f"{p}/.ipynb_checkpoints/03_neighbours-checkpoint.ipynb": 70 + n for n, p in enumerate(PEOPLE)},
    ),
    "files of macOS": plus(each("{p}/" + NB), {f"__MACOSX/{p}/._{NB}": b"\0\5\x16\7" for p in PEOPLE}),
}  # fmt: skip
PLAIN = WRAPPED | LESSONS

# Not certain: the question names these people, and this layout reads them.
QUESTIONS: dict[str, tuple[Export, str]] = {
    "sections": (each("sec {s}/{p}/" + NB), "section/student"),
    "sections in a folder": (each("hw3/sec {s}/{p}/" + NB), "folder/section/student"),
    "flat files in sections": (each("sec {s}/{p}_" + NB), "section/student"),
    "flat, only names, in one folder": (each("hw3/{p}.ipynb"), "section/student"),
}  # fmt: skip

# One of the hand-ins is not certain: it waits under this name, and everybody else is graded.
IN_PART: dict[str, tuple[Export, str]] = {
    "several in a loose zip beside folders": (
        ({f"eve/{NB}": 9, **numbered("rest.zip/{p}/" + NB)}, {"eve": 9}), "rest"
    ),
    "two in a zip beside zips": (
        ({f"eve.zip/{NB}": 9, f"fay.zip/{NB}": 8, f"gil.zip/ada/{NB}": 1, f"gil.zip/bo/{NB}": 2},
         {"eve": 9, "fay": 8}), "gil",
    ),
    "flat files with names alone in one of many folders": (
        (
            {f"eve/{NB}": 9, f"fay/{NB}": 8, f"gil/{NB}": 7, "late/ada.ipynb": 1, "late/bo.ipynb": 2},
            {"eve": 9, "fay": 8, "gil": 7},
        ),
        "late",
    ),
    "flat files in one folder beside folders": (
        ({f"eve/{NB}": 9, f"late/ada_{NB}": 1, f"late/bo_{NB}": 2}, {"eve": 9}), "late"
    ),
}  # fmt: skip
