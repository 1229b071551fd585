"""Exercises that diagnose: `check` an answer, take a `hint`, answer a `quiz`, see your `progress`.

The exercises of lesson 03 stand in `lesson_03.py`, as constants; `base.py` says what an exercise is.
`running` runs an answer and knows nothing of the right one; `judging` knows the right one and runs nothing
of the learner's.
"""

from __future__ import annotations

from recsys_course.exercises.base import Exercise, Mistake, Quiz
from recsys_course.exercises.checker import check, hint
from recsys_course.exercises.compare import close_to, exact
from recsys_course.exercises.finding import find
from recsys_course.exercises.progress import progress, reset_progress
from recsys_course.exercises.promise import expect
from recsys_course.exercises.quizzes import quiz

__all__ = [
    "Exercise",
    "Mistake",
    "Quiz",
    "check",
    "close_to",
    "exact",
    "expect",
    "find",
    "hint",
    "progress",
    "quiz",
    "reset_progress",
]
