"""What students and instructors read: one page for each student, one table for all."""

import csv
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser

import pytest

from recsys_course.grading.records.csv_export import write_grades
from recsys_course.grading.records.feedback import page, write_pages
from recsys_course.grading.records.results import Mark, Result

RIGHT = Mark("03-cosine", "code", "right", 1.0, 1.0, "Right in every hidden case.")
WRONG = Mark("03-shrink", "code", "wrong", 0.0, 1.0, "not right yet. 4 of 5 hidden cases right.", "0 / 0 is no number.")
WAITS = Mark("03-why-recency", "prose", "waiting", None, 2.0, "A person reads this answer.")
ANNA = Result("anna", "03_neighbours", (RIGHT, WRONG, WAITS), notes=("the file was written in cp1252",))


class Reader(HTMLParser):
    """Collects what a browser would show, and every element and attribute."""

    def __init__(self, text):
        super().__init__()
        self.shown, self.elements, self.attributes = "", set(), set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.shown += data


def test_a_page_says_each_mark_in_words_and_not_by_colour_alone():
    shown = Reader(page("anna", [ANNA])).shown
    for word in ("✓ right", "✗ not right", "… waits", "1 of 4 points", "0 / 0 is no number.", "? of 2"):
        assert word in shown


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "Bo O'Hara & co"])
def test_names_and_words_run_nothing(name):
    mark = Mark("03-cosine", "code", "wrong", 0.0, 1.0, words=name, hint=name, note=name)
    read = Reader(page(name, [Result(name, "03_neighbours", (mark,))]))
    assert name in read.shown
    assert not read.elements & {"script", "img", "iframe", "a", "form"}
    assert not any(one.startswith("on") or one in ("src", "href") for one in read.attributes)


def test_every_student_has_one_page_with_all_lessons(tmp_path):
    other = Result("anna", "04_content", (RIGHT,))
    [path] = write_pages(tmp_path, [ANNA, other])
    assert path.name == "anna.html"
    assert all(lesson in path.read_text(encoding="utf-8") for lesson in ("03_neighbours", "04_content"))


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_has_points_and_what_waits_and_what_went_wrong(tmp_path):
    write_grades(tmp_path / "grades.csv", [ANNA, Result("bo", "", problem="it is empty")])
    anna, bo = rows(tmp_path / "grades.csv")
    assert (anna["points"], anna["of"], anna["right"], anna["wrong"], anna["waiting"]) == ("1", "4", "1", "1", "1")
    assert anna["notes"] == "the file was written in cp1252"
    assert (bo["points"], bo["problem"]) == ("", "it is empty")


def test_the_table_has_a_column_for_each_task_after_those_of_all_students(tmp_path):
    other = Result(
        "bo", "04_content", (Mark("04-idf", "code", "right", 2.0, 2.0),), file="b.ipynb", late=7_300, taken=10
    )
    write_grades(tmp_path / "grades.csv", [other, ANNA, Result("cem", "", problem="it is empty")])
    bo, anna, cem = rows(tmp_path / "grades.csv")
    tasks = ["03-cosine", "03-shrink", "03-why-recency", "04-idf"]
    assert list(bo)[-4:] == tasks and list(bo)[:4] == ["student", "lesson", "points", "of"]
    assert [[row[task] for task in tasks] for row in (anna, bo, cem)] == [
        ["1", "0", "waits", ""], ["", "", "", "2"], [""] * 4,
    ]  # fmt: skip
    assert (bo["file"], bo["late"], bo["percent_taken"], bo["final"]) == ("b.ipynb", "2 h 1 min", "10", "1.8")


def test_a_page_says_which_file_counts_of_when_how_late_and_whom_to_ask():
    when = datetime(2026, 11, 28, 10, 12).timestamp()
    late = replace(ANNA, file="03 (2).ipynb", time=when, late=90_000.0, taken=20.0)
    shown = " ".join(Reader(page("anna", [late], "Ann Lee, room 3")).shown.split())
    assert "The file that counts: 03 (2).ipynb, of 2026-11-28 10:12." in shown
    assert "Handed in 1 d 1 h late, which costs 20 %: 0.8 points count." in shown
    assert "Ask Ann Lee, room 3, and name the task." in shown
    assert "Ask your teacher" in Reader(page("anna", [ANNA])).shown


@pytest.mark.parametrize("name", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)"])
def test_no_name_becomes_a_formula_in_a_spreadsheet(tmp_path, name):
    write_grades(tmp_path / "grades.csv", [Result(name, "03_neighbours", (RIGHT,))])
    [row] = rows(tmp_path / "grades.csv")
    assert row["student"] == f"'{name}"
