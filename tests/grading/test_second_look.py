"""Right in the notebook and 0 here is never silent: the mark waits for a person, with the reason."""

import nbformat
import pytest

from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.answers.collect import Answer
from recsys_course.grading.marks import mark
from recsys_course.grading.records.csv_export import write_grades
from recsys_course.grading.records.feedback import page
from recsys_course.grading.records.results import Mark, Result
from recsys_course.grading.sandbox.hosts import Sandbox
from recsys_course.grading.second_look import looked_at_again
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, answers, cell, code, notebook
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


HONEST = {
    "a module beside the notebook": ("import tools as t\ndef cosine(a, b):\n    return t.cos(a, b)", (), "reads t,"),
    "a module, imported inside": ("def cosine(a, b):\n    import tools\n    return tools.cos(a, b)", (), "a module"),
    "a file": (RIGHT.format("    open('stars.csv')\n"), (), "opens a file"),
    "data of the lesson": (RIGHT.format("    print(len(films))\n"), (), "reads films,"),
    "a helper of the course": (
        "from recsys_course.models.neighbours import cosine as course\ndef cosine(a, b):\n    return course(a, b)",
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
