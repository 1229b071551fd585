"""Layouts of exports in which people were merged or lost once: the files, and the students that are in them."""

from __future__ import annotations

from tests.helpers.classroom.hand_ins import as_bytes, notebook

GOOD = as_bytes(notebook())
_MOODLE = [f"{name}_{n}_assignsubmission_file_" for n, name in enumerate(("Ada", "Bo", "Cem", "Dee"), 11)]

LAYOUTS = {
    "three folders around all": (
        {f"out/week 3/all/{name}/03.ipynb": GOOD for name in ("ada", "bo", "cem")},
        ["ada", "bo", "cem"],
    ),
    "Moodle in sections": (
        {f"group {n % 2}/{name}/03.ipynb": GOOD for n, name in enumerate(_MOODLE)},
        ["Ada", "Bo", "Cem", "Dee"],
    ),
    "Canvas in sections": (
        {
            f"group {n % 2}/{name}_LATE_5{n}_9000{n}_03_neighbours.ipynb": GOOD
            for n, name in enumerate(("ada", "bo", "cem", "dee"))
        },
        ["ada_50", "bo_51", "cem_52", "dee_53"],
    ),
    "repositories of GitHub Classroom": (
        {f"hw3/03-neighbours-{name}/03_neighbours.ipynb": GOOD for name in ("ada", "bo")},
        ["ada", "bo"],
    ),
    "Brightspace, one of two handed in twice": (
        {
            "41-7 - Ada Lee - Nov 28, 2026 1012 AM/03.ipynb": GOOD,
            "41-8 - Ada Lee - Nov 28, 2026 912 PM/03.ipynb": GOOD,
            "43-9 - Bo - Nov 28, 2026 1012 AM/03.ipynb": GOOD,
        },
        ["Ada Lee", "Bo"],
    ),
    "nbgrader's submitted, with one student": ({"submitted/ada/03_neighbours/03_neighbours.ipynb": GOOD}, ["ada"]),
    "nbgrader's inbound": (
        {
            "ada+03_neighbours+2026-11-28 10:12:00 UTC+x7/03_neighbours.ipynb": GOOD,
            "ada+03_neighbours+2026-11-28 10:15:00 UTC+y8/03_neighbours.ipynb": GOOD,
            "bo+03_neighbours+2026-11-28 10:12:00 UTC/03_neighbours.ipynb": GOOD,
        },
        ["ada", "bo"],
    ),
    "Blackboard": (
        {
            "Lesson 3_ada_attempt_2026-11-28-10-12-00_03.ipynb": GOOD,
            "Lesson 3_ada_attempt_2026-11-28-10-12-00.txt": b"Name: Ada",
            "Lesson 3_bo_attempt_2026-11-29-10-12-00_03.ipynb": GOOD,
            "Lesson 3_bo_attempt_2026-11-29-10-12-00.txt": b"Name: Bo",
        },
        ["ada", "bo"],
    ),
    "names that begin with a dot": ({".ada/03.ipynb": GOOD, "bo/03.ipynb": GOOD}, ["ada", "bo"]),
}
