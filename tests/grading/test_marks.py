"""Marks: the right answers of every lesson get all points, a known mistake its hint, and words never tell a case."""

import nbformat
import pytest

from recsys_course.checking.judging import judge
from recsys_course.checking.registry import exercises, find, lessons
from recsys_course.checking.runner.running import run_trusted
from recsys_course.grading.answers.collect import collect
from recsys_course.grading.marks import _KNOWN, mark
from recsys_course.grading.notebook.assignment import Assignment, read_assignments
from recsys_course.grading.release.secret import seed
from recsys_course.grading.sandbox.hosts import Sandbox
from tests.helpers.classroom.hand_ins import GIVEN, LESSON, RELEASED, ROOT, answers, cell, notebook
from tests.helpers.classroom.walled import needs_walls

LESSONS = read_assignments(ROOT / "notebooks")
SECRETS = ["0f" * 32, "b7" * 32]


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as opened:
        yield opened


def marks(given, sandbox, secret=SECRETS[0]):
    found = mark(RELEASED[LESSON].tasks, answers(notebook(given)), secret, sandbox)
    return {one.task: one for one in found}


@needs_walls
@pytest.mark.parametrize("name", sorted(LESSONS))
def test_the_solutions_of_every_lesson_get_all_points_and_words_wait(name):
    solved = nbformat.read(ROOT / "solutions" / f"{name}.ipynb", 4)
    found = collect(LESSONS[name], Assignment(name, solved).cells)
    with Sandbox() as own:
        given = mark(LESSONS[name].tasks, found, SECRETS[1], own)
    assert [(one.task, one.words) for one in given if one.status not in ("right", "waiting")] == []
    assert {one.kind for one in given if one.status == "waiting"} <= {"prose"}
    assert sum(one.points or 0 for one in given) == sum(one.of for one in given if one.kind != "prose")


@pytest.mark.parametrize("name", sorted(LESSONS))
def test_the_untouched_notebook_of_every_lesson_is_empty_and_nothing_of_it_is_run(name):
    class Closed(Sandbox):
        def run(self, tasks, limits=None):
            assert not tasks
            return []

    lesson: Assignment = LESSONS[name]
    given = mark(lesson.tasks, collect(lesson, lesson.cells), SECRETS[0], Closed())
    assert {one.status for one in given} == {"not attempted"} and len(given) == len(lesson.tasks)


@pytest.mark.parametrize("name", sorted(LESSONS))
def test_the_points_of_a_notebook_are_those_of_its_exercises(name):
    for task in LESSONS[name].tasks:
        if task.kind == "code":
            assert task.points == find(task.id).points


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("lesson", lessons())
def test_on_hidden_cases_every_known_mistake_is_wrong_and_gets_its_own_hint(lesson, secret):
    for exercise in exercises(lesson):
        cases = exercise.make_cases(seed(secret, exercise.id))
        for mistake in exercise.mistakes:
            verdict = judge(exercise, cases, run_trusted(mistake.code, cases))
            assert (verdict.status, verdict.hint) == ("wrong", mistake.hint), exercise.id


def test_another_secret_gives_other_cases_and_the_same_secret_the_same():
    exercise = find("03-cosine")
    first, again, other = (str(exercise.make_cases(seed(one, exercise.id))) for one in (*SECRETS[:1] * 2, SECRETS[1]))
    assert first == again != other


@needs_walls
def test_a_known_mistake_gets_its_hint_and_no_points(sandbox):
    found = marks({"03-cosine": "def cosine(a, b):\n    return float(a @ b)"}, sandbox)["03-cosine"]
    assert (found.status, found.points) == ("wrong", 0)
    assert found.hint.startswith("You stopped at the dot product")
    assert found.words.startswith("03-cosine: not right yet.")


LEAKS = {
    "the text of an error": "raise ValueError(repr(a))",
    "the name of an error": "raise type('E' + repr(a[0]).replace('.', '_'), (Exception,), {})()",
    "what is printed": "print(a); return 0",
    "a warning": "import warnings; warnings.warn(repr(a)); return 0",
    "a value that cannot be compared": "return type('V' + str(a[0]), (), {})()",
    "a text": "return repr(a)",
    "the line of an error": "exec('\\n' * int(a[0]) + '1/0')",
}


@needs_walls
@pytest.mark.parametrize("leak", LEAKS)
def test_the_words_are_the_same_whatever_the_cases_are(sandbox, leak):
    given = {"03-cosine": f"def cosine(a, b):\n    a = a + 7777\n    {LEAKS[leak]}"}
    found = [marks(given, sandbox, secret)["03-cosine"] for secret in SECRETS]
    assert found[0] == found[1] and found[0].points == 0
    assert "777" not in found[0].words + found[0].hint


@needs_walls
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("import os; os._exit(0)", "the process of your answer was ended"),
        ("return {1: {2: {}}}.items", "cannot be compared"),
        ("return missing", "your code stopped with the error NameError"),
        ("raise type('Mine', (Exception,), {})()", "your code stopped with the error of your own"),
    ],
    ids=["ended", "unplain", "a name that is missing", "an error of one's own"],
)
def test_the_words_say_what_happened(sandbox, body, told):
    assert told in marks({"03-cosine": f"def cosine(a, b):\n    {body}"}, sandbox)["03-cosine"].words


@needs_walls
def test_who_used_what_the_lesson_does_not_show_of_the_course_waits_for_a_person_and_reads_why(sandbox):
    answer = "from recsys_course.models.factors import softmax as c\ndef cosine(a, b):\n    return c(a, b)"
    found = marks({"03-cosine": answer}, sandbox)["03-cosine"]
    assert found.status == "waiting" and "A person looks at it" in found.words and "check(" not in found.words
    assert "it uses recsys_course.models.factors of the course, which is not there" in found.note


@needs_walls
def test_what_the_lesson_shows_of_the_course_is_there_and_a_person_is_told(sandbox):
    answer = "def cosine(a, b):\n    return neighbours.cosine(csr_array(a[None]), csr_array(b[None]))[0, 0]"
    found = marks({"03-cosine": answer}, sandbox)["03-cosine"]
    assert (found.status, found.points) == ("right", 1) and "is that what the task asks for?" in found.look
    assert found.note == "it uses recsys_course.models.neighbours of the course"


@needs_walls
def test_a_letter_that_is_none_and_a_wrong_letter_are_told_apart(sandbox):
    found = marks({"03-q1": 'answer_q1 = "z"', "03-q2": 'answer_q2 = " B) "', "03-q3": "answer_q3 = 7"}, sandbox)
    assert found["03-q1"].words == "Answer with one of the letters a, b, c."
    assert found["03-q2"].words.startswith("b) ")
    assert found["03-q3"].status == "not attempted"


def test_words_that_a_student_wrote_wait_for_a_person():
    class Nowhere(Sandbox):
        def run(self, tasks, limits=None):
            return [[] for _ in tasks]

    found = {one.task: one for one in mark(RELEASED[LESSON].tasks, answers(notebook()), SECRETS[0], Nowhere())}
    assert (found["03-why-recency"].status, found["03-why-recency"].points) == ("waiting", None)
    assert (found["03-why-popular"].status, found["03-why-popular"].points) == ("not attempted", 0)
    assert cell(notebook(), "03-cosine")["source"] == GIVEN["03-cosine"]


@pytest.mark.parametrize("lesson", lessons())
def test_every_error_of_a_known_mistake_is_known_by_its_name_or_its_hint_would_be_lost(lesson):
    codes = [(exercise.make_cases(), mistake.code) for exercise in exercises(lesson) for mistake in exercise.mistakes]
    assert {outcome.error for cases, code in codes for outcome in run_trusted(code, cases)} <= {*_KNOWN}
