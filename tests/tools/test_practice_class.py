"""The practice class: every kind of hand-in is in it, the grader can read it, and each mistake is the one it claims."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import practice_class
import pytest
from practice.mistakes import mistakes
from practice.students import ATTACKS, LUCK

from recsys_course.checking.judging import judge
from recsys_course.checking.registry import find
from recsys_course.checking.runner.running import run_trusted
from recsys_course.grading.answers.collect import collect
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.similar.pairs import similar
from tests.helpers.classroom.hand_ins import LESSON, RELEASED

KNOWN = mistakes(RELEASED[LESSON])
NAMES = {task.id: task.name for task in RELEASED[LESSON].tasks}


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_same_files_are_written_each_time(tmp_path):
    first, second = (practice_class.practice_class(tmp_path / name) for name in "ab")
    assert first == second and len(first) == 30
    assert files(tmp_path / "a") == files(tmp_path / "b")


def test_a_class_of_seventy_makes_every_mistake(tmp_path):
    kinds = " | ".join(practice_class.practice_class(tmp_path, 70).values())
    most = max(map(len, KNOWN.values()))
    assert all(f"mistake {number} of each" in kinds for number in range(1, most + 1))


def test_thirty_students_show_every_kind(tmp_path):
    kinds = " | ".join(practice_class.practice_class(tmp_path).values())
    assert all(f"mistake {number} of each" in kinds for number in range(1, 9))
    assert all(luck in kinds for luck in LUCK) and all(attack in kinds for attack in ATTACKS)
    assert "nothing" in kinds and kinds.count("right |") >= 2


def test_every_hand_in_is_read_and_belongs_to_a_student_of_its_own(tmp_path):
    practice_class.practice_class(tmp_path, 70)
    found = read(tmp_path, RELEASED)
    assert [one.problem for one in found if one.problem] == []
    assert len({one.student for one in found}) == len(found) == 70
    assert {one.lesson for one in found} == {LESSON}


def test_a_smaller_class_is_the_beginning_of_a_larger_one(tmp_path):
    small, large = (practice_class.practice_class(tmp_path / str(n), n) for n in (5, 12))
    assert list(large.items())[:5] == list(small.items())


def test_right_hand_ins_have_all_answers_and_words_of_their_own(tmp_path):
    made = practice_class.practice_class(tmp_path)
    found = {one.path: one for one in read(tmp_path, RELEASED)}
    right = [found[tmp_path / path] for path, what in made.items() if what.startswith("right")]
    answers = [collect(RELEASED[LESSON], one.notebook().cells) for one in right]
    assert len(answers) >= 10
    assert all(answer.source for one in answers for answer in one.code.values())
    assert all(letter for one in answers for letter in one.quiz.values())
    words = [one.prose["03-why-recency"] for one in answers]
    assert len(set(words)) >= len(words) - 1  # one copied


def test_the_one_who_copied_is_the_one_who_is_found(tmp_path):
    made = practice_class.practice_class(tmp_path)
    copied = next(number for number, what in enumerate(made.values()) if "words of" in what)
    found = {one.path: one for one in read(tmp_path, RELEASED)}
    pair = {found[tmp_path / path].student for path in list(made)[copied - 5 : copied + 1 : 5]}
    hand_ins = [(one.student, LESSON, collect(RELEASED[LESSON], one.notebook().cells)) for one in found.values()]
    same = [set(one.students) for one in similar(hand_ins) if any(shared.how == "same words" for shared in one.shared)]
    assert same == [pair]


def test_every_known_mistake_of_the_lesson_is_written_out():
    assert {task: len(cells) for task, cells in KNOWN.items()} == {task: len(find(task).mistakes) for task in KNOWN}
    assert set(KNOWN) == {task.id for task in RELEASED[LESSON].tasks if task.kind == "code"}


@pytest.mark.parametrize(("task", "number"), [(task, n) for task, cells in KNOWN.items() for n in range(len(cells))])
def test_a_mistake_that_is_written_out_is_recognised_as_itself(task, number):
    names = {"np": np}
    exec(KNOWN[task][number], names)
    exercise = find(task)
    cases = exercise.make_cases(3)
    verdict = judge(exercise, cases, run_trusted(names[NAMES[task]], cases))
    assert (verdict.status, verdict.hint) == ("wrong", exercise.mistakes[number].hint)


@pytest.mark.parametrize("lesson", ["02_evaluation", "06_factors", "09_cnn.torch"])
def test_mistakes_of_other_lessons_are_python_too(lesson):
    assignment = practice_class.read_assignments(practice_class.ROOT / "notebooks")[lesson]
    cells = [cell for some in mistakes(assignment).values() for cell in some]
    assert len(cells) > 20
    for cell in cells:
        compile(cell, "cell", "exec")
