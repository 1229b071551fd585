"""Exports of many systems: each student apart, under the right name, with the newest file and the right lesson."""

from __future__ import annotations

from pathlib import Path

import pytest

from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.question import Unsure
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, laid, zipped
from tests.helpers.exports.odd import IN_PART, PLAIN, QUESTIONS
from tests.helpers.exports.systems import NB, PEOPLE, SYSTEMS, number, numbered, written

EXPORTS = SYSTEMS | PLAIN
CLASS = [(name, f"100{n}") for n, name in enumerate((*PEOPLE, "eve", "fay", "gil"))]


def found(place: Path, layout: str = "", people: list[tuple[str, str]] | None = None) -> dict[str, int]:
    """The number of each student's file; every one of them can be graded as lesson 03."""
    hand_ins = read(place, RELEASED, layout, people or [])
    assert not [one.problem for one in hand_ins if one.problem] and {one.lesson for one in hand_ins} == {LESSON}
    assert len({one.student for one in hand_ins}) == len(hand_ins)
    return {one.student: number(one.notebook().cells) for one in hand_ins}


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("name", EXPORTS)
def test_everybody_of_an_export_is_found_with_the_file_that_counts(name: str, packed: bool, tmp_path: Path) -> None:
    files, students = EXPORTS[name]
    place = zipped(tmp_path / "all.zip", written(files)) if packed else laid(tmp_path / "all", written(files))
    assert found(place) == students


@pytest.mark.parametrize("name", EXPORTS)
def test_folders_around_an_export_change_nothing(name: str, tmp_path: Path) -> None:
    files, students = EXPORTS[name]
    place = zipped(tmp_path / "all.zip", {f"out/hw 3/{path}": data for path, data in written(files).items()})
    assert found(place) == students


@pytest.mark.parametrize("name", QUESTIONS)
def test_where_a_layout_is_not_certain_the_question_shows_who_and_which_file(name: str, tmp_path: Path) -> None:
    files, students = QUESTIONS[name][0]
    place = zipped(tmp_path / "all.zip", written(files))
    with pytest.raises(
        Unsure, match=r"as one student: .* counts, \d files? left out; or \d students: .*(?s:.*)Cure: "
    ) as told:
        read(place, RELEASED)
    layout = QUESTIONS[name][1]
    if layout:
        assert f"--layout {layout}" in str(told.value) and found(place, layout) == students


@pytest.mark.parametrize("name", IN_PART)
def test_where_one_hand_in_is_not_certain_it_waits_and_everybody_else_is_graded(name: str, tmp_path: Path) -> None:
    (files, students), waits = IN_PART[name]
    hand_ins = read(laid(tmp_path / "in", written(files)), RELEASED)
    good = {one.student: number(one.notebook().cells) for one in hand_ins if not one.problem}
    asked = {one.student: one.problem for one in hand_ins if one.problem}
    assert good == students and set(asked) == set(waits.split())
    assert all("Cure: put each notebook in a folder" in words for words in asked.values())


@pytest.mark.parametrize("name", QUESTIONS | IN_PART)
def test_a_class_list_settles_a_layout(name: str, tmp_path: Path) -> None:
    files, students = (QUESTIONS | IN_PART)[name][0]
    people = [name for name in PEOPLE if any(name in path for path in files)]
    place = zipped(tmp_path / "all.zip", written(files))
    known = [one for one in CLASS if one[0] != "gil" or "gil" in students]
    assert found(place, people=known) == {name: n for n, name in enumerate(people, 1)} | students


def test_the_zip_of_one_person_on_the_class_list_with_work_of_two_others_waits(tmp_path: Path) -> None:
    (files, students), _ = IN_PART["two in a zip beside zips"]
    hand_ins = read(laid(tmp_path / "in", written(files)), RELEASED, people=CLASS)
    assert {one.student: bool(one.problem) for one in hand_ins} == dict.fromkeys(students, False) | {"gil": True}


def test_one_name_in_two_places_waits_and_the_others_are_graded(tmp_path: Path) -> None:
    files = {f"x/eve/{NB}": 1, f"y/eve/{NB}": 2, f"x/fay/{NB}": 3}
    hand_ins = read(laid(tmp_path / "in", written(dict(files))), RELEASED, people=CLASS)
    assert {one.student: bool(one.problem) for one in hand_ins} == {"eve": True, "fay": False}
    assert "may be two people" in hand_ins[0].problem


def test_a_class_list_tells_folders_of_students_by_their_numbers_too(tmp_path: Path) -> None:
    files = {f"sec {n % 2}/100{n}/03.ipynb": n for n in range(4)}
    assert found(laid(tmp_path, written(files)), people=CLASS) == {f"100{n}": n for n in range(4)}


GRADESCOPE = """---
submission_4001:
  :submitters:
  - :name: Ada Müller
    :sid: '1001'
    :email: ada@uni.edu
  :created_at: 2026-11-28 20:13:05.123456000 Z
  :history: []
submission_4002:
  :submitters:
  - :name: "Bo O'Hara"
    :sid:
submission_4003:
  :submitters:
  - :name: 'Cem ''C'' Lee'
    :sid: '1003'
  - :name: Dee
    :sid: '1004'
submission_4004:
  :submitters:
  - :name: Ada Müller
    :sid: '1005'
""".encode()
OF_GRADESCOPE = {"Ada Müller_1001": 1, "Bo O'Hara": 2, "Cem 'C' Lee and Dee": 3, "Ada Müller_1005": 4}


@pytest.mark.parametrize("around", ["", "export/", "x/y/", "export.zip/", "export.zip/z/"])
@pytest.mark.parametrize("name", ["submission_metadata.yml", "metadata.yml"])
def test_gradescope_s_own_list_names_the_students(around: str, name: str, tmp_path: Path) -> None:
    files = {f"{around}submission_400{n}/{NB}": n for n in range(1, 5)} | {f"{around}{name}": GRADESCOPE}
    assert found(laid(tmp_path / "in", written(dict(files)))) == OF_GRADESCOPE


def test_a_loose_file_called_as_number_and_name_is_that_of_a_person_on_the_class_list(tmp_path: Path) -> None:
    files = {"03_ada.ipynb": 1, "03 - bo.ipynb": 2, "03-cem (1).ipynb": 3}
    place = laid(tmp_path / "in", written(dict(files)))
    assert found(place, people=CLASS) == {"ada": 1, "bo": 2, "cem": 3}
    asked = read(place, RELEASED)
    assert len(asked) == 3 and all(not one.student and "Cure: " in one.problem for one in asked)


def test_a_loose_file_without_a_name_waits_alone(tmp_path: Path) -> None:
    files = {"03_final.ipynb": 1, "03_neighbors (2).ipynb": 2, f"eve_{NB}": 9}
    hand_ins = read(laid(tmp_path / "in", written(dict(files))), RELEASED, people=CLASS)
    assert [one.student for one in hand_ins if not one.problem] == ["eve"]
    assert len([one for one in hand_ins if one.problem and not one.student]) == 2


def test_of_two_notebooks_in_a_folder_the_newest_counts_and_it_is_said(tmp_path: Path) -> None:
    files = {f"ada/{NB}": 1, "ada/03_neighbours (1).ipynb": 2, f"bo/{NB}": 3, "bo/final.ipynb": 4}
    hand_ins = read(laid(tmp_path / "in", written(dict(files))), RELEASED)
    assert {one.student: number(one.notebook().cells) for one in hand_ins}["ada"] == 2
    assert all("the newest of 2 files" in one.note for one in hand_ins) and len(hand_ins) == 2


def test_one_name_below_two_folders_is_never_merged_whatever_is_asked_for(tmp_path: Path) -> None:
    files = numbered("Submitted files/{p}/03.ipynb") | numbered("Working files/{p}/03.ipynb")
    place = laid(tmp_path, written(dict(files)))
    with pytest.raises(Unsure):
        read(place, RELEASED)
    for given in ({"layout": "section/student"}, {"people": CLASS}):
        with pytest.raises(CannotRead, match=r"have one name and may be two people\. Cure: "):
            read(place, RELEASED, **given)
