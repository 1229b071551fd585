"""Moodle's worksheet comes back as it was but for the grades; pages go back in Moodle's folders."""

import csv
import io
import zipfile
from datetime import datetime

import pytest

from recsys_course.grading.handover.moodle import fill_worksheet, handed_in
from recsys_course.grading.handover.sheet import of_lesson
from recsys_course.grading.intake.files import CannotRead
from recsys_course.grading.records.results import Mark, Result

HEADER = (
    'Identifier,"Full name","Email address",Status,Grade,"Maximum Grade","Grade can be changed",'
    '"Last modified (submission)","Last modified (grade)","Feedback comments"\n'
)
ROWS = (
    '"Participant 5001","Meer, Anna ""Ann""",anna@uni.example,Submitted,,{0},Yes,'
    '"Saturday, 28 November 2026, 2:14 PM",-,'
    '"old, kept"\n'
    '"Participant 5002","Ann Lee",lee@uni.example,Submitted,,{0},Yes,-,-,\n'
    '"Participant 5003","Ann Lee",lee2@uni.example,Submitted,,{0},Yes,-,-,\n'
    '"Participant 5004","Bo Ek",bo@uni.example,Submitted,7,{0},No,-,-,\n'
    '"Participant 5005","Cem Oz",cem@uni.example,"No submission",,{0},Yes,-,-,\n'
)


def result(student, points=8.0, number="", lesson="03_neighbours"):
    return Result(student, lesson, (Mark("03-mend", "code", "wrong", points, 10.0),), number=number)


def filled(tmp_path, results, maximum="10.00", mark=b"", header=HEADER):
    path = tmp_path / "Grades-HW3.csv"
    path.write_bytes(mark + (header + ROWS.format(maximum)).encode())
    told = fill_worksheet(path, tmp_path / "out", results, "Ann Lee")
    with open(tmp_path / "out" / path.name, encoding="utf-8", newline="") as file:
        return told, list(csv.reader(file)), list(csv.reader(io.StringIO(path.read_text(), newline="")))


def test_only_the_grade_column_changes_and_numbers_tell_two_people_with_one_name_apart(tmp_path):
    told, after, before = filled(tmp_path, [result("Meer Anna -Ann", 9.5, "5001"), result("Ann Lee_5003", 2, "5003")])
    assert told == [] and after[0] == before[0]
    assert [row[4] for row in after[1:]] == ["9.5", "", "2", "7", ""]
    assert [row[:4] + row[5:] for row in after] == [row[:4] + row[5:] for row in before]


def test_who_is_unknown_or_locked_or_one_of_two_is_named_and_gets_nothing(tmp_path):
    people = [result("Eve"), result("Bo Ek"), result("Ann Lee"), result("Dan", number="9999")]
    told, after, _ = filled(tmp_path, people)
    assert [row[4] for row in after[1:]] == ["", "", "", "7", ""]
    assert [line.split(" has ")[0].split(" cannot")[0] for line in told] == [
        "unknown: Eve", "locked: the grade of Bo Ek", "unknown: Ann Lee", "unknown: Dan",
    ]  # fmt: skip


def test_two_students_never_get_one_row(tmp_path):
    told, after, _ = filled(tmp_path, [result("Cem Oz"), result("cem")])
    assert after[5][4] == "" and len(told) == 2


@pytest.mark.parametrize(("maximum", "grade"), [("100.00", "80"), ("100,00", "80"), ("2,50", "2"), ("5,00", "4")])
def test_points_are_put_on_the_scale_of_the_worksheet(tmp_path, maximum, grade):
    _, after, _ = filled(tmp_path, [result("Cem Oz")], f'"{maximum}"')
    assert after[5][4] == grade


def test_a_decimal_comma_stays_one(tmp_path):
    _, after, _ = filled(tmp_path, [result("Cem Oz", 8.25)], '"10,00"')
    assert after[5][4] == "8,25"


def test_pages_lie_in_folders_as_moodle_names_them(tmp_path):
    filled(tmp_path, [result("Ann Lee_5002", number="5002"), result("Eve")])
    with zipfile.ZipFile(tmp_path / "out/feedback.zip") as archive:
        assert archive.namelist() == ["Ann Lee_5002_assignsubmission_file_/feedback.html"]
        assert "8 of 10 points" in archive.read(archive.namelist()[0]).decode()


def test_the_byte_order_mark_and_line_ends_stay(tmp_path):
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xef\xbb\xbf" + (HEADER + ROWS.format("10")).replace("\n", "\r\n").encode())
    fill_worksheet(path, tmp_path / "out", [])
    data = (tmp_path / "out/a.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbfIdentifier,") and data.count(b"\r\n") == data.count(b"\n") == 6


def test_a_worksheet_without_the_columns_or_with_a_scale_is_told_with_the_cure(tmp_path):
    with pytest.raises(CannotRead, match=r"no column Grade; its columns are .* Cure: download it again"):
        filled(tmp_path, [], header=HEADER.replace("Grade,", "Bewertung,", 1))
    with pytest.raises(CannotRead, match=r"'Excellent' in the file is not a number. Cure: "):
        filled(tmp_path, [result("Cem Oz")], "Excellent")


def test_moodle_tells_when_it_was_handed_in(tmp_path):
    filled(tmp_path, [])
    when = handed_in(tmp_path / "Grades-HW3.csv", [result("anna"), result("Bo Ek")])
    assert when == {"anna": datetime(2026, 11, 28, 14, 14).timestamp()}


def test_a_grade_is_for_one_lesson_and_of_two_frameworks_the_better_counts():
    both = [result("anna", 3, lesson="07_dot_product.tf"), result("anna", 5, lesson="07_dot_product.torch")]
    assert [one.points for one in of_lesson(both, "")] == [5]
    with pytest.raises(CannotRead, match=r"of the lessons 03, 07. Cure: add --lesson"):
        of_lesson([*both, result("bo")], "")
    assert [one.student for one in of_lesson([*both, result("bo")], "03")] == ["bo"]
