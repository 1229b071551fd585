"""The cases notice every change in a right answer: each mutant is killed, or a reason says why it is equal."""

import csv

import mutants as tool
import pytest

from recsys_course.checking.mutating.mutants import mutants
from recsys_course.checking.registry import exercises, find, lessons
from recsys_course.exercises.lesson_03 import cosine

EXERCISES = [one for lesson in lessons() for one in exercises(lesson)]


def known():
    """Exercise -> how many of its changes no case notices, as `make mutants` wrote it."""
    with tool.SCORES.open(encoding="utf-8", newline="") as file:
        return {line["exercise"]: int(line["survivors"]) for line in csv.DictReader(file)}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_cases_notice_each_change_or_a_reason_is_written_down(exercise):
    assert not tool.row(exercise).survivors, (
        "Add a case that notices it, or write the reason into benchmarks/mutants_equal.csv; then make mutants."
    )


def test_the_table_names_every_exercise_and_no_survivor():
    assert known() == {exercise.id: 0 for exercise in EXERCISES}


def test_a_reason_names_an_exercise_that_exists():
    for identity, reasons in tool.equal().items():
        assert find(identity).id == identity and all(len(reason) > 10 for reason in reasons.values())


def test_a_case_tells_a_cosine_without_one_of_its_lengths():
    exercise = cosine.EXERCISE
    lost = [one for one in mutants(exercise.reference) if "A part of the formula is missing" in one.hint]
    assert lost and all(tool.killed(exercise, one) for one in lost)


def test_one_exercise_is_printed_and_nothing_is_written(capsys):
    before = tool.SCORES.read_text(encoding="utf-8")
    tool.main(["03-shrink"])
    assert "03-shrink" in capsys.readouterr().out
    assert tool.SCORES.read_text(encoding="utf-8") == before
