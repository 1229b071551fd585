"""Ids and lessons that do not exist: what was probably meant, over all lessons, and how to ask."""

import numpy as np
import pytest

from recsys_course.checking.registry import Unknown, find_quiz
from recsys_course.exercises import check, find, hint, progress, quiz

ID = "00-most-watched"


@pytest.fixture(autouse=True)
def own_progress(tmp_path, monkeypatch):
    monkeypatch.setenv("RECSYS_COURSE_PROGRESS", str(tmp_path / "progress.json"))
    monkeypatch.delenv("NBGRADER_EXECUTION", raising=False)


def test_unknown_ids_name_the_nearest_and_those_that_exist():
    with pytest.raises(Unknown, match=r"Did you mean '00-most-watched'\? Lesson 00 has: 00-most-watched, "):
        find("00-most-wached")
    with pytest.raises(Unknown, match=r"There is no lesson '98' with exercises. Lessons: 00"):
        find("98-cosine")
    with pytest.raises(Unknown, match=r"00-q1 is a quiz question; use quiz\("):
        find("00-q1")
    with pytest.raises(Unknown, match=r"00-most-watched is an exercise; use check\("):
        find_quiz("00-most-watched")


@pytest.mark.parametrize("near", ["00-most", "00-Most-Watched", "00-most_watched", "00-mostwatched"])
def test_an_id_that_is_really_close_is_guessed(near):
    with pytest.raises(Unknown, match=r"Did you mean '00-most-watched'"):
        find(near)


def test_an_id_has_dashes_although_its_file_has_underscores():
    assert find("03-keep-nearest").id == "03-keep-nearest"
    with pytest.raises(Unknown, match=r"Did you mean '03-keep-nearest'"):
        find("03-keep_nearest")


@pytest.mark.parametrize("file", ["02-lists", "03-quiz", "03-__init__", "03-", "03"])
def test_a_file_that_is_no_exercise_has_no_id(file):
    with pytest.raises(Unknown, match=f"There is no exercise '{file}'"):
        find(file)


ELSEWHERE = [
    ("cosine", "03-cosine"),
    ("most_watched", "00-most-watched"),
    ("Most Watched", "00-most-watched"),
    ("3-cosine", "03-cosine"),
    ("03_cosine", "03-cosine"),
    ("1-cosine", "03-cosine"),
    ("01-cosine", "03-cosine"),
    ("98-cosine", "03-cosine"),
    ("cosin", "03-cosine"),
    ("validation-03-cosine", ""),
    ("watched", "00-most-watched"),
    ("completely-other", ""),
    ("", ""),
    ("(*", ""),
]


@pytest.mark.parametrize(("written", "meant"), ELSEWHERE)
def test_the_nearest_id_is_looked_for_in_all_lessons(written, meant):
    with pytest.raises(Unknown) as error:
        find(written)
    assert f"Did you mean '{meant}'?" in str(error.value) if meant else "Did you mean" not in str(error.value)
    assert "Lesson" in str(error.value), "what exists is said as well"


@pytest.mark.parametrize(("written", "meant"), [("3-q1", "03-q1"), ("03q1", "03-q1"), ("03_Q1", "03-q1")])
def test_a_quiz_question_is_found_without_the_zero_or_the_dash(written, meant):
    with pytest.raises(Unknown, match=rf"Did you mean '{meant}'\?"):
        find_quiz(written)


@pytest.mark.parametrize("vague", ["q1", "00-q4", "98-q1"])
def test_the_question_of_another_lesson_is_not_guessed(vague):
    with pytest.raises(Unknown) as error:
        find_quiz(vague)
    assert "Did you mean" not in str(error.value)


@pytest.mark.parametrize("far", ["00-why-validation", "00-matched", "00-q77", "00-", "00-m"])
def test_an_id_that_is_not_close_is_not_guessed(far):
    with pytest.raises(Unknown) as error:
        find(far)
    assert "Did you mean" not in str(error.value)


def test_hint_without_an_id_shows_how_to_ask(capsys):
    hint()
    text = capsys.readouterr().out
    assert f'hint("{ID}")' in text and len(text.splitlines()) == 1


@pytest.mark.parametrize("ask", [hint, lambda one: check(one, print)], ids=["hint", "check"])
def test_an_id_without_its_lesson_is_completed(ask, capsys):
    ask("most_watched")
    assert f"Did you mean {ID!r}?" in capsys.readouterr().out


def test_an_id_of_a_question_without_its_zero_is_completed(capsys):
    quiz("3-q1", "b")
    assert "Did you mean '03-q1'?" in capsys.readouterr().out


@pytest.mark.parametrize("lesson", [3, "3", "03", np.int64(3), " 03 "])
def test_a_lesson_may_be_named_by_its_number(lesson):
    assert "03-cosine" in progress(lesson).index


@pytest.mark.parametrize("lesson", ["77", 77, "cosine", 3.5, ..., -1])
def test_a_lesson_that_does_not_exist_is_answered_kindly(lesson, capsys):
    assert progress(lesson) is None
    text = capsys.readouterr().out
    assert text.startswith("There is no lesson ") and "Lessons: 00, 01" in text
