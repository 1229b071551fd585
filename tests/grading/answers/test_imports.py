"""What a student's cells import of the course and of the modules handed in with them."""

import pytest

from recsys_course.grading.answers.imports import beside, of_the_course, opened, shown
from recsys_course.grading.notebook.assignment import read_assignments
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, ROOT

NEIGHBOURS = "recsys_course.models.neighbours"


def test_a_lesson_shows_what_its_cells_import():
    assert NEIGHBOURS in shown(RELEASED[LESSON]) and "recsys_course.models.factors" not in shown(RELEASED[LESSON])


def test_no_lesson_shows_a_room_with_references_judges_or_the_truth():
    for lesson in read_assignments(ROOT / "notebooks").values():
        rooms = {name.split(".")[1] for name in shown(lesson)}
        assert not rooms & {"exercises", "checking", "grading", "world", "plots"}, lesson.name


@pytest.mark.parametrize(
    "source",
    [
        "from recsys_course.models import neighbours",
        "from recsys_course.models import (\n    neighbours as own,\n)",
        "import recsys_course.models.neighbours as own",
        "from recsys_course.models.neighbours import *",
        "def cosine(a, b):\n    from recsys_course.models.neighbours import cosine\n    return cosine(a, b)",
        "%%time\nfrom recsys_course.models.neighbours import cosine",
    ],
)
def test_every_way_to_import_a_module_names_it(source):
    assert of_the_course([source]) == {NEIGHBOURS}


def test_only_what_is_shown_and_imported_is_opened():
    modules = ("recsys_course.metrics", NEIGHBOURS)
    assert opened([f"import {NEIGHBOURS}"], modules) == (NEIGHBOURS,)
    assert opened(["import recsys_course.exercises.lesson_03.cosine"], modules) == ()
    assert opened(["import recsys_course as rc"], modules) == modules
    assert opened(["# import recsys_course.metrics", "x = (", "import numpy"], modules) == ()


FILES = {
    "utils": "import deeper",
    "deeper": "from tools.cos import cos",
    "tools.cos": "from . import base",
    "tools.base": "x = 1",
    "other": "import utils",
    "broken": "def f(",
}


@pytest.mark.parametrize(
    "source", ["import utils", "from utils import *", "def f():\n    import utils", "%run utils.py"]
)
def test_modules_come_with_those_that_they_import_in_turn(source):
    assert [name for name, _ in beside([source], FILES)] == ["deeper", "tools.base", "tools.cos", "utils"]


def test_modules_that_nobody_imports_stay_away():
    assert beside(["import numpy as np", "x = (", "broken"], FILES) == beside([], FILES) == ()
    assert beside(["import broken"], FILES) == (("broken", "def f("),)
