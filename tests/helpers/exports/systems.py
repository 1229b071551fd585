"""Exports of course systems: the files, and of each student the one that counts, each with an answer of its own.

A file is a number here: the notebook of lesson 03 in which the cosine returns that number; -1 is lesson 04.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from functools import cache

from recsys_course.grading.notebook.reader import Cell
from tests.helpers.classroom.counting import different
from tests.helpers.classroom.hand_ins import as_bytes, notebook

Files = dict[str, "int | bytes"]
Export = tuple[Files, dict[str, int]]
FOUR = -1
PEOPLE = ("ada", "bo", "cem", "dee")
NB = "03_neighbours.ipynb"


@cache
def content(number: int) -> bytes:
    """The notebook that a number stands for."""
    if number == FOUR:
        return as_bytes(notebook({"04-profile": "def profile(rows, weights):\n    return -1"}, "04_content"))
    return different(number)


def written(files: Files) -> dict[str, bytes]:
    """The files as bytes; what stands below NAME.zip/ is packed into that zip."""
    found: dict[str, bytes] = {}
    inner: dict[str, Files] = {}
    for name, data in files.items():
        top, zipped, rest = name.partition(".zip/")
        if zipped:
            inner.setdefault(f"{top}.zip", {})[rest] = data
        else:
            found[name] = content(data) if isinstance(data, int) else data
    return found | {name: _packed(written(more)) for name, more in inner.items()}


def _packed(files: dict[str, bytes]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, one in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0)), one)
    return data.getvalue()


def number(cells: Sequence[Cell]) -> int:
    """The number that a notebook stands for."""
    [source] = [cell.source for cell in cells if "03-cosine" in (cell.id, cell.grade_id)]
    return int(source.rpartition("return ")[2])


def numbered(pattern: str, people: tuple[str, ...] = PEOPLE) -> dict[str, int]:
    """A file for each person; {p} is the name, {n} the number, {s} the section."""
    return {pattern.format(p=name, n=n, s="AB"[n % 2]): n for n, name in enumerate(people, 1)}


def each(pattern: str, student: str = "{p}", people: tuple[str, ...] = PEOPLE) -> Export:
    """An export with one file for each person, and what each is called."""
    return dict(numbered(pattern, people)), numbered(student, people)


def plus(export: Export, more: Files, **changed: int) -> Export:
    """The export with more files, of which some count in place of the first ones."""
    return export[0] | more, export[1] | changed


NAMES = ("Anna Meer", "Bo O'Hara", "Cem Ünal", "Dee-Dee van der Berg")
MOODLE = "{p}_10{n}_assignsubmission_file_"
CANVAS = "{p}_50{n}_900{n}1_"
BLACKBOARD = "Lesson 3_{p}_attempt_2026-11-2{n}-10-12-00"
D2L = "41{n}-7{n} - {p} - Nov 2{n}, 2026 1012 AM"
INBOUND = "{p}+03_neighbours+2026-11-2{n} 10:12:00 UTC+x7{n}"

MOODLES = {
    "Moodle": each(f"{MOODLE}/{NB}", people=NAMES),
    "Moodle 4 without the last underscore": each("{p}_10{n}_assignsubmission_file/" + NB, people=NAMES),
    "Moodle flat": each(MOODLE + NB, people=NAMES),
    "Moodle in sections": each("section {s}/" + f"{MOODLE}/{NB}", people=NAMES),
    "Moodle in sections of sections": each("2026/week 3/section {s}/" + f"{MOODLE}/{NB}", people=NAMES),
    "Moodle flat in sections": each("section {s}/" + MOODLE + NB, people=NAMES),
    "Moodle, one section with one student": each("{p} section/" + f"{MOODLE}/{NB}", people=NAMES),
    "Moodle with words beside the file": plus(
        each(f"{MOODLE}/{NB}", people=NAMES),
        {f"{name}_10{n}_assignsubmission_onlinetext_/onlinetext.html": b"<p>" for n, name in enumerate(NAMES, 1)},
    ),
    "Moodle flat with words beside the file": plus(
        each(MOODLE + NB, people=NAMES),
        {f"{name}_10{n}_assignsubmission_onlinetext_onlinetext.html": b"<p>" for n, name in enumerate(NAMES, 1)},
    ),
    "Moodle in sections with words beside the file": plus(
        each("section {s}/" + f"{MOODLE}/{NB}", people=NAMES),
        {"section A/Cem Ünal_103_assignsubmission_onlinetext/onlinetext.html": b"<p>"},
    ),
    "Moodle with the corrected PDF of the teacher": plus(
        each(f"{MOODLE}/{NB}", people=NAMES), {"Anna Meer_101_assignfeedback_file_/seen.pdf": b"%PDF"}
    ),
    "Moodle, blind": each("Participant {n}_10{n}_assignsubmission_file_/" + NB, "Participant {n}"),
    "Moodle with groups": each("Group {s}-" + f"{MOODLE}/{NB}", "Group {s}-{p}"),
    "Moodle, names with an underscore": each("{p}_x_10{n}_assignsubmission_file_/" + NB, "{p}_x"),
    "Moodle, folders in the hand-in": each(f"{MOODLE}/my homework/final/{NB}", people=NAMES),
    "Moodle, two with one name": each("Ann Lee_10{n}_assignsubmission_file_/" + NB, "Ann Lee_10{n}"),
}  # fmt: skip
CANVASES = {
    "Canvas": each(f"{CANVAS}{NB}", "{p}_50{n}"),
    "Canvas, all late": each("{p}_LATE_50{n}_900{n}1_" + NB, "{p}_50{n}"),
    "Canvas, again and late": plus(
        each(f"{CANVAS}03_neighbours-1.ipynb", "{p}_50{n}"), {"ada_LATE_501_9011_03_neighbours-2.ipynb": 9}, ada_501=9
    ),
    "Canvas in a folder": each(f"submissions/{CANVAS}{NB}", "{p}_50{n}"),
    "Canvas in sections": each("sec {s}/" + f"{CANVAS}{NB}", "{p}_50{n}"),
    "Canvas, late, in sections in a folder": each("all/sec {s}/{p}_LATE_50{n}_900{n}1_" + NB, "{p}_50{n}"),
    "Canvas with words in the box": plus(each(f"{CANVAS}{NB}", "{p}_50{n}"), {"ada_501_text.html": b"<p>"}),
    "Canvas, each in a zip": each(f"{CANVAS}work.zip/{NB}", "{p}_50{n}"),
    "Canvas, anonymous": each("anon_aB{n}xZ_900{n}1_" + NB, "anon_aB{n}xZ"),
    "Canvas, anonymous and late": each("anon_LATE_aB{n}xZ_900{n}1_" + NB, "anon_aB{n}xZ"),
    "Canvas, answers to a question of a quiz": each("{p}_50{n}_question_77_900{n}1_" + NB, "{p}_50{n}"),
    "Canvas, two with one name": each("leeann_50{n}_900{n}1_" + NB, "leeann_50{n}"),
}  # fmt: skip
BLACKBOARDS = {
    "Blackboard": plus(
        each(f"{BLACKBOARD}_{NB}"),
        {f"Lesson 3_{name}_attempt_2026-11-2{n}-10-12-00.txt": b"Name" for n, name in enumerate(PEOPLE, 1)},
    ),
    "Blackboard, two attempts": plus(
        each(f"{BLACKBOARD}_{NB}"), {f"Lesson 3_ada_attempt_2026-11-29-10-12-00_{NB}": 9}, ada=9
    ),
    "Blackboard, the older attempt last in the zip": plus(
        each(f"{BLACKBOARD}_{NB}"), {f"Lesson 3_ada_attempt_2026-11-01-10-12-00_{NB}": 9}
    ),
    "Blackboard, user names with an underscore": each(
        f"{BLACKBOARD}_{NB}", people=("ada_lee", "bo_lee", "cem_x_lee", "dee")
    ),
    "Blackboard in sections": each("sec {s}/" + f"{BLACKBOARD}_{NB}"),
    "Blackboard in a folder named after the gradebook": each(f"gradebook_CS_Lesson3_2026-11-28/{BLACKBOARD}_{NB}"),
    "Blackboard, an assignment with underscores": each("Lab_3_of_4_{p}_attempt_2026-11-2{n}-10-12-00_" + NB),
    "Blackboard, each in a zip": each(f"{BLACKBOARD}_work.zip/{NB}"),
}  # fmt: skip
D2LS = {
    "Brightspace": plus(each(f"{D2L}/{NB}", people=NAMES), {"index.html": b"<html>"}),
    "Brightspace, again": plus(
        each(f"{D2L}/{NB}"), {f"411-99 - ada - Nov 29, 2026 912 PM/{NB}": 9}, ada=9
    ),
    "Brightspace in sections": each("sec {s}/" + f"{D2L}/{NB}", people=NAMES),
    "Brightspace flat": each(f"{D2L} - {NB}", people=NAMES),
    "Brightspace, months in full": each("41{n}-7{n} - {p} - November 2{n}, 2026 10:12 AM/" + NB),
    "Brightspace, the day first and 24 hours": each("41{n}-7{n} - {p} - 2{n} November, 2026 1612/" + NB),
    "Brightspace, German dates": each("41{n}-7{n} - {p} - 2{n} Nov. 2026 1012/" + NB),
    "Brightspace, groups": each("41{n}-7{n} - Group {n} - Nov 2{n}, 2026 1012 AM/" + NB, "Group {n}"),
    "Brightspace, two with one name": each("41{n}-7{n} - Ann Lee - Nov 28, 2026 1012 AM/" + NB, "Ann Lee_41{n}"),
}  # fmt: skip
ILIAS = "Meer_{p}_{p}.meer_400{n}"
OTHERS = {
    "ILIAS": each(f"{ILIAS}/{NB}", ILIAS),
    "ILIAS in a folder": each(f"Lesson 3/Submissions/{ILIAS}/{NB}", ILIAS),
    "ILIAS in sections": each("sec {s}/" + f"{ILIAS}/{NB}", ILIAS),
    "ILIAS with times": plus(
        each(ILIAS + "/20261120101200_03.ipynb", ILIAS),
        {"Meer_ada_ada.meer_4001/20261128101200_03.ipynb": 9, "Meer_bo_bo.meer_4002/20261101101200_03 (5).ipynb": 8},
        **{"Meer_ada_ada.meer_4001": 9},
    ),
    "GitHub Classroom": each("03-neighbours-{p}/" + NB),
    "GitHub Classroom in its folder": each("03-neighbours-submissions/03-neighbours-{p}/" + NB),
    "GitHub Classroom, zips of the main branch": each("03-neighbours-{p}-main.zip/03-neighbours-{p}-main/" + NB),
    "GitHub Classroom, user names with a hyphen": each(
        "hw/03-neighbours-{p}/" + NB, people=("ada-lee", "bo-lee", "ada", "x-1")
    ),
    "nbgrader's submitted": each("submitted/{p}/03_neighbours/" + NB),
    "nbgrader's course folder": plus(
        each("submitted/{p}/03_neighbours/" + NB), {f"release/03_neighbours/{NB}": 7, f"source/03_neighbours/{NB}": 8}
    ),
    "nbgrader's inbound": plus(
        each(f"{INBOUND}/{NB}"),
        {f"ada+03_neighbours+2026-11-29 10:12:00 UTC/{NB}": 9, f"ada+03_neighbours+2026-11-01 10:12:00 UTC+z/{NB}": 8},
        ada=9,
    ),
    "nbgrader's exchange": each("exchange/rec101/inbound/" + f"{INBOUND}/{NB}"),
    "nbgrader's exchange of Windows": each("{p}+03_neighbours+2026-11-2{n} 10-12-00 UTC+x7{n}/" + NB),
    "Sakai": each("Lesson 3/{p}({p}1)/Submission attachment(s)/" + NB, "{p}({p}1)"),
    "Teams": plus(
        each("Submitted files/{p}/Lesson 3/Version 1/" + NB), {f"Submitted files/ada/Lesson 3/Version 2/{NB}": 9}, ada=9
    ),
    "Gradescope": each("assignment_77_export/submission_400{n}/" + NB, "submission_400{n}"),
    "Google Classroom": each("Homework 3/{p} - " + NB, people=NAMES),
}  # fmt: skip
SYSTEMS = MOODLES | CANVASES | BLACKBOARDS | D2LS | OTHERS
