"""Right answers of an exercise, found at the mirror of its own path; and answers that give a tensor."""

import functools
import importlib
from pathlib import Path

import numpy as np

from recsys_course.checking.registry import module_of
from tests.helpers.source import ROOT


def right_answers_file(exercise):
    """The mirror of the exercise's own file: `tests/exercises/lesson_03/shrink.py`."""
    return Path(f"{module_of(exercise.id).replace('.', '/')}.py".replace("recsys_course/", "tests/"))


def right_answers(exercise):
    file = right_answers_file(exercise)
    assert (ROOT / file).exists(), f"Write two right answers for {exercise.id} into {file}."
    return importlib.import_module(".".join(file.with_suffix("").parts)).RIGHT_ANSWERS


class Tensor:
    """What every tensor can do: make an array of itself."""

    def __init__(self, array):
        self.array = np.asarray(array)

    def numpy(self):
        return self.array


def as_asked(exercise, answer):
    """The answer as it is, or with a tensor for its array where a tensor is asked for."""
    return functools.wraps(answer)(lambda *arguments: Tensor(answer(*arguments))) if exercise.tensor else answer
