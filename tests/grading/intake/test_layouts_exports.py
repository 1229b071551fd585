"""Exports of many systems: each student apart, under the right name, with the newest file and the right lesson."""

from __future__ import annotations

from pathlib import Path

import pytest

from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.question import Unsure
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, laid, zipped
from tests.helpers.exports.odd import PLAIN, QUESTIONS
from tests.helpers.exports.systems import PEOPLE, SYSTEMS, number, numbered, written

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


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_class_list_settles_a_layout(name: str, tmp_path: Path) -> None:
    files, students = QUESTIONS[name][0]
    people = [name for name in PEOPLE if any(name in path for path in files)]
    place = zipped(tmp_path / "all.zip", written(files))
    assert found(place, people=CLASS) == {name: n for n, name in enumerate(people, 1)} | students


def test_a_class_list_tells_folders_of_students_by_their_numbers_too(tmp_path: Path) -> None:
    files = {f"sec {n % 2}/100{n}/03.ipynb": n for n in range(4)}
    assert found(laid(tmp_path, written(files)), people=CLASS) == {f"100{n}": n for n in range(4)}


def test_one_name_below_two_folders_is_never_merged_whatever_is_asked_for(tmp_path: Path) -> None:
    files = numbered("Submitted files/{p}/03.ipynb") | numbered("Working files/{p}/03.ipynb")
    place = laid(tmp_path, written(dict(files)))
    with pytest.raises(Unsure):
        read(place, RELEASED)
    for given in ({"layout": "section/student"}, {"people": CLASS}):
        with pytest.raises(CannotRead, match=r"have one name and may be two people\. Cure: "):
            read(place, RELEASED, **given)
