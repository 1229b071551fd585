"""The cases notice a change in a right answer: a sample of the mutants of every exercise, each killed or explained."""

import csv
import zlib

import mutants as tool
import pytest

from recsys_course.checking.mutating.mutants import mutants
from recsys_course.checking.registry import exercises, find, lessons
from recsys_course.exercises.lesson_03 import cosine

EXERCISES = [one for lesson in lessons() for one in exercises(lesson)]
SAMPLE = 4  # of an exercise: 330 in all


def known():
    """Exercise -> how many of its changes no case notices, as `make mutants` wrote it."""
    with tool.SCORES.open(encoding="utf-8", newline="") as file:
        return {line["exercise"]: int(line["survivors"]) for line in csv.DictReader(file)}


def left():
    """Exercise -> the changes that no case notices yet, which `make mutants` wrote."""
    with tool.LEFT.open(encoding="utf-8", newline="") as file:
        return {(line["exercise"], line["change"]) for line in csv.DictReader(file)}


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_the_cases_notice_each_change_of_a_sample_or_a_reason_is_written_down(exercise):
    made = sorted(mutants(exercise.reference), key=lambda one: zlib.crc32(one.diff.encode()))[:SAMPLE]
    explained = {(exercise.id, change) for change in tool.equal().get(exercise.id, {})} | left()
    alive = [one.diff for one in made if not tool.killed(exercise, one, tool.SEEDS)]
    assert not [change for change in alive if (exercise.id, change) not in explained], (
        "Add a case that notices it, or write the reason into benchmarks/mutants_equal.csv; then make mutants."
    )


def test_the_list_of_what_no_case_notices_agrees_with_the_table():
    counted = {exercise.id: sum(one == exercise.id for one, _ in left()) for exercise in EXERCISES}
    assert counted == known()


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
