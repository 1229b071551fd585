"""Python files beside a notebook are modules under the names by which it imports them."""

import pytest

from recsys_course.grading.intake.beside import TEXT_AT_MOST
from recsys_course.grading.intake.hand_ins import read
from tests.helpers.classroom.hand_ins import RELEASED, laid, zipped
from tests.helpers.exports.systems import content, written

MOODLE, CANVAS = "Anna Meer_12345_assignsubmission_file_", "meeranna_12345_{0}_"
BLACKBOARD = "Lesson 3_s1001_attempt_2026-11-28-10-12-00_"
PLACES = {
    "beside it": ({"anna/03.ipynb": 1, "anna/utils.py": b"x"}, {"utils"}),
    "below it": (
        {"anna/03.ipynb": 1, "anna/tools/cos.py": b"x", "anna/tools/__init__.py": b""},
        {"tools", "tools.cos"},
    ),
    "above it": ({"anna/hw/03.ipynb": 1, "anna/utils.py": b"x"}, {"utils"}),
    "twice": ({"anna/03.ipynb": 1, "anna/utils (1).py": b"x", "anna/Copy of utils.py": b"x"}, {"utils"}),
    "in Moodle's folder": ({f"{MOODLE}/03.ipynb": 1, f"{MOODLE}/utils.py": b"x"}, {"utils"}),
    "flat from Moodle": ({f"{MOODLE}03.ipynb": 1, f"{MOODLE}utils.py": b"x"}, {"utils"}),
    "from Canvas": ({CANVAS.format(678) + "03.ipynb": 1, CANVAS.format(679) + "utils-1.py": b"x"}, {"utils"}),
    "from Blackboard": ({f"{BLACKBOARD}03.ipynb": 1, f"{BLACKBOARD}utils.py": b"x"}, {"utils"}),
    "names that nobody can import": ({"anna/03.ipynb": 1, "anna/my tools.py": b"x", "anna/2.py": b"x"}, set()),
    "a copy of the course": ({"anna/03.ipynb": 1, "anna/recsys_course/exercises/cosine.py": b"x"}, set()),
    "of another student": ({"anna/03.ipynb": 1, "bo/03.ipynb": 2, "bo/utils.py": b"x"}, set()),
}


@pytest.mark.parametrize("case", PLACES)
def test_a_module_is_found(case, tmp_path):
    files, expected = PLACES[case]
    anna = read(laid(tmp_path / "in", written(files)), RELEASED)[0]
    assert set(anna.modules()) == expected and all(text == "x" or not text for text in anna.modules().values())


def test_in_a_zip_it_is_found_too(tmp_path):
    inner = {"hw/03.ipynb": content(1), "hw/utils.py": "größer = 1".encode()}
    (tmp_path / "in").mkdir()
    zipped(tmp_path / "in" / "anna.zip", inner)
    laid(tmp_path / "in", {"bo.ipynb": content(2)})
    [anna, _] = read(tmp_path / "in", RELEASED)
    assert anna.modules() == {"utils": "größer = 1"}


def test_what_is_too_long_or_gone_is_left_out(tmp_path):
    place = laid(
        tmp_path / "in", written({"anna/03.ipynb": 1, "anna/a.py": b"x" * (TEXT_AT_MOST + 1), "anna/b.py": b""})
    )
    [anna] = read(place, RELEASED)
    (place / "anna/b.py").unlink()
    assert anna.modules() == {}
