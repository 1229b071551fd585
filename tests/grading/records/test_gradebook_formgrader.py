"""Formgrader shows hand-ins inside the instructor's logged-in browser. Nothing of a student runs there."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader import handlers
from traitlets.config import Config

from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.intake.lms_names import tidy
from recsys_course.grading.notebook.assignment import read_assignments
from recsys_course.grading.release.course_folder import release
from tests.helpers.classroom.hand_ins import ROOT, as_bytes, laid, notebook
from tests.helpers.classroom.harmful_words import HARM, Elements, written
from tests.helpers.classroom.recorded_marks import copy_of, put

NAMES = {
    "Anna Meer": "Anna Meer",
    "Siobhán O'Hara (2)": "Siobhán O'Hara (2)",
    "王小明": "王小明",
    "Meer, Anna": "Meer Anna",
    '"><img src=x onerror=alert(1)>': "img src=x onerror=alert(1)-",
    "a</script><script>alert(1)": "a--script--script-alert(1)",
    "</script>&lt;\\x3c": "script--lt;-x3c",
    "=HYPERLINK(1)": "HYPERLINK(1)",
    "../../etc": "etc",
    "100% #1?": "100- -1-",
    "..": "nameless",
}


def shown(path: Path) -> Elements:
    """The page that formgrader makes of a recorded notebook."""
    config = Config()
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    told = {"index": 0, "total": 1, "base_url": "", "student": "anna", "submission_id": "1", "notebook_path": "x"}
    page, _ = HTMLExporter(config=config).from_filename(str(path), resources=told)
    return Elements(page)


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with lesson 03."""
    return release(ROOT, tmp_path_factory.mktemp("release"), ["03"]).course


def test_words_that_would_run_make_the_same_page_as_harmless_words(course: Path) -> None:
    put(course, "anna", written(HARM))
    put(course, "bo", written("Because alike is not wanted next."))
    harmful, harmless = (shown(copy_of(course, name)) for name in ("anna", "bo"))
    assert harmful.found == harmless.found
    assert len(harmful.found) > 300


def test_the_grader_reads_the_words_as_they_were_written(course: Path) -> None:
    put(course, "anna", written(HARM))
    (words,) = [one for one in shown(copy_of(course, "anna")).texts if "bold" in one]
    assert all(line in words.split("\n") for line in HARM.split("\n") if len(line) <= 100)
    assert words.replace("\n", " ").count("javascript:alert(1)") == 3


@pytest.mark.parametrize("name", NAMES)
def test_a_name_means_nothing_in_a_page_a_url_or_a_table(name: str) -> None:
    assert tidy(name) == NAMES[name] == tidy(tidy(name))


def test_a_long_name_still_fits_a_folder() -> None:
    assert len(tidy("王" * 300).encode()) <= 200 and tidy("a" * 300) == "a" * 200


@pytest.mark.skipif(shutil.which("cmd") is not None, reason="Windows has no such folder names.")
def test_a_folder_with_a_hostile_name_is_taken_in_under_a_harmless_one(course: Path, tmp_path: Path) -> None:
    place = laid(tmp_path, {'"><img src=x onerror=alert(1)>/03.ipynb': as_bytes(notebook())})
    (one,) = read(place, read_assignments(course / "release"))
    assert (one.student, one.problem) == ("img src=x onerror=alert(1)-", "")
    put(course, one.student)
    assert copy_of(course, one.student).is_file()
