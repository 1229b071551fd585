"""Exercises that diagnose: `check` an answer, take a `hint`, answer a `quiz`, use what is `yours`, see your `progress`.

The id of an exercise is its path: `03-shrink` is in `lesson_03/shrink.py`. The engine is `recsys_course.checking`.
"""

from __future__ import annotations

from recsys_course.checking.checker import check, hint
from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Exercise, Mistake, Quiz
from recsys_course.checking.expect import expect
from recsys_course.checking.guesses import guess, reveal
from recsys_course.checking.progress import progress, reset_progress
from recsys_course.checking.quizzes import quiz
from recsys_course.checking.registry import find
from recsys_course.checking.yours import whose, yours

__all__ = [
    "Exercise",
    "Mistake",
    "Quiz",
    "check",
    "close_to",
    "exact",
    "expect",
    "find",
    "guess",
    "hint",
    "progress",
    "quiz",
    "reset_progress",
    "reveal",
    "whose",
    "yours",
]
