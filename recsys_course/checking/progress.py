"""`progress()`: what is done, what is left, and the points, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from recsys_course.checking import progress_store
from recsys_course.checking.exercise import Exercise, Quiz
from recsys_course.checking.registry import Unknown, exercises, lessons, quizzes
from recsys_course.checking.wording import say

if TYPE_CHECKING:
    import pandas as pd


def progress(lesson: str | int | None = None) -> pd.DataFrame | None:
    """The progress as a table; None, with a message, for a lesson that does not exist.

    lesson: None for one row per lesson (done, left, points, of); "03", "3" or 3 for one row per exercise
    and question.
    Errors: none.
    """
    import pandas as pd  # late: a check does not need it

    done = progress_store.recall()["done"]
    if lesson is None:
        rows = [_lesson_row(number, done) for number in lessons()]
        return pd.DataFrame(rows).set_index("lesson")
    try:
        rows = [_task_row(task, done) for task in _tasks(_number(lesson))]
    except Unknown as error:
        say(str(error))
        return None
    return pd.DataFrame(rows, columns=["task", "title", "state", "points", "of"]).set_index("task")


def reset_progress() -> None:
    """Begin again: forget what is done and which hints were shown."""
    progress_store.forget()
    print("Your progress is empty again. The answers in your notebooks are untouched.")


def note_done(identity: str, points: int) -> None:
    """Record that a task is done. A task that is done stays done."""
    progress_store.remember(lambda state: state["done"].update({identity: points}))


def note_tried(identity: str) -> None:
    """Record that a task was tried once more."""
    progress_store.remember(lambda state: state["tried"].update({identity: state["tried"].get(identity, 0) + 1}))


def _number(lesson: Any) -> str:
    """Two digits, where a number was given: 3 and "3" become "03"."""
    words = str(lesson).strip()
    return words.zfill(2) if words.isdecimal() else words


def _tasks(lesson: str) -> list[Exercise | Quiz]:
    return [*exercises(lesson), *quizzes(lesson)]


def _lesson_row(lesson: str, done: dict[str, int]) -> dict[str, str | int]:
    tasks = _tasks(lesson)
    finished = [task for task in tasks if task.id in done]
    return {
        "lesson": lesson,
        "done": len(finished),
        "left": len(tasks) - len(finished),
        "points": sum(task.points for task in finished),
        "of": sum(task.points for task in tasks),
    }


def _task_row(task: Exercise | Quiz, done: dict[str, int]) -> dict[str, str | int]:
    title = task.title if isinstance(task, Exercise) else task.question
    state, points = ("done", task.points) if task.id in done else ("left", 0)
    return {"task": task.id, "title": title, "state": state, "points": points, "of": task.points}
