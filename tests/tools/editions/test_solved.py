"""The solved answers of the lessons can be had as functions without running a lesson."""

import inspect

import numpy as np
import pytest
from editions.solved import solved_answers

from recsys_course.checking.registry import exercises
from recsys_course.checking.runner.running import run_cases
from tests.helpers.source import ROOT

LESSON = ROOT / "lessons" / "03_neighbours.py"


def test_every_exercise_of_a_lesson_has_its_solved_answer_with_its_text():
    found = {one.exercise: one.function for one in solved_answers(LESSON)}
    assert list(found) == [one.id for one in exercises("03")]
    assert "### BEGIN" not in inspect.getsource(found["03-cosine"])
    assert found["03-cosine"](np.array([3.0, 4.0]), np.array([6.0, 8.0])) == pytest.approx(1)


def test_an_answer_may_use_the_answers_before_it():
    found = {one.exercise: one.function for one in solved_answers(LESSON)}
    (build,) = [one for one in exercises("03") if one.id == "03-build"]
    assert all(one.kind == "value" for one in run_cases(found["03-build"], build.make_cases()))


def test_a_lesson_with_two_editions_gives_the_answers_of_both():
    found = list(solved_answers(ROOT / "lessons" / "10_rnn.py"))
    assert {one.framework for one in found if one.exercise == "10-layer"} == {"tf", "torch"}
