"""Finds exercises and quiz questions by their ids: the id is the path.

`03-shrink` is the `EXERCISE` of `lesson_03/shrink.py`, and `03-q1` is a constant of `lesson_03/quiz.py`. Only what is
asked for is imported. `lesson_03/__init__.py` has the order of the lesson.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
import re
from collections.abc import Sequence
from typing import TypeVar

from recsys_course.checking.exercise import Exercise, Quiz

CONTENT = "recsys_course.exercises"
Task = TypeVar("Task", Exercise, Quiz)
_IN_WORDS = " A task that you answer in words has no check and no hints."
_BEGUN, _CLOSE = 4, 0.85
_QUESTION = re.compile(r"q\d+")


class Unknown(LookupError):
    """No exercise, quiz question or lesson has this id; the message lists those that exist."""


def lessons() -> list[str]:
    """Numbers of the lessons that have exercises, in order: ["00", "01", ...]."""
    names = (module.name for module in pkgutil.iter_modules(importlib.import_module(CONTENT).__path__))
    return sorted(name.removeprefix("lesson_") for name in names if name.startswith("lesson_"))


def exercises(lesson: str) -> list[Exercise]:
    """The exercises of a lesson ("03"), in the order of the lesson. Errors: Unknown."""
    return [importlib.import_module(module_of(f"{lesson}-{name}")).EXERCISE for name in _order(lesson)]


def quizzes(lesson: str) -> list[Quiz]:
    """The quiz questions of a lesson ("03"), in the order of `quiz.py`. Errors: Unknown."""
    _order(lesson)
    questions = importlib.import_module(module_of(f"{lesson}-quiz"))
    return [value for value in vars(questions).values() if isinstance(value, Quiz)]


def module_of(identity: str) -> str:
    """Where an exercise lives: "03-keep-nearest" in `recsys_course.exercises.lesson_03.keep_nearest`."""
    return f"{CONTENT}.lesson_{identity[:2]}.{identity[3:].replace('-', '_')}"


def find(identity: str) -> Exercise:
    """The exercise with this id, such as "03-cosine". Errors: Unknown, with the ids that exist."""
    return _find(identity, Exercise, "exercise")


def find_quiz(identity: str) -> Quiz:
    """The quiz question with this id, such as "03-q1". Errors: Unknown, with the ids that exist."""
    return _find(identity, Quiz, "quiz question")


def is_quiz(identity: str) -> bool:
    """Whether a quiz question, and no exercise, has this id. Errors: none."""
    try:
        return bool(find_quiz(identity))
    except Unknown:
        return False


def _find(identity: str, kind: type[Task], word: str) -> Task:
    if not isinstance(identity, str):
        raise Unknown(f'The id of a task is text in quotes, such as "03-cosine"; got {identity!r}.')
    if identity[:2] not in lessons():
        raise Unknown(_without_lesson(identity, word))
    found = next((task for task in _candidates(identity, kind) if task.id == identity), None)
    if found is None:
        raise Unknown(_unknown(identity, [task.id for task in _tasks(identity[:2], kind)], word))
    return found


def _candidates(identity: str, kind: type[Task]) -> list[Task]:
    """The exercise whose path fits the id, where there is one, or the few quiz questions of the lesson."""
    if kind is Quiz:
        return _tasks(identity[:2], kind)
    module = module_of(identity)
    known = module.rpartition(".")[2] in _order(identity[:2])
    return [importlib.import_module(module).EXERCISE] if known else []


def _without_lesson(identity: str, word: str) -> str:
    """The sentence about an id that does not begin with a lesson that exists."""
    known = f"Lessons: {', '.join(lessons())}."
    if re.match(r"\d\d-", identity):
        return f"There is no lesson {identity[:2]!r} with exercises. {known}{_guess(identity, word)}"
    guess = _guess(identity, word)
    return f"There is no {word} {identity!r}.{guess} An id begins with the two digits of its lesson. {known}"


def _unknown(identity: str, ids: list[str], word: str) -> str:
    """The sentence about an id that does not exist."""
    other = exercises(identity[:2]) + quizzes(identity[:2])
    if any(task.id == identity for task in other):
        kind, use = ("a quiz question", "quiz") if word == "exercise" else ("an exercise", "check")
        return f'{identity} is {kind}; use {use}("{identity}", ...).'
    guess = _guess(identity, word) or (_IN_WORDS if word == "exercise" else "")
    return f"There is no {word} {identity!r}.{guess} Lesson {identity[:2]} has: {', '.join(ids) or 'none'}."


def _guess(identity: str, word: str) -> str:
    """` Did you mean '03-cosine'?`, or "". Ids of the kind that was asked for go first."""
    kinds = (exercises, quizzes) if word == "exercise" else (quizzes, exercises)
    found = (_near(identity, [task.id for lesson in lessons() for task in kind(lesson)]) for kind in kinds)
    near = next(filter(None, found), "")
    return f" Did you mean {near!r}?" if near else ""


def _near(identity: str, ids: list[str]) -> str:
    """The id that was probably meant, or "": first in the lesson that was named, then in all lessons."""
    tidy = re.sub(r"[\s_]+", "-", identity.strip().lower())
    match = re.fullmatch(r"(\d\d?)-?(\D.*)", tidy)
    lesson, name = (match[1].zfill(2), match[2]) if match else ("", tidy)
    own = [one for one in ids if one[:2] == lesson]
    found = _match(name, own)
    if found or (own and _QUESTION.fullmatch(name)):  # question 9 of another lesson is not meant
        return found
    return _match(name, ids, inside=not own)


def _match(name: str, ids: list[str], inside: bool = False) -> str:
    """The one id with this name, with this beginning, with this inside, or with a slip of a letter or two."""
    long = len(name) >= _BEGUN
    near = difflib.get_close_matches(name, [one[3:] for one in ids], n=1, cutoff=_CLOSE)
    ways = [
        [one for one in ids if one[3:] == name],
        [one for one in ids if long and one[3:].startswith(name)],
        [one for one in ids if long and inside and name in one[3:]],
        [one for one in ids if [one[3:]] == near],
    ]
    return next((way[0] for way in ways if len(way) == 1), "")


def _tasks(lesson: str, kind: type[Task]) -> list[Task]:
    """The tasks of a kind in a lesson."""
    found: Sequence[Exercise | Quiz] = exercises(lesson) if kind is Exercise else quizzes(lesson)
    return [task for task in found if isinstance(task, kind)]


def _order(lesson: str) -> tuple[str, ...]:
    """Names of the files of a lesson's exercises, in the order of the lesson. Errors: Unknown."""
    if lesson not in lessons():
        raise Unknown(f"There is no lesson {lesson!r} with exercises. Lessons: {', '.join(lessons())}.")
    return importlib.import_module(f"{CONTENT}.lesson_{lesson}").ORDER
