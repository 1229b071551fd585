"""Write a folder of invented hand-ins of one lesson, to try the grader with.

    python tools/practice_class.py FOLDER [--number 30] [--lesson 03]

Right ones, the mistakes that the exercises know (all of them from 70 students on), half-empty ones, files with
bad luck, attacks. The same files each time. It prints who handed in what, to be held beside grades.csv.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, repeat, zip_longest
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "tools"))

from practice.mistakes import mistakes  # noqa: E402
from practice.students import ATTACKS, LUCK, NAMES, PLACES, WORDS  # noqa: E402

from recsys_course.grading.notebook.assignment import Assignment, Task, read_assignments  # noqa: E402


@dataclass(frozen=True)
class Plan:
    """What one student hands in. cells: other sources, by id. luck: one of LUCK, or "".

    copies: whose words it has, so many students before; 0: its own.
    """

    what: str
    cells: dict[str, str] = field(default_factory=dict)
    luck: str = ""
    copies: int = 0


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--number", type=int, default=30, help="how many students (default: 30)")
    parser.add_argument("--lesson", default="03", help="a number, or the name of a notebook (default: 03)")
    given = parser.parse_args(words)
    made = practice_class(given.folder, given.number, given.lesson)
    for path, what in made.items():
        print(f"{path}: {what}")
    print(f"{len(made)} hand-ins are in {given.folder}")
    return 0


def practice_class(folder: Path, number: int = 30, lesson: str = "03") -> dict[str, str]:
    """Write the hand-ins; for each its path below `folder`, and what it is. Errors: OSError, StopIteration."""
    assignment = next(one for name, one in read_assignments(ROOT / "notebooks").items() if name.startswith(lesson))
    made = {}
    for student, plan in enumerate(islice(plans(assignment), number)):
        path = _path(student, assignment.name, plan.luck)
        made[path] = plan.what
        for name, data in _files(path, assignment, plan, student).items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(data)
    return made


def plans(assignment: Assignment) -> Iterator[Plan]:
    """One after another of each kind, and then right ones without end."""
    code = [task for task in assignment.tasks if task.kind == "code"]
    known = mistakes(assignment)
    wrong = [
        Plan(f"mistake {n + 1} of each exercise", {task: cells[n] for task, cells in known.items() if n < len(cells)})
        for n in range(max(map(len, known.values())))
    ]
    first = code[0]
    hostile = [
        Plan(f"attacks with {what}", {first.id: text.strip().replace("{name}", first.name).replace("{task}", first.id)})
        for what, text in ATTACKS.items()
    ]
    empty = [
        Plan("only the first half", {task.id: task.stub for task in assignment.tasks[len(assignment.tasks) // 2 :]})
    ]
    empty += [Plan("nothing", {task.id: task.stub for task in assignment.tasks})]
    unlucky = [Plan(f"right, but {luck}", luck=luck) for luck in LUCK]
    right = [Plan("right"), Plan("right"), Plan("right, with the words of the one five lines above", copies=5)]
    rounds = zip_longest(right, wrong, unlucky, hostile, empty)
    yield from (plan for plan in chain.from_iterable(rounds) if plan)
    yield from repeat(Plan("right"))


def _path(student: int, lesson: str, luck: str) -> str:
    """Where a hand-in lies: the shapes of several course systems side by side."""
    name = NAMES[student % len(NAMES)]
    name += f" {student // len(NAMES) + 1}" if student >= len(NAMES) else ""
    flat = "".join(letter for letter in name.lower() if letter.isalnum())
    path = PLACES[student % len(PLACES)].format(name=name, flat=flat, number=1000 + student, lesson=lesson)
    return path.replace(f"{lesson}.ipynb", f"{lesson[:2]} (1).ipynb") if luck == "a name of its own" else path


def _files(path: str, assignment: Assignment, plan: Plan, student: int) -> dict[str, bytes]:
    data = _unlucky(_notebook(assignment, plan, student), plan.luck)
    if path.endswith(".zip"):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo(f"homework/{assignment.name}.ipynb", (2026, 1, 1, 12, 0, 0)), data)
        data = packed.getvalue()
    more = {f"{path.removesuffix('.ipynb')} (2).ipynb": b"{"} if plan.luck == "a second file" else {}
    return {path: data, **more}


def _notebook(assignment: Assignment, plan: Plan, student: int) -> dict[str, Any]:
    """The solved notebook, with the cells of the plan and with words of the student's own."""
    solved = json.loads((ROOT / "solutions" / f"{assignment.name}.ipynb").read_text(encoding="utf-8"))
    tasks = {task.id: task for task in assignment.tasks}
    for cell in solved["cells"]:
        task = tasks.get(cell["id"])
        cell.update({"outputs": []} if cell["cell_type"] == "code" else {})
        if task:
            cell["source"] = plan.cells.get(task.id) or _own(task, "".join(cell["source"]), student - plan.copies)
    return solved


def _own(task: Task, solution: str, student: int) -> str:
    """The solution, or a student's words for it."""
    words = " ".join(row[(student + len(task.id)) % len(row)] for row in WORDS)
    return task.stub.replace("*Write your answer here.*", words) if task.kind == "prose" else solution


def _unlucky(notebook: dict[str, Any], luck: str) -> bytes:
    """The file after what happened to it."""
    cells = notebook["cells"]
    if luck == "no check cells":
        notebook["cells"] = [cell for cell in cells if not cell["id"].startswith("check-")]
    if luck == "no ids":
        notebook["cells"] = [{**cell, "metadata": {}, "id": f"x{n}"} for n, cell in enumerate(cells)]
    if luck == "five megabytes of outputs":
        long = {"output_type": "stream", "name": "stdout", "text": ["epoch 1: [=====>]\n"] * 300_000}
        next(cell for cell in cells if cell["cell_type"] == "code")["outputs"] = [long]
    text = json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True)
    text = text[: text.rindex("]")] if luck == "broken JSON" else text
    return text.encode("utf-16" if luck == "UTF-16" else "utf-8")


if __name__ == "__main__":
    sys.exit(main())
