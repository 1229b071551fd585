"""The tasks of a lesson are those of the package: ids, points, letters, and answers that their checks accept."""

from __future__ import annotations

import ast

from nbformat import NotebookNode

from editions.lesson import Cell, Lesson
from editions.regions import quiz_parts
from recsys_course.checking.quizzes import letter_meant
from recsys_course.checking.registry import Unknown, find, find_quiz


def broken_tasks(lesson: Lesson) -> list[str]:
    """Unknown ids, other points than the package's, and wrong letters, as sentences. Run after printing the lesson."""
    cells = [cell for cell in lesson.cells if cell.role in ("check", "quiz")]
    return [problem for cell in cells for problem in (_check if cell.role == "check" else _quiz)(lesson, cell)]


def refused_answers(lesson: Lesson, notebook: NotebookNode) -> list[str]:
    """Answers of an executed solved notebook that their own checks did not call correct, as sentences.

    The outputs are the proof: they were made by the check itself, and tests compare them with a fresh run.
    """
    said = {cell.metadata.nbgrader.grade_id: _printed(cell) for cell in notebook.cells if "nbgrader" in cell.metadata}
    framework = notebook.metadata.recsys_course.get("framework", "")
    checks = [cell for cell in lesson.cells_for(framework) if cell.role == "check"]
    return [problem for cell in checks for problem in _refused(lesson, cell, said[f"check-{cell.meta['check']}"])]


def _refused(lesson: Lesson, cell: Cell, printed: str) -> list[str]:
    ident = cell.meta["check"]
    if any(line.startswith(f"Correct: {ident} ") for line in printed.split("\n")):
        return []
    first = printed.strip().split("\n")[0]
    cure = "mend the answer between the solution marks, or the exercise; then make notebooks."
    return [str(lesson.error(cell, f"the answer of {ident!r} is not accepted by its own check: {first!r}.", cure))]


def _printed(cell: NotebookNode) -> str:
    return "".join(out.get("text", "") for out in cell.get("outputs", []))


def _check(lesson: Lesson, cell: Cell) -> list[str]:
    ident = cell.meta["check"]
    try:
        exercise = find(ident)
    except Unknown as problem:
        file = f"recsys_course/exercises/lesson_{lesson.number}/{ident[3:].replace('-', '_')}.py"
        cure = f"fix the id, or write the exercise in {file}."
        return [str(lesson.error(cell, str(problem), cure))]
    return _points(lesson, cell, ident, exercise.points)


def _quiz(lesson: Lesson, cell: Cell) -> list[str]:
    ident = cell.meta["quiz"]
    question, given = find_quiz(ident), quiz_parts(cell.source, ident)[2]
    problems = _points(lesson, cell, ident, question.points)
    if _letter(given) != question.answer:
        cure = f'write quiz("{ident}", "{question.answer}"), or mend the Quiz.'
        problem = f"the answer {given} of {ident!r} is wrong; right is {question.answer!r}."
        problems.append(str(lesson.error(cell, problem, cure)))
    return problems


def _letter(source: str) -> object:
    """What `quiz` would make of the answer in the cell; None where it is not a plain value."""
    try:
        return letter_meant(ast.literal_eval(source))
    except (ValueError, SyntaxError, TypeError):
        return None


def _points(lesson: Lesson, cell: Cell, ident: str, points: int) -> list[str]:
    if cell.meta["points"] == points:
        return []
    problem = f"points={cell.meta['points']}, but {ident!r} has {points}."
    return [str(lesson.error(cell, problem, f"write points={points}, or change the points in the package."))]
