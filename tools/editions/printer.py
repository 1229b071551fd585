"""Print a lesson as notebooks without outputs: text, nbgrader metadata, stable ids, source hash.

nbgrader kinds (schema 3):

    answer      solution                  the student's code; nbgrader keeps it, grades nothing
    check       grade, locked             autograded: under nbgrader `check` raises when the answer is wrong
    reasoning   grade and solution        graded by a person
    quiz        printed as the question in words, `answer_q1 = "b"` (solution), `quiz("03-q1", answer_q1)` (grade,
                locked)
    others      no metadata               learners may change them freely; nbgrader ignores them

Why a quiz becomes two code cells: nbgrader puts the original text of a graded cell back before it runs it, unless
the cell is also a solution; but a graded solution waits for a person. One cell could therefore lose the
student's letter or cost a teacher's time for each letter. With an answer cell and a locked check cell a quiz
is graded by machine, like every exercise.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from editions.labels import labels
from editions.lesson import Cell, Lesson
from editions.regions import ONE_LINE, RegionError, has_marks, quiz_parts, render
from recsys_course.checking.registry import Unknown, find_quiz

EDITIONS = {"notebooks": False, "solutions": True}  # folder -> solved?
_KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}
LANGUAGE = {
    "name": "python",
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "pygments_lexer": "ipython3",
}
_KEPT = ("tolerance", "ignore_output", "stderr", "tags")


def print_editions(lesson: Lesson) -> dict[str, NotebookNode]:
    """Path in the project (notebooks/03_cosine.ipynb) -> notebook without outputs. Errors: LessonError."""
    return {
        f"{folder}/{lesson.name}{'.' + framework if framework else ''}.ipynb": print_notebook(lesson, framework, solved)
        for folder, solved in EDITIONS.items()
        for framework in lesson.frameworks
    }


def print_notebook(lesson: Lesson, framework: str, solved: bool) -> NotebookNode:
    """One notebook of a lesson: for a framework ("" when it has none), solved or for the learner."""
    seen: dict[str, int] = {}
    chosen = lesson.cells_for(framework, solved)
    heads = labels(chosen)
    cells = [node for cell in chosen for node in _print_cell(lesson, cell, solved, seen, heads)]
    about = {
        "lesson": lesson.file,
        "edition": "solved" if solved else "learner",
        "source": source_hash(cells),
    }
    if framework:
        about["framework"] = framework
    metadata = {"kernelspec": dict(_KERNEL), "language_info": dict(LANGUAGE), "recsys_course": about}
    return new_notebook(cells=cells, metadata=metadata)


def source_hash(cells: list[NotebookNode]) -> str:
    """sha256 of kind and text of all cells, in order."""
    text = json.dumps([[cell.cell_type, cell.source] for cell in cells])
    return hashlib.sha256(text.encode()).hexdigest()


def without_outputs(notebook: NotebookNode) -> dict[str, Any]:
    """What the lesson alone decides: everything but outputs and execution counts."""
    bare = json.loads(nbformat.writes(notebook))
    for cell in bare["cells"]:
        cell.pop("outputs", None)
        cell.pop("execution_count", None)
    return bare


def _print_cell(
    lesson: Lesson, cell: Cell, solved: bool, seen: dict[str, int], heads: dict[str, str]
) -> list[NotebookNode]:
    try:
        if cell.role == "quiz":
            return _print_quiz(lesson, cell, solved, heads[cell.meta["quiz"]])
        plain = _print_plain(lesson, cell, solved, seen)
        return [*_label(cell, heads), plain]
    except RegionError as fault:
        raise lesson.error(cell, fault.problem, fault.cure, fault.line) from fault


def _print_plain(lesson: Lesson, cell: Cell, solved: bool, seen: dict[str, int]) -> NotebookNode:
    answered = cell.role in ("exercise", "reasoning")
    if has_marks(cell.source) != answered:
        if answered:
            raise lesson.error(cell, f"the {cell.role} has no solution.", "put the answer between solution marks.")
        raise lesson.error(cell, "solution marks outside an exercise.", 'add exercise="id" or reasoning="id".')
    if any(line.rstrip().endswith(ONE_LINE) for line in cell.source.split("\n")):
        raise lesson.error(cell, f"{ONE_LINE!r} works only in a quiz.", "use the two marks, each on its own line.")
    source = render(cell.source, cell.kind, solved)
    ident = cell.meta.get(cell.role, "") if cell.role else ""
    name = f"check-{ident}" if cell.role == "check" else ident
    return _node(cell, source, name or _stable_id(lesson, cell, seen), _grading(cell.role, name, cell))


def _label(cell: Cell, heads: dict[str, str]) -> list[NotebookNode]:
    """A cell of its own with the heading of an exercise: who hands in an answer cannot change it by writing."""
    if cell.role not in ("exercise", "reasoning"):
        return []
    ident = cell.meta[cell.role]
    return [new_markdown_cell(source=heads[ident], id=f"label-{ident}"[:64])]


def _print_quiz(lesson: Lesson, cell: Cell, solved: bool, head: str) -> list[NotebookNode]:
    ident = cell.meta["quiz"]
    above, name, answer = quiz_parts(cell.source, ident)
    first = (above + "\n" if above else "") + f"{name} = {answer if solved else '...'}"
    return [
        new_markdown_cell(source=f"{head}\n\n{_question(lesson, cell)}", id=f"question-{ident}"[:64]),
        _node(cell, first, ident, _grading("exercise", ident, cell)),
        _node(cell, f'quiz("{ident}", {name})', f"check-{ident}", _grading("check", f"check-{ident}", cell)),
    ]


def _question(lesson: Lesson, cell: Cell) -> str:
    """The question and its options in Markdown, from the exercises of the lesson."""
    try:
        found = find_quiz(cell.meta["quiz"])
    except Unknown as problem:
        cure = f"add a Quiz to recsys_course/exercises/lesson_{lesson.number}/quiz.py."
        raise lesson.error(cell, f"{problem}", cure) from problem
    options = "\n".join(f"- **{letter})** {text}" for letter, text in found.options.items())
    return f"{found.question}\n\n{options}"


def _node(cell: Cell, source: str, ident: str, grading: dict[str, Any]) -> NotebookNode:
    make: Callable[..., NotebookNode] = new_code_cell if cell.kind == "code" else new_markdown_cell
    metadata = {key: cell.meta[key] for key in _KEPT if key in cell.meta}
    if grading:
        metadata |= {"nbgrader": grading, "deletable": False}
    if grading.get("locked"):
        metadata["editable"] = False
    return make(source=source, id=ident[:64], metadata=metadata)


def _grading(role: str, ident: str, cell: Cell) -> dict[str, Any]:
    """nbgrader metadata (schema 3) for a role; empty for ordinary cells."""
    if not role:
        return {}
    grade = role in ("check", "reasoning")
    marks = {
        "schema_version": 3,
        "grade_id": ident,
        "grade": grade,
        "solution": role != "check",
        "locked": role == "check",
        "task": False,
    }
    return marks | ({"points": cell.meta["points"]} if grade else {})


def _stable_id(lesson: Lesson, cell: Cell, seen: dict[str, int]) -> str:
    """An id made from the text, so that inserting a cell changes no other id; repeats are counted."""
    digest = hashlib.sha256(f"{lesson.name}\n{cell.kind}\n{cell.source}".encode()).hexdigest()[:12]
    seen[digest] = seen.get(digest, 0) + 1
    return digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
