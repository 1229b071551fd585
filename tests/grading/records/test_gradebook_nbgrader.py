"""nbgrader's own commands go on from what the grader recorded."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from recsys_course.grading.cli import _parser
from recsys_course.grading.records.results import Result
from recsys_course.grading.release.course_folder import release
from recsys_course.grading.release.path_env import scripts_on_path
from tests.helpers.classroom.hand_ins import LESSON, ROOT, notebook
from tests.helpers.classroom.recorded_marks import copy_of, give, put, read_copy, row, score

START = "00_start_here"
RIGHT = "def most_watched(watched):\n    return max(sorted(set(watched)), key=watched.count)"


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Result]]:
    """A course in which two students handed in two lessons."""
    course = release(ROOT, tmp_path_factory.mktemp("release"), ["00", "03"]).course
    found = [put(course, name, **{"03_shrink": 0.5}) for name in ("anna", "Bo O'Hara")]
    found.append(put(course, "anna", notebook({"00-most-watched": RIGHT, "00-q1": 'answer_q1 = "b"'}, START), START))
    give(course, "anna", "03-why-recency", 1.5, "Say more.")
    return course, found


def run(course: Path, *words: str) -> None:
    """Run `nbgrader` as a person would."""
    with scripts_on_path():
        away = os.environ | {"PYTHONPATH": str(ROOT)}
        command = [sys.executable, "-m", "nbgrader", *words]
        done = subprocess.run(command, capture_output=True, text=True, cwd=course, env=away)
    assert done.returncode == 0, done.stderr[-3000:]


def test_feedback_has_the_words_of_the_report_and_of_the_person(results: tuple[Path, list[Result]]) -> None:
    course, _ = results
    run(course, "generate_feedback", LESSON)
    for name in ("anna", "Bo O'Hara"):
        page = (course / "feedback" / name / LESSON / f"{LESSON}.html").read_text(encoding="utf-8")
        assert "0.5 of 1 points. Words of mine." in page and "Hint: You divided by one norm only." in page
        assert ("Say more." in page) == (name == "anna")


def test_the_exported_table_has_the_scores(results: tuple[Path, list[Result]]) -> None:
    course, found = results
    run(course, "export", "--to", "table.csv")
    with open(course / "table.csv", encoding="utf-8", newline="") as file:
        rows = {(one["student_id"], one["assignment"]): float(one["score"]) for one in csv.DictReader(file)}
    assert rows == {(one.student, one.lesson): score(course, one.student, one.lesson) for one in found} | {
        ("Bo O'Hara", START): 0
    }
    assert rows["anna", LESSON] == found[0].points + 1.5


def test_nbgrader_can_grade_the_recorded_hand_in_itself(results: tuple[Path, list[Result]]) -> None:
    course, _ = results
    run(course, "autograde", START, "--force", "--student", "anna")
    ended = [one for one in read_copy(course, "anna", lesson=START).cells if one.get("execution_count")]
    assert len(ended) > 5 and copy_of(course, "anna", "submitted", START).is_file()
    assert [row(course, "anna", f"00-{task}", START).auto for task in ("most-watched", "recommend-unseen")] == [1, 0]
    put(course, "anna", notebook({"00-most-watched": RIGHT}, START), START, **{"00_most_watched": 0})
    assert row(course, "anna", "00-most-watched", START).auto == 0


def test_the_walk_for_teachers_names_commands_that_exist() -> None:
    page = (ROOT / "TEACHING.md").read_text(encoding="utf-8").split("## Grade a class")[1].split("\n## ")[0]
    blocks = re.findall(r"^```\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    asked = [line.split() for block in blocks for line in block.splitlines()]
    ours = [words[1:] for words in asked if words[0].endswith("/recsys-course")]
    assert {_parser().parse_args(words).run.__name__ for words in ours} == {"_release", "_grade", "_similar"}
    assert all((ROOT / words[1]).is_file() for words in asked if words[0].endswith("/python"))
    assert {words[0].split("/")[-1] for words in asked} == {
        "make",
        "recsys-course",
        "python",
        "jupyter",
        "nbgrader",
        "cd",
    }
