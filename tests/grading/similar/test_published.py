"""Who copies what is published, or the reference in the package, is shown by name."""

import inspect
import re

from recsys_course.checking.registry import find
from recsys_course.grading.answers.collect import collect
from recsys_course.grading.intake.hand_ins import read
from recsys_course.grading.notebook.assignment import read_assignments
from recsys_course.grading.notebook.reader import read_notebook
from recsys_course.grading.similar.groups import listed
from recsys_course.grading.similar.pairs import similar
from recsys_course.grading.similar.published import REFERENCE, SOLUTION, published, reference
from recsys_course.grading.similar.reading import answers_of
from tests.helpers.classroom.hand_ins import LESSON, ROOT, as_bytes, assignments, laid, notebook

RELEASED = assignments()
CODE = [task.kind for task in RELEASED[LESSON].tasks].count("code")
SOURCES = published({LESSON: RELEASED[LESSON]}, ROOT / "solutions")


def told(**sources):
    """The list for a class; of each student the sources of some answers."""
    hand_ins = {
        name: collect(RELEASED[LESSON], read_notebook(as_bytes(notebook(own))).cells) for name, own in sources.items()
    }
    return listed(similar(((name, LESSON, one) for name, one in hand_ins.items()), SOURCES))


def disguised(identity, **names):
    """The reference of an exercise with other names, without its docstring and its types."""
    source = inspect.getsource(find(identity).reference)
    source = re.sub(r'""".*?"""', "", source, count=1, flags=re.DOTALL)
    for old, new in names.items():
        source = re.sub(rf"\b{old}\b", new, source)
    return source


def test_a_student_who_hands_in_the_reference_with_other_names_is_shown():
    assert f"anna = {REFERENCE}: 03-cosine (other names)" in told(
        anna={"03-cosine": disguised("03-cosine", a="first", b="second")},
        bo={"03-cosine": "def cosine(a, b):\n    return 1"},
    )


def test_a_student_who_hands_in_the_published_notebook_is_shown_with_how_many_answers():
    solved = read_notebook((ROOT / "solutions" / f"{LESSON}.ipynb").read_bytes())
    pairs = similar([("anna", LESSON, collect(RELEASED[LESSON], solved.cells))], SOURCES)
    assert pairs[0].students == ("anna", SOLUTION) and (pairs[0].equal, pairs[0].both) == (CODE, CODE)
    assert listed(pairs).startswith(f"{LESSON}  anna = {SOLUTION}: {CODE} of {CODE} answers equal: ")


def test_an_answer_of_ones_own_is_equal_to_no_source():
    own = (
        "def cosine(a, b):\n    top = sum(x * y for x, y in zip(a, b))\n"
        "    low = (sum(x * x for x in a) * sum(y * y for y in b)) ** 0.5\n    return top / low if low else 0.0"
    )
    assert told(anna={"03-cosine": own}) == ""


def test_the_usual_short_way_to_the_published_answer_is_not_called_a_copy():
    usual = "def cosine(x, y):\n    lengths = np.sqrt((x @ x) * (y @ y))\n"
    usual += "    return x @ y / lengths if lengths > 0 else 0.0"
    assert told(anna={"03-cosine": usual}) == ""


def test_nearly_every_exercise_has_a_reference_to_compare_with():
    every = {
        task.id for one in read_assignments(ROOT / "notebooks").values() for task in one.tasks if task.kind == "code"
    }
    assert {identity for identity in every if not reference(identity)} <= {"10-layer"}


def test_a_hand_in_that_cannot_be_read_has_no_answers(tmp_path):
    laid(tmp_path, {"anna/03_neighbours.ipynb": as_bytes(notebook()), "bo/03_neighbours.ipynb": b"no"})
    found = {one.student: one for one in read(tmp_path, RELEASED)}
    assert answers_of(found["anna"], RELEASED[LESSON]) and answers_of(found["bo"], RELEASED[LESSON]) is None
