"""An answer that is right but for changing its arguments is right in every exercise, and is told so."""

import copy
import functools

import numpy as np
import pytest

from recsys_course.checking.checker import report
from recsys_course.checking.judging import judge
from recsys_course.checking.registry import exercises, lessons
from recsys_course.checking.runner.running import run_cases
from tests.helpers.right_answers import as_asked

EXERCISES = [one for lesson in lessons() for one in exercises(lesson) if one.parameters]


def spoil(argument):
    """Change an argument in place, whatever its kind."""
    if isinstance(argument, np.ndarray) and argument.flags.writeable:
        argument[...] = np.char.add(argument, "x") if argument.dtype.kind == "U" else np.logical_not(argument)
    elif isinstance(argument, (list, dict, set)):
        argument.clear()
    elif isinstance(getattr(argument, "data", None), np.ndarray):
        argument.data[...] += 1


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
@pytest.mark.parametrize("seed", [2024, 1])
def test_changing_the_arguments_after_the_work_costs_nothing_and_is_said(exercise, seed):
    right = as_asked(exercise, exercise.reference)

    @functools.wraps(exercise.reference)
    def answer(*arguments):
        value = copy.deepcopy(right(*arguments))
        for one in arguments:
            spoil(one)
        return value

    cases = exercise.make_cases(seed)
    outcomes = run_cases(answer, cases)
    text = report(exercise, judge(exercise, cases, outcomes), outcomes)
    assert text.startswith(f"Correct: {exercise.id}") and "Whoever calls it loses the original; work on a copy." in text


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_an_argument_that_is_changed_once_it_is_used_up_leaves_the_others_as_they_are(exercise):
    """Cases may give the same array twice; an answer gets two."""
    seen = []

    @functools.wraps(exercise.reference)
    def answer(*arguments):
        before = copy.deepcopy(arguments[1:])
        spoil(arguments[0])
        seen.append(repr(before) == repr(arguments[1:]))
        return exercise.reference(*arguments)

    run_cases(answer, exercise.make_cases())
    assert all(seen)
