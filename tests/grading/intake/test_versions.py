"""A file is a lesson by its cells and by answers of its own; what nobody touched never outranks work."""

from __future__ import annotations

import os
from pathlib import Path

from recsys_course.grading.intake.hand_ins import HandIn, read
from tests.helpers.classroom.hand_ins import COSINE, LESSON, RELEASED, as_bytes, code, laid, notebook, text, without_ids
from tests.helpers.exports.systems import FOUR, content, number

BLANK = {name: as_bytes(notebook({}, name)) for name in RELEASED}
ONLY = {LESSON: RELEASED[LESSON]}


def handed(tmp_path: Path, files: dict[str, bytes], released: dict = RELEASED) -> list[HandIn]:
    """What is read in the folder of anna."""
    return read(laid(tmp_path / "in", {f"anna/{name}": data for name, data in files.items()}), released)


def of_cells(*cells: dict) -> bytes:
    """A notebook with these cells alone."""
    return as_bytes({"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_untouched_notebooks_of_other_lessons_are_no_hand_ins_and_that_is_said(tmp_path: Path) -> None:
    [found] = handed(tmp_path, {f"{name}.ipynb": data for name, data in BLANK.items()} | {"work.ipynb": content(7)})
    assert found.lesson == LESSON and number(found.notebook().cells) == 7
    assert "left out, as they were given out: 04_content, 07_dot_product" in found.note


def test_an_untouched_notebook_that_is_newer_or_called_right_does_not_outrank_work(tmp_path: Path) -> None:
    place = laid(tmp_path, {"anna/03_neighbours.ipynb": BLANK[LESSON], "anna/x.ipynb": content(7)})
    os.utime(place / "anna/x.ipynb", (1e9, 1e9))
    [found] = read(place, RELEASED)
    assert number(found.notebook().cells) == 7


def test_who_handed_in_only_untouched_notebooks_is_graded(tmp_path: Path) -> None:
    [found] = handed(tmp_path, {"03.ipynb": BLANK[LESSON]})
    assert (found.lesson, found.problem) == (LESSON, "")


def test_two_lessons_in_one_notebook_are_two_hand_ins(tmp_path: Path) -> None:
    both = notebook()
    both["cells"] += notebook({"04-profile": "def profile(rows, weights):\n    return 1"}, "04_content")["cells"]
    for found in (both, without_ids(both)):
        hand_ins = handed(tmp_path, {"homework.ipynb": as_bytes(found)})
        assert [one.lesson for one in hand_ins] == [LESSON, "04_content"]
        assert all("holds 03_neighbours and 04_content" in one.note for one in hand_ins)


def test_a_lesson_in_which_nothing_is_answered_is_no_second_hand_in(tmp_path: Path) -> None:
    both = notebook()
    both["cells"] = notebook({}, "04_content")["cells"] + both["cells"]
    [found] = handed(tmp_path, {"04_content.ipynb": as_bytes(both)})
    assert found.lesson == LESSON and "it is not 04_content" in found.note


def test_a_lesson_handed_in_as_another_one_is_said_and_marked_as_what_it_is(tmp_path: Path) -> None:
    [found] = handed(tmp_path, {"03_neighbours.ipynb": content(FOUR)})
    assert found.lesson == "04_content" and "it is not 03_neighbours" in found.note
    [found] = handed(tmp_path, {"03_neighbours.ipynb": content(FOUR)}, ONLY)
    assert (found.student, found.lesson) == ("anna", "") and "not one of the released lessons" in found.problem


def test_a_notebook_of_another_course_is_no_lesson_whatever_its_name(tmp_path: Path) -> None:
    other = of_cells(text("# Week 3"), code("import numpy as np"), code("def mean(a):\n    return a.sum() / len(a)"))
    [found] = handed(tmp_path, {"03_neighbours.ipynb": other})
    assert found.lesson == "" and "Cure: " in found.problem


def test_answers_alone_without_the_cells_of_the_lesson_are_the_lesson(tmp_path: Path) -> None:
    [found] = handed(tmp_path, {"work.ipynb": of_cells(code(COSINE))})
    assert (found.lesson, found.problem) == (LESSON, "")


def test_a_helper_of_an_earlier_lesson_does_not_make_a_notebook_that_lesson(tmp_path: Path) -> None:
    later = notebook({"04-profile": "def profile(rows, weights):\n    return 1"}, "04_content")
    later["cells"].append(code(COSINE))
    [found] = handed(tmp_path, {"work.ipynb": as_bytes(later)})
    assert found.lesson == "04_content"
