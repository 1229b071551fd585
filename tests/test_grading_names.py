"""Names: two people stay two people, and a file that nobody can read stops nobody else."""

import pytest

from recsys_course.grading import batch, intake
from recsys_course.grading.batch import grade
from recsys_course.grading.intake import read
from tests.handins import RELEASED, as_bytes, laid, notebook
from tests.test_grading_batch import SECRET, Counting, different

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
        one.report.student: one.report
        for one in grade(read(place, RELEASED), RELEASED, kept, SECRET, Counting().crew())
    }


@pytest.mark.parametrize(
    "error", [RecursionError("deep"), MemoryError(), TypeError("odd")], ids=lambda one: type(one).__name__
)
@pytest.mark.parametrize("room", [intake, batch])
def test_a_file_that_breaks_the_reader_is_a_problem_of_one_student(error, room, tmp_path, monkeypatch):
    files = {f"{name}/03.ipynb": different(n) for n, name in enumerate(("anna", "bo", "cem"))}
    place = laid(tmp_path / "in", files)
    name = "mend" if room is intake else "collect"
    real, calls = getattr(room, name), []

    def breaks(*given):
        calls.append(given)
        if len(calls) == 2:
            raise error
        return real(*given)

    monkeypatch.setattr(room, name, breaks)
    found = graded(place, tmp_path / "kept")
    told = [report.problem for report in found.values() if report.problem]
    assert len(found) == 3 and len(told) == 1 and type(error).__name__ in told[0]


def test_reading_without_an_end_is_a_problem_of_one_student(tmp_path, monkeypatch):
    place = laid(tmp_path / "in", {"anna/03.ipynb": as_bytes(notebook()), "bo/03.ipynb": different(5)})
    real = batch.collect

    def endless(lesson, cells):
        while any("return 5" in cell.source for cell in cells):
            pass
        return real(lesson, cells)

    monkeypatch.setattr(batch, "collect", endless)
    monkeypatch.setattr(batch, "READING", 0.5)
    found = graded(place, tmp_path / "kept")
    assert "more than 0.5 s" in found["bo"].problem and not found["anna"].problem
