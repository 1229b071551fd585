"""nbgrader's gradebook holds the marks of the grader, and never loses what a person gave."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from nbgrader.apps import NbGraderAPI
from nbgrader.coursedir import CourseDirectory
from nbgrader.utils import determine_grade, is_grade

from recsys_course.grading.notebook.assignment import CHECK, read_assignments
from recsys_course.grading.records import gradebook
from recsys_course.grading.records.gradebook import CannotRecord, by_hand, record
from recsys_course.grading.records.results import Result
from recsys_course.grading.release.course_folder import release
from tests.helpers.classroom.hand_ins import LESSON, ROOT, WORDS, cell, code, notebook, text
from tests.helpers.classroom.recorded_marks import Row, copy_of, dump, give, put, read_copy, row, score

WHY = "03-why-recency"
EMPTY = "03-why-popular"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with lessons 00 and 03, nothing recorded."""
    return release(ROOT, tmp_path_factory.mktemp("release"), ["00", "03"]).course


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    """A copy of it for one test."""
    return Path(shutil.copytree(made, tmp_path / "course"))


def test_nbgrader_reads_exactly_the_points_of_the_report_from_the_graded_copy(course: Path) -> None:
    result = put(course, "anna", **{"03_user_scores": 2, "03_shrink": 1 / 3})
    found = {
        one.metadata.nbgrader.grade_id: determine_grade(one) for one in read_copy(course, "anna").cells if is_grade(one)
    }
    expected = {
        mark.task if mark.kind == "prose" else CHECK + mark.task: (mark.points, mark.of) for mark in result.marks
    }
    assert found == expected
    assert {points for points, _ in found.values()} == {None, 0, 1 / 3, 1, 2}


def test_the_gradebook_has_the_points_and_only_given_words_wait(course: Path) -> None:
    result = put(course, "anna", **{"03_cosine": 1})
    assert score(course, "anna") == result.points == 5
    assert row(course, "anna", WHY) == Row(None, None, True, None)
    assert row(course, "anna", EMPTY) == Row(0, None, False, "No response.")
    assert row(course, "anna", "03-cosine") == Row(1, None, False, None)
    assert row(course, "anna", "03-recency") == Row(0, None, False, "No response.")


def test_code_that_waits_is_among_what_formgrader_shows_for_grading_by_hand(course: Path) -> None:
    put(course, "anna", notebook({}), **{"03_cosine": None})
    put(course, "bo", notebook({}), **{"03_cosine": 0})
    assert row(course, "anna", "03-cosine").waits and not row(course, "bo", "03-cosine").waits
    listed = NbGraderAPI(CourseDirectory(root=str(course))).get_notebook_submissions(LESSON, LESSON)
    assert {one["student"]: one["needs_manual_grade"] for one in listed} == {"anna": True, "bo": False}
    give(course, "anna", "03-cosine", 1)
    listed = NbGraderAPI(CourseDirectory(root=str(course))).get_notebook_submissions(LESSON, LESSON)
    assert not any(one["needs_manual_grade"] for one in listed)


def test_the_student_reads_words_and_hint_below_the_check(course: Path) -> None:
    put(course, "anna", **{"03_shrink": 0.5})
    outputs = {
        one.metadata.nbgrader.grade_id: one.outputs for one in read_copy(course, "anna").cells if one.get("outputs")
    }
    assert len(outputs) == 12
    assert (
        outputs[CHECK + "03-shrink"][0].text == "0.5 of 1 points. Words of mine.\nHint: You divided by one norm only.\n"
    )


def test_recorded_again_nothing_changes(course: Path) -> None:
    put(course, "anna")
    files = [copy_of(course, "anna", step) for step in ("submitted", "autograded")]
    before, times = dump(course), [file.stat().st_mtime_ns for file in files]
    put(course, "anna")
    assert dump(course) == before and [file.stat().st_mtime_ns for file in files] == times
    assert not [one for file in files for one in file.parent.iterdir() if one != file]


def test_other_students_and_lessons_are_not_touched(course: Path) -> None:
    put(course, "anna")
    give(course, "anna", WHY, 1.5, "Good.")
    before, copy = row(course, "anna", WHY), copy_of(course, "anna").read_bytes()
    put(course, "bo", notebook({}))
    put(course, "anna", lesson="00_start_here", given=notebook({}, "00_start_here"))
    assert row(course, "anna", WHY) == before and copy_of(course, "anna").read_bytes() == copy
    assert score(course, "bo") == 4 and score(course, "anna", "00_start_here") == 3


def test_what_a_person_gave_is_never_lost_and_stays_decided_while_the_answer_is_the_same(course: Path) -> None:
    put(course, "anna")
    give(course, "anna", WHY, 1.5, "Good.")
    give(course, "anna", "03-cosine", 1, "Nearly.")
    before = dump(course)
    put(course, "anna")
    assert dump(course) == before
    assert row(course, "anna", WHY) == Row(None, 1.5, False, "Good.")


def test_new_words_wait_for_a_second_look_and_keep_what_was_given(course: Path) -> None:
    put(course, "anna")
    for task in (WHY, "03-cosine"):
        give(course, "anna", task, 1, "Good.")
    newer = notebook()
    cell(newer, WHY)["source"] += " More."
    put(course, "anna", newer)
    assert row(course, "anna", WHY) == Row(None, 1, True, "Good.")
    assert not row(course, "anna", "03-cosine").waits
    newer["cells"].insert(1, code("def helper():\n    return 1"))
    result = put(course, "anna", newer)
    assert row(course, "anna", "03-cosine") == Row(0, 1, True, "Good.")
    notes = by_hand(course, result).notes
    assert [note.split(":")[0] for note in notes] == ["03-cosine", WHY] and "Look at it again" in notes[0]


def test_another_grade_of_the_machine_asks_for_a_second_look_too(course: Path) -> None:
    put(course, "anna")
    give(course, "anna", "03-cosine", 0.5)
    put(course, "anna", **{"03_cosine": 1})
    assert row(course, "anna", "03-cosine") == Row(1, 0.5, True, "")


def test_ended_in_the_middle_the_next_run_asks_for_the_second_look(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(course, "anna")
    give(course, "anna", WHY, 1)
    newer = notebook()
    cell(newer, WHY)["source"] += " More."
    for step in ("_fill", "_write"):
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr(gradebook, step, _ended)
            put(course, "anna", newer)
    put(course, "anna", newer)
    assert row(course, "anna", WHY) == Row(None, 1, True, "")
    assert " More." in str(read_copy(course, "anna")) and " More." in str(read_copy(course, "anna", "submitted"))


def _ended(*given: object) -> None:
    raise KeyboardInterrupt


def test_the_report_takes_over_what_persons_gave_and_counts_as_nbgrader_does(course: Path) -> None:
    result = put(course, "anna")
    assert by_hand(course, result) == result and result.waiting == 2
    give(course, "anna", WHY, 1.5, "Say more about the washing machine.")
    give(course, "anna", "03-cosine", 0.5)
    give(course, "anna", "03-q1", None, extra=0.25)
    found = by_hand(course, result)
    marks = {mark.task: mark for mark in found.marks}
    assert found.points == score(course, "anna") == result.points + 2.25 and found.waiting == 0
    assert (marks[WHY].status, marks[WHY].words) == ("by hand", "Say more about the washing machine.")
    assert marks["03-cosine"].words == "Words of mine. A person gave these points."
    given = {one.task for one, before in zip(found.marks, result.marks, strict=True) if one != before}
    assert given == {WHY, "03-cosine", "03-q1"} and marks["03-q1"].points == 1.25


def test_a_comment_without_points_is_told_and_the_answer_still_waits(course: Path) -> None:
    result = put(course, "anna")
    give(course, "anna", WHY, None, "Come and see me.")
    (mark,) = [mark for mark in by_hand(course, result).marks if mark.task == WHY]
    assert (mark.points, mark.status, mark.words) == (None, "waiting", "Come and see me.")


def test_the_report_of_somebody_whom_nobody_recorded_stays_as_it_is(course: Path) -> None:
    result = put(course, "anna")
    assert by_hand(course, replace(result, student="bo")) == replace(result, student="bo")


def test_a_hand_in_with_a_problem_makes_no_submission(course: Path) -> None:
    before = dump(course)
    assignment = read_assignments(course / "release")[LESSON]
    record(course, assignment, (), None, Result("anna", LESSON, (), "the file is empty."))
    assert dump(course) == before and not (course / "submitted").exists()


def test_what_does_not_fit_the_course_is_refused_with_a_cure(course: Path, tmp_path: Path) -> None:
    for name in ("../anna", "", "a/b", "<b>"):
        with pytest.raises(CannotRecord, match=r"is not a name for a folder\. Cure: "):
            put(course, name)
    with pytest.raises(CannotRecord, match=r"has no gradebook\.db\. Cure: "):
        by_hand(tmp_path, Result("anna", LESSON))
    result, assignments = put(course, "anna"), read_assignments(course / "release")
    for wrong in (replace(result, lesson="00_start_here"), replace(result, marks=result.marks[1:])):
        with pytest.raises(CannotRecord, match=re.escape("Cure: grade it again with the release")):
            record(course, assignments[LESSON], (), None, wrong)
    (course / "gradebook.db").write_bytes(b"something else, longer than the head of a database file" * 9)
    with pytest.raises(CannotRecord, match=r"cannot be used \(file is not a database\)\. Cure: "):
        by_hand(course, result)


def test_the_submitted_copy_has_everything_and_the_graded_one_only_what_a_grader_needs(course: Path) -> None:
    given = notebook()
    given["cells"].insert(3, text("My own *thoughts*."))
    given["cells"].insert(4, code("def mine():\n    return 1"))
    cell(given, WHY)["source"] += "\n" + "word " * 9000
    put(course, "anna", given)
    sources = {
        step: [one.source for one in read_copy(course, "anna", step).cells] for step in ("submitted", "autograded")
    }
    assert "My own *thoughts*." in sources["submitted"] and "My own *thoughts*." not in sources["autograded"]
    assert all("def mine():\n    return 1" in one for one in sources.values())
    (whole,), (shown,) = ([one for one in found if WORDS in one] for found in sources.values())
    assert whole.count("word ") > 8000 and max(map(len, shown.split("\n")[-150:])) <= 100
    assert "the submitted copy has the rest" in shown and len(shown) < 25_000
