"""Names: two people stay two people, and a file that nobody can read stops nobody else."""

import os
from datetime import UTC, datetime

import pytest

from recsys_course.grading import batch
from recsys_course.grading.batch import grade
from recsys_course.grading.intake import versions
from recsys_course.grading.intake.hand_in_times import handed_in
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.lms_names import copy_number, lesson_hint, tidy
from recsys_course.grading.records.results import Result
from recsys_course.grading.records.store import keep, results
from tests.helpers.classroom.counting import FULL, SECRET, Counting, different
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, as_bytes, laid, notebook

PAIRS = [
    ("Meer, Anna", "Meer Anna"),
    ("a+b", "a-b"),
    ("x" * 210 + "a", "x" * 210 + "b"),
    ("=anna", "anna"),
    ("<b>bo", "-b-bo"),
]


@pytest.mark.parametrize(("first", "second"), PAIRS, ids=lambda name: name[:12])
def test_names_that_become_one_stay_two_people_in_every_run(first, second, tmp_path):
    place = laid(tmp_path, {f"{first}/03.ipynb": different(1), f"{second}/03.ipynb": different(2)})
    one, two = read(place, RELEASED)
    assert one.student != two.student and not one.problem + two.problem
    assert [hand_in.student for hand_in in read(place, RELEASED)] == [one.student, two.student]


def test_a_name_alone_stays_as_it_is(tmp_path):
    place = laid(tmp_path, {"Meer, Anna/03.ipynb": different(1), "Meer, Anna/04.ipynb": different(2)})
    assert {hand_in.student for hand_in in read(place, RELEASED)} == {"Meer Anna"}


def graded(place, kept):
    return {
        one.result.student: one.result
        for one in grade(read(place, RELEASED), RELEASED, kept, SECRET, Counting().crew())
    }


@pytest.mark.parametrize(
    "error", [RecursionError("deep"), MemoryError(), TypeError("odd")], ids=lambda one: type(one).__name__
)
@pytest.mark.parametrize("module", [versions, batch])
def test_a_file_that_breaks_the_reader_is_a_problem_of_one_student(error, module, tmp_path, monkeypatch):
    files = {f"{name}/03.ipynb": different(n) for n, name in enumerate(("anna", "bo", "cem"))}
    place = laid(tmp_path / "in", files)
    name = "read_notebook" if module is versions else "collect"
    real, calls = getattr(module, name), []

    def breaks(*given):
        calls.append(given)
        if len(calls) == 2:
            raise error
        return real(*given)

    monkeypatch.setattr(module, name, breaks)
    found = graded(place, tmp_path / "kept")
    told = [result.problem for result in found.values() if result.problem]
    assert len(found) == 3 and len(told) == 1 and type(error).__name__ in told[0]


def test_reading_without_an_end_is_a_problem_of_one_student(tmp_path, monkeypatch):
    place = laid(tmp_path / "in", {"anna/03.ipynb": as_bytes(notebook()), "bo/03.ipynb": different(5)})
    real = batch.collect

    def endless(lesson, cells, *more):
        while any("return 5" in cell.source for cell in cells):
            pass
        return real(lesson, cells, *more)

    monkeypatch.setattr(batch, "collect", endless)
    monkeypatch.setattr(batch, "READING", 0.5)
    found = graded(place, tmp_path / "kept")
    assert "more than 0.5 s" in found["bo"].problem and not found["anna"].problem


RIGHT, BLANK = as_bytes(notebook({"03-cosine": "def cosine(a, b):\n    return 1"})), as_bytes(notebook({}))


def moodle(*people):
    """A file for each (name, number, content) of an export."""
    return {f"{name}_{number}_assignsubmission_file_/03.ipynb": data for name, number, data in people}


def test_another_person_of_the_same_name_never_takes_a_mark_in_a_later_run(tmp_path):
    kept, first = tmp_path / "kept", ("Ann Lee", 345, different(1))
    one = graded(laid(tmp_path / "one", moodle(first)), kept)
    two = graded(laid(tmp_path / "two", moodle(("Ann Lee", 346, different(2)))), kept)
    both = graded(laid(tmp_path / "both", moodle(first, ("Ann Lee", 346, different(2)))), kept)
    assert set(one) == {"Ann Lee"} and set(two) == {"Ann Lee_346"}
    assert set(both) == {"Ann Lee", "Ann Lee_346"}


def test_nor_does_somebody_whose_name_looks_like_theirs(tmp_path):
    kept = tmp_path / "kept"
    assert set(graded(laid(tmp_path / "one", {"Ann-Lee/03.ipynb": different(1)}), kept)) == {"Ann-Lee"}
    [other] = graded(laid(tmp_path / "two", {"Ann+Lee/03.ipynb": different(2)}), kept)
    assert other.startswith("Ann-Lee_")
    assert set(graded(laid(tmp_path / "one", {}), kept)) == {"Ann-Lee"}


def test_nor_somebody_who_is_called_as_another_one_was_named(tmp_path):
    people = [("Ann Lee", 345, different(1)), ("Ann Lee", 346, different(2)), ("Ann Lee_345", 999, different(3))]
    place = laid(tmp_path, moodle(*people))
    found = read(place, RELEASED)
    assert len({one.student for one in found}) == 3 and not any(one.note for one in found)


def test_the_same_person_keeps_the_name_for_the_next_lesson(tmp_path):
    kept = tmp_path / "kept"
    graded(laid(tmp_path / "one", moodle(("Ann Lee", 345, different(1)))), kept)
    other = as_bytes(notebook({}, "04_content"))
    later = laid(tmp_path / "two", {"Ann Lee_777_assignsubmission_file_/04.ipynb": other})
    assert [one.result.student for one in grade(read(later, RELEASED), RELEASED, kept, SECRET, Counting().crew())] == [
        "Ann Lee"
    ]


def test_an_empty_notebook_does_not_hide_an_older_one_with_answers(tmp_path):
    place = laid(tmp_path, {"anna/03.ipynb": RIGHT, "anna/03_old.ipynb": BLANK})
    os.utime(place / "anna/03.ipynb", (1e9, 1e9))
    [found] = read(place, RELEASED)
    assert found.path.name == "03.ipynb"


def test_a_notebook_that_holds_two_lessons_is_the_one_that_its_name_tells(tmp_path):
    both = notebook()
    both["cells"] += notebook({}, "07_dot_product.torch")["cells"] * 2
    place = laid(tmp_path, {"anna/03_neighbours.ipynb": as_bytes(both)})
    assert [one.lesson for one in read(place, RELEASED)] == ["03_neighbours"]


def test_copies_and_hints_are_read_from_names():
    copies = {
        "03": 0,
        "03 (2).ipynb": 2,
        "03-Copy3.ipynb": 3,
        "03_neighbours-1.ipynb": 1,
        "03 copy": 1,
        "03 - Copy 4": 4,
    }
    assert {name: copy_number(name) for name in copies} == copies
    hints = {"03 (1).ipynb": LESSON, "my 04.ipynb": "04_content", "07.ipynb": "", "2003": "", "x": ""}
    assert {name: lesson_hint(name, RELEASED) for name in hints} == hints


EARLIER = {
    "Lesson 3_ada_attempt_2026-11-28-10-12-00": ("Lesson 3_ada_attempt_2026-11-28-10-12-00_03_neighbours.ipynb", "ada"),
    "41-7 - Ada Lee - Nov 28, 2026 1012 AM": ("41-7 - Ada Lee - Nov 28, 2026 1012 AM/03.ipynb", "Ada Lee"),
    "03-neighbours-ada": ("03-neighbours-ada/03.ipynb", "ada"),
}


@pytest.mark.parametrize("name", EARLIER)
def test_who_stood_in_the_table_under_a_long_name_gets_no_second_row(name, tmp_path):
    path, short = EARLIER[name]
    place, kept = laid(tmp_path / "in", {path: different(1)}), tmp_path / "kept"
    assert set(graded(place, tmp_path / "new")) == {short}
    keep(kept, Result(tidy(name), LESSON, FULL), "old", name)
    for _ in range(2):
        assert set(graded(place, kept)) == {tidy(name)} == {one.student for one in results(kept)}


TIMES = {
    "Lesson 3_ada_attempt_2026-11-28-10-12-30_03.ipynb": (2026, 11, 28, 10, 12, 30),
    "41-7 - Ada - Nov 28, 2026 1012 PM": (2026, 11, 28, 22, 12),
    "41-7 - Ada - Nov 8, 2026 912 AM": (2026, 11, 8, 9, 12),
    "41-7 - Ada - November 28, 2026 12:05 AM": (2026, 11, 28, 0, 5),
    "41-7 - Ada - 28 Nov. 2026 1612": (2026, 11, 28, 16, 12),
    "20261128101200_03.ipynb": (2026, 11, 28, 10, 12),
}


@pytest.mark.parametrize("name", TIMES)
def test_times_are_read_from_names(name):
    assert datetime.fromtimestamp(handed_in(name)) == datetime(*TIMES[name])


def test_nbgraders_time_is_utc():
    assert handed_in("ada+03+2026-11-28 10:12:00 UTC+x") == datetime(2026, 11, 28, 10, 12, tzinfo=UTC).timestamp()


@pytest.mark.parametrize("name", ["anna", "03", "41-7 - Ada - Foo 28, 2026 1012 AM", "41-7 - A - Nov 31, 2026 1012 AM"])
def test_names_without_a_time_that_exists_have_none(name):
    assert handed_in(name) == 0.0
