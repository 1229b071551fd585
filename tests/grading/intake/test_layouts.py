"""Nobody disappears from a class, whatever folders stand around the hand-ins."""

import pytest

from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.question import Unsure
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, as_bytes, laid, notebook, zipped
from tests.helpers.classroom.layouts import GOOD, LAYOUTS

SECTIONS = {f"{group}/{name}/03.ipynb": GOOD for group, name in ("1a", "1b", "2c", "2d")}


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_student_of_a_layout_is_found_once(layout, packed, tmp_path):
    files, students = LAYOUTS[layout]
    place = zipped(tmp_path / "all.zip", files) if packed else laid(tmp_path / "all", files)
    found = read(place, RELEASED)
    assert [(one.student, one.lesson, one.problem) for one in found] == [(name, LESSON, "") for name in students]


def test_of_two_attempts_on_blackboard_the_newest_counts(tmp_path):
    names = [f"Lesson 3_ada_attempt_2026-11-{day}-10-12-00_03.ipynb" for day in (27, 29, 28)]
    [found] = read(zipped(tmp_path / "all.zip", dict.fromkeys(names, GOOD)), RELEASED)
    assert found.inside == (names[1],)


def test_who_handed_in_only_words_on_blackboard_is_listed(tmp_path):
    files = {"Lesson 3_ada_attempt_2026-11-28-10-12-00.txt": b"I was ill."}
    [found] = read(zipped(tmp_path / "all.zip", files), RELEASED)
    assert found.student == "ada" and "no notebook" in found.problem


def test_copies_of_nobody_are_named_and_not_merged(tmp_path):
    names = ("Copy of 03_neighbours.ipynb", "Copy of 03_neighbours (1).ipynb", "Kopie von 03_neighbours.ipynb")
    found = read(zipped(tmp_path / "all.zip", dict.fromkeys(names, GOOD)), RELEASED)
    assert len(found) == 3 and all(not one.student and "Cure: " in one.problem for one in found)


def test_folders_that_may_be_sections_or_students_are_a_question(tmp_path):
    place = laid(tmp_path, SECTIONS)
    with pytest.raises(
        Unsure,
        match=r"(?s)1 as one student: b/03.ipynb counts, 1 file left out; or 2 students: a, b.*section/student",
    ):
        read(place, RELEASED)
    assert [one.student for one in read(place, RELEASED, "section/student")] == ["a", "b", "c", "d"]
    assert [one.student for one in read(place, RELEASED, "student")] == ["1", "2"]


@pytest.mark.parametrize("layout", ["section", "a/section/more/student"])
def test_a_layout_that_does_not_fit_is_an_error(layout, tmp_path):
    with pytest.raises(CannotRead, match="Cure: "):
        read(laid(tmp_path, SECTIONS), RELEASED, layout)


def test_one_name_in_two_sections_is_never_merged(tmp_path):
    place = laid(tmp_path, {f"{group}/ann/03.ipynb": GOOD for group in "12"})
    with pytest.raises(CannotRead, match="1/ann and 2/ann have one name"):
        read(place, RELEASED, "section/student")


def test_two_user_names_on_blackboard_that_end_alike_stay_two_people(tmp_path):
    names = [f"Lesson 3_{name}_lee_attempt_2026-11-28-10-12-00_03.ipynb" for name in ("ada", "bo")]
    found = read(zipped(tmp_path / "all.zip", dict.fromkeys(names, GOOD)), RELEASED)
    assert len({one.student for one in found}) == 2 and not any(one.note for one in found)


def test_a_lesson_that_was_not_released_is_never_marked_as_the_one_in_its_name(tmp_path):
    place = laid(tmp_path, {"ada/03_neighbours.ipynb": as_bytes(notebook({}, "04_content"))})
    [found] = read(place, {LESSON: RELEASED[LESSON]})
    assert (found.student, found.lesson) == ("ada", "") and "not one of the released lessons" in found.problem
