"""Canvas' gradebook comes back as it was but for one assignment's column."""

import csv

import pytest

from recsys_course.grading.handover.canvas import fill_gradebook
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.records.results import Mark, Result

BOOK = """Student,ID,SIS User ID,SIS Login ID,Section,Lesson 02 (4710),Lesson 03 (4711),Current Score (read only)
,,,,,Manual Posting,,
    Points Possible,,,,,10,20,(read only)
"Meer, Anna",1001,s1,anna@uni.example,A,5,,50
"Lee, Ann",1002,s2,lee,A,6,,60
"Lee, Ann",1003,s3,lee2,B,7,1,70
"Student, Test",9999,,abc,A,,,
"""


def result(student, points=5.0, number=""):
    return Result(student, "03_neighbours", (Mark("03-mend", "code", "wrong", points, 10.0),), number=number)


def filled(tmp_path, results, column="", book=BOOK):
    (tmp_path / "book.csv").write_text(book, encoding="utf-8")
    told = fill_gradebook(tmp_path / "book.csv", tmp_path / "out", results, column)
    with open(tmp_path / "out/book.csv", encoding="utf-8", newline="") as file:
        return told, list(csv.reader(file))


def test_ids_from_canvas_file_names_find_the_row_and_all_else_stays(tmp_path):
    told, rows = filled(tmp_path, [result("meeranna_1001", 9), result("leeann_1003", 4)])
    assert told == [] and [row[6] for row in rows] == ["Lesson 03 (4711)", "", "20", "18", "", "8", ""]
    expected = list(csv.reader(BOOK.splitlines()))
    assert [row[:6] + row[7:] for row in rows] == [row[:6] + row[7:] for row in expected]


@pytest.mark.parametrize("student", ["Anna Meer", "anna", "s1", "meeranna", "ANNA MEER"])
def test_a_row_is_found_by_every_name_that_it_has(tmp_path, student):
    assert filled(tmp_path, [result(student)])[1][3][6] == "10"


def test_who_is_not_in_it_or_may_be_one_of_two_is_named(tmp_path):
    told, rows = filled(tmp_path, [result("Eve"), result("Ann Lee")])
    assert [line.split(" has ")[0] for line in told] == ["unknown: Eve", "unknown: Ann Lee"]
    assert [row[6] for row in rows[3:]] == ["", "", "1", ""]


def test_the_column_is_asked_for_where_the_title_does_not_tell_it(tmp_path):
    book = BOOK.replace("Lesson 03", "Neighbours")
    with pytest.raises(CannotRead, match=r"0 columns .* 'Neighbours \(4711\)'. Cure: add --column"):
        filled(tmp_path, [result("anna")], book=book)
    assert filled(tmp_path, [result("anna")], "Neighbours (4711)", book)[1][3][6] == "10"


def test_a_download_is_never_written_over(tmp_path):
    (tmp_path / "book.csv").write_text(BOOK, encoding="utf-8")
    with pytest.raises(CannotRead, match="written over itself"):
        fill_gradebook(tmp_path / "book.csv", tmp_path, [result("anna")])
