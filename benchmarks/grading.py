"""Grading of a class of lesson 03: ours and `nbgrader autograde`, on the same hand-ins in the same run."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat

from benchmarks.tables import table

ROOT = Path(__file__).resolve().parents[1]
LESSON = "03_neighbours"
WRONG = "\n\ndef {0}(*anything):\n    return 0.5\n"
TARGET = 5  # times less CPU than nbgrader
MINUTES = 10  # for 200 hand-ins


def write_class(folder: Path, number: int) -> None:
    """Hand-ins in nbgrader's form, no two alike: of each one's answers some are right, some wrong, some left out."""
    solved = nbformat.read(ROOT / "solutions" / f"{LESSON}.ipynb", 4)
    answers = {node.id: node.source for node in solved.cells}
    for student in range(number):
        learner = nbformat.read(ROOT / "notebooks" / f"{LESSON}.ipynb", 4)
        cells = [node for node in learner.cells if node.metadata.get("nbgrader", {}).get("solution")]
        for place, node in enumerate(cells):
            kind = (student * 7 + place) % 10  # seven right, one wrong, two empty of ten
            name = node.source.partition("def ")[2].partition("(")[0]
            if kind < 8:
                node.source = f"{answers[node.id]}\n# {student}"
            if kind == 7 and name:
                node.source += WRONG.format(name)
        path = folder / f"student{student:03}" / LESSON / f"{LESSON}.ipynb"
        path.parent.mkdir(parents=True)
        nbformat.write(learner, path)


def cost(words: list[str], folder: Path) -> dict[str, float]:
    """What a command costs, with all its processes. Errors: RuntimeError with its last words."""
    path = os.pathsep.join([sysconfig.get_path("scripts"), os.environ["PATH"]])
    run = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "counted.py"), *words],
        cwd=folder, env=os.environ | {"PATH": path, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(run.stdout.splitlines()[-1])
    if found["code"]:
        raise RuntimeError(f"{' '.join(words)}: {run.stderr[-1000:]}")
    return found


def ours(place: Path, number: int) -> dict[str, float]:
    """`recsys-course grade` on this many hand-ins, from nothing."""
    command = [sys.executable, "-m", "recsys_course.grading.cli"]
    cost([*command, "release", "--to", str(place / "ours"), "--lessons", "03"], place)
    write_class(place / "in", number)
    return cost([*command, "grade", str(place / "in"), "--secret", str(place / "ours" / "secret")], place)


def theirs(place: Path, number: int) -> dict[str, float]:
    """`nbgrader autograde` on the first of the same hand-ins, in a course of its own."""
    command = [sys.executable, "-m", "recsys_course.grading.cli"]
    cost([*command, "release", "--to", str(place / "theirs"), "--lessons", "03"], place)
    write_class(place / "theirs" / "course" / "submitted", number)
    return cost([sys.executable, "-m", "nbgrader", "autograde", LESSON], place / "theirs" / "course")


def grading(quick: bool) -> Iterator[str]:
    """The table and the targets."""
    if not shutil.which("bwrap"):
        yield "Skipped: bubblewrap is not installed.\n"
        return
    few, many, beside = (2, 4, 1) if quick else (20, 200, 5)
    rows = []
    for name, measure, number in (("ours", ours, few), ("ours", ours, many), ("nbgrader autograde", theirs, beside)):
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder), number)
        rows.append((name, number, found["seconds"], found["cpu"], found["cpu"] / number, found["largest"]))
    yield table(("", "hand-ins", "s", "CPU s", "CPU s for each", "MiB of the largest process"), rows)
    less, minutes = rows[2][4] / rows[1][4], rows[1][2] / 60
    yield (
        f"- {less:.1f} times less CPU for each hand-in than nbgrader: {_met(less >= TARGET, f'{TARGET} times')}.\n"
        f"- {many} hand-ins in {minutes:.1f} minutes: {_met(minutes <= MINUTES, f'{MINUTES} minutes')}.\n"
        f"- The largest process has {rows[1][5] - rows[0][5]:+.0f} MiB with {many} hand-ins beside {few}.\n"
    )


def _met(good: bool, target: str) -> str:
    return f"target of {target} met" if good else f"**target of {target} missed**"
