"""Right answers of an exercise, found at the mirror of its own path."""

import importlib
from pathlib import Path

from recsys_course.checking.registry import module_of
from tests.helpers.source import ROOT


def right_answers_file(exercise):
    """The mirror of the exercise's own file: `tests/exercises/lesson_03/shrink.py`."""
    return Path(f"{module_of(exercise.id).replace('.', '/')}.py".replace("recsys_course/", "tests/"))


def right_answers(exercise):
    file = right_answers_file(exercise)
    assert (ROOT / file).exists(), f"Write two right answers for {exercise.id} into {file}."
    return importlib.import_module(".".join(file.with_suffix("").parts)).RIGHT_ANSWERS
