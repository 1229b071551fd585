"""Right in the notebook and 0 here is never silent: the mark waits for a person, with the reason."""

import sys

import nbformat
import pytest

from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.answers.collect import Answer, collect
from recsys_course.grading.marks import mark
from recsys_course.grading.notebook.reader import read_notebook
from recsys_course.grading.records.csv_export import write_grades
from recsys_course.grading.records.feedback import page
from recsys_course.grading.records.results import Mark, Result, looks
from recsys_course.grading.sandbox.hosts import Sandbox
from recsys_course.grading.second_look import looked_at_again
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, answers, as_bytes, cell, code, notebook
from tests.helpers.classroom.walled import needs_walls

WRONG = Mark("03-cosine", "code", "wrong", 0.0, 1.0, "0 of 10 cases right.", hint="You divided by one norm only.")
RIGHT = "def cosine(a, b):\n{0}    n = np.sqrt((a @ a) * (b @ b))\n    return a @ b / n if n > 0 else 0.0"
ONE_NORM = "def cosine(a, b):\n    return a @ b / (a @ a)"


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as opened:
        yield opened


def graded(sandbox, source, printed="", before=()):
    """The mark for 03-cosine of a hand-in with this answer, this output of its check and these cells before it."""
    given = notebook({"03-cosine": source})
    if printed:
        output = nbformat.v4.new_output("stream", name="stdout", text=printed)
        cell(given, "check-03-cosine")["outputs"] = [output]
    given["cells"][1:1] = [code(text) for text in before]
    return next(
        one for one in mark(RELEASED[LESSON].tasks, answers(given), "5" * 64, sandbox) if one.task == "03-cosine"
    )


def beside(sandbox, source, modules, identity="03-cosine"):
    """The mark for an answer with modules beside the notebook."""
    given = notebook({identity: source})
    found = collect(RELEASED[LESSON], read_notebook(as_bytes(given)).cells, modules)
    return next(one for one in mark(RELEASED[LESSON].tasks, found, "5" * 64, sandbox) if one.task == identity)


COS = "import numpy as np\ndef cos(a, b):\n    n = np.sqrt((a @ a) * (b @ b))\n    return a @ b / n if n > 0 else 0.0"
BESIDE = {
    "by its name": ("import tools as t\ndef cosine(a, b):\n    return t.cos(a, b)", {"tools": COS}),
    "by a star": ("from tools import *\ndef cosine(a, b):\n    return cos(a, b)", {"tools": COS}),
    "inside the function": ("def cosine(a, b):\n    import tools\n    return tools.cos(a, b)", {"tools": COS}),
    "by %run": ("%run ./tools.py\ncosine = cos", {"tools": COS}),
    "in a folder": ("from tools.rows import cos\ncosine = cos", {"tools.rows": COS}),
    "by way of another": ("import tools\ncosine = tools.c.cos", {"tools": "import cosines as c", "cosines": COS}),
    "with a line that fails": ("import tools\ncosine = tools.cos", {"tools": f"import plotly, x\nR = load()\n{COS}"}),
    "called as a library": ("import sklearn_tools\ncosine = sklearn_tools.cos", {"sklearn_tools": COS}),
}


@needs_walls
@pytest.mark.parametrize("case", BESIDE)
def test_a_module_handed_in_beside_the_notebook_is_graded(case, sandbox):
    found = beside(sandbox, *BESIDE[case])
    assert (found.status, found.points) == ("right", 1) and "handed in beside the notebook" in found.note


CHEATS = {
    "a false library": ("cosine = lambda a, b: np.cos(a, b)", {"numpy": "cos = lambda a, b: 1.0"}),
    "a false course": (
        "from recsys_course.checking.runner import same\ndef cosine(a, b):\n    return 0.0",
        {"recsys_course.checking.runner.same": "same = lambda *_: True"},
    ),
    "a module that ends everything": ("import tools\ncosine = tools.cos", {"tools": f"import os\nos._exit(0)\n{COS}"}),
    "a module that imports the reference": (
        "import tools\ncosine = tools.cosine", {"tools": "from recsys_course.exercises.lesson_03.cosine import *"},
    ),
    "a module with a false start": (
        "import sitecustomize\ndef cosine(a, b):\n    return 1.0", {"sitecustomize": "import numpy; numpy.sqrt = abs"},
    ),
}  # fmt: skip


@needs_walls
@pytest.mark.parametrize("case", CHEATS)
def test_a_module_beside_the_notebook_takes_no_mark_that_is_not_earned(case, sandbox):
    assert not beside(sandbox, *CHEATS[case]).points
    assert graded(sandbox, RIGHT.format("")).points == 1  # and the next one is graded as before


@needs_walls
@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads it")
@pytest.mark.parametrize("before", [False, True])
def test_newer_syntax_alone_waits(before, sandbox):
    new = "def first[T](x: T) -> T:\n    return x"
    source = RIGHT.format("    first(a)\n")
    found = graded(sandbox, source, before=(new,)) if before else graded(sandbox, f"{new}\n{source}")
    assert (found.status, found.points) == ("waiting", None) and "newer Python" in found.look
    broken = graded(sandbox, source, before=(new.replace("->", "-"),))
    assert broken.status == "wrong" if before else broken


HONEST = {
    "a module beside the notebook": ("import tools as t\ndef cosine(a, b):\n    return t.cos(a, b)", (), "reads t,"),
    "a module, imported inside": ("def cosine(a, b):\n    import tools\n    return tools.cos(a, b)", (), "a module"),
    "a file": (RIGHT.format("    open('stars.csv')\n"), (), "opens a file"),
    "data of the lesson": (RIGHT.format("    print(len(films))\n"), (), "reads films,"),
    "a helper of another lesson": (
        "from recsys_course.models.factors import softmax as course\ndef cosine(a, b):\n    return course(a, b)",
        (), "reads course,",
    ),
    "data of a cell that cannot run": (RIGHT.format("    print(mine)\n"), ("mine = open('m.txt')",), "reads mine,"),
}  # fmt: skip


@needs_walls
@pytest.mark.parametrize("case", HONEST)
def test_an_answer_that_stops_for_another_reason_than_its_task_waits_and_says_why(case, sandbox):
    source, before, reason = HONEST[case]
    found = graded(sandbox, source, before=before)
    assert (found.status, found.points) == ("waiting", None) and reason in found.note and found.seen
    assert reason in found.look or reason == "a module"


@needs_walls
@pytest.mark.parametrize("extra", ["    display(a, b)\n", "    print(a)\n", "    # note\n"])
def test_what_a_notebook_offers_without_an_import_is_there(extra, sandbox):
    assert graded(sandbox, RIGHT.format(extra)).status == "right"


@needs_walls
def test_what_the_stored_output_calls_correct_waits_where_it_is_not_right_here(sandbox):
    correct = "Correct: 03-cosine (1 point, 10 cases).\n"
    assert graded(sandbox, ONE_NORM).status == "wrong"
    found = graded(sandbox, ONE_NORM, printed=correct)
    assert (found.status, found.points, found.hint) == ("waiting", None, "") and "stored" in found.note
    assert graded(sandbox, RIGHT.format(""), printed=correct).status == "right"
    assert graded(sandbox, ONE_NORM, printed="03-cosine: not right yet. 3 of 10 cases right.\n").status == "wrong"
    assert graded(sandbox, ONE_NORM, printed=correct.replace("cosine", "shrink")).status == "wrong"


def test_an_error_of_the_task_s_own_does_not_wait():
    for error in ("ZeroDivisionError", "IndexError", "ValueError", "SyntaxError"):
        assert looked_at_again(WRONG, Answer("03-cosine", "cosine"), [Outcome("error", error=error)], False) == WRONG
    typo = Outcome("error", error="NameError", message="name 'lenghts' is not defined")
    assert (
        looked_at_again(WRONG, Answer("03-cosine", "cosine", ("import numpy",), "def cosine"), [typo], False) == WRONG
    )


def test_the_words_of_the_error_reach_the_instructor_and_not_the_student(tmp_path):
    told = Outcome("error", error="FileNotFoundError", message="the hidden case\nwas 42" * 50)
    found = looked_at_again(WRONG, Answer("03-cosine", "cosine"), [told], False)
    result = Result("anna", LESSON, (found,))
    write_grades(tmp_path / "grades.csv", [result])
    assert found.look in (tmp_path / "grades.csv").read_text(encoding="utf-8") and looks(result) == [found]
    assert len(found.seen) <= 200 and "the hidden case was 42" in (tmp_path / "grades.csv").read_text(encoding="utf-8")
    assert "42" not in page("anna", [result]) and "A person looks at it" in page("anna", [result])


def test_words_in_a_code_cell_after_the_question_are_words():
    given = notebook({})
    place = next(n for n, one in enumerate(given["cells"]) if one is cell(given, "03-why-popular"))
    for text in ("# everybody saw the popular film", "Everybody saw the popular film, so it shares all."):
        given["cells"][place + 1 : place + 1] = [code(text)]
        found = answers(given)
        assert "the popular film" in found.prose["03-why-popular"] and not found.prose["03-why-recency"]
        del given["cells"][place + 1]
    given["cells"][place + 1 : place + 1] = [code("x = 1  # not words")]
    assert not answers(given).prose["03-why-popular"]
