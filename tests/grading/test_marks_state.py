"""Answers whose helpers keep something: right in the notebook, so right here; and what they may not become."""

import pytest

from recsys_course.grading.marks import mark
from recsys_course.grading.sandbox import hosts
from recsys_course.grading.sandbox.hosts import Limits, Request, Sandbox
from tests.helpers.classroom.hand_ins import LESSON, RELEASED, answers, code, notebook, place
from tests.helpers.classroom.walled import needs_walls

SECRET = "c4" * 32
END = "\n    n = np.sqrt(dot(a, a) * dot(b, b))\n    return dot(a, b) / n if n else 0.0"
KEPT = {
    "a counter": "calls = 0\ndef cosine(a, b):\n    global calls\n    calls += 1\n    dot = np.dot" + END,
    "a table that is updated": "ops = {}\nops.update(dot=np.dot)\ndef cosine(a, b):\n    dot = ops['dot']" + END,
    "a list that grows": "fs = []\nfs.append(np.dot)\ndef cosine(a, b):\n    dot = fs[0]" + END,
    "a loop that fills a table": (
        "fs = {}\nfor f in (np.dot,):\n    fs['x'] = f\ndef cosine(a, b):\n    dot = fs['x']" + END
    ),
    "a decorator that keeps a list": (
        "known = {}\ndef register(f):\n    known['dot'] = f\n    return f\n\n@register\ndef product(a, b):\n"
        "    return a @ b\n\ndef cosine(a, b):\n    dot = known['dot']" + END
    ),
    "an older function of one name": "def cosine(a, b):\n    dot = np.dot" + END + "\n\n_old = cosine\n"
    "def cosine(a, b):\n    return float(_old(a, b))",
    "a name that only its text tells": "EPS = 0.0\ndef cosine(a, b):\n    dot = np.dot\n    globals()['EPS']" + END,
    "a function for several kinds": (
        "import functools\n@functools.singledispatch\ndef dot(a, b):\n    raise TypeError\n\n"
        "@dot.register(np.ndarray)\ndef _(a, b):\n    return a @ b\n\ndef cosine(a, b):" + END
    ),
}  # fmt: skip


def cosine(given, sandbox):
    found = answers(given) if isinstance(given, dict) else given
    return next(one for one in mark(RELEASED[LESSON].tasks, found, SECRET, sandbox) if one.task == "03-cosine")


@pytest.fixture(scope="module")
def sandbox():
    with Sandbox() as opened:
        yield opened


@needs_walls
@pytest.mark.parametrize("kind", KEPT)
def test_what_is_right_in_the_notebook_is_right(kind, sandbox):
    assert cosine(notebook({"03-cosine": KEPT[kind]}), sandbox).status == "right"


@needs_walls
@pytest.mark.parametrize("kind", ["a table that is updated", "a decorator that keeps a list"])
def test_also_where_the_helpers_stand_in_a_cell_above(kind, sandbox):
    helpers, answer = KEPT[kind].split("def cosine")
    given = notebook({"03-cosine": f"def cosine{answer}"})
    given["cells"].insert(place(given, "03-cosine"), code(helpers))
    found = cosine(given, sandbox)
    assert found.status == "right" and "together with all" in found.note


@needs_walls
def test_what_stands_below_the_check_is_not_run(sandbox):
    helpers, answer = KEPT["a list that grows"].split("fs.append(np.dot)\n")
    given = notebook({"03-cosine": helpers + answer})
    given["cells"].insert(place(given, "check-03-cosine") + 1, code("fs.append(np.dot)"))
    assert cosine(given, sandbox).status == "wrong"


@needs_walls
def test_a_wrong_answer_stays_wrong_and_keeps_its_hint(sandbox):
    given = notebook({"03-cosine": "known = []\nknown.append(1)\ndef cosine(a, b):\n    return float(a @ b)"})
    found = cosine(given, sandbox)
    assert found.status == "wrong" and found.hint.startswith("You stopped at the dot product")


class Slow(Sandbox):
    """Answers nothing; each exercise takes as long as it may. Notes the limits."""

    def __init__(self, clock):
        super().__init__()
        self.clock, self.given = clock, []

    def _ask(self, job, limits):
        self.clock.now += limits.wall
        self.given.append(limits.wall)
        return "late", []


class Clock:
    now = 0.0

    def monotonic(self):
        return self.now


def test_after_a_minute_the_other_exercises_of_a_hand_in_have_less_time(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(hosts, "time", clock)
    sandbox = Slow(clock)
    sandbox.run([Request(["x = 1"], "x", [()])] * 5, Limits(wall=40))
    assert sandbox.given == [40, 40, 8, 8, 8]
    sandbox.run([Request(["x = 1"], "x", [()])], Limits(wall=40))
    assert sandbox.given[-1] == 40


LETTERS = {
    'answer_q4 = "b"': "b",
    'x = answer_q4 = "b"': "b",
    'choice = "b"\nanswer_q4 = choice': "b",
    'answer_q4: str = " B) "': " B) ",
    "answer_q4 = input()": "",
    "answer_q4 = nothing": "",
}


@pytest.mark.parametrize("text", LETTERS)
def test_a_letter_may_be_given_in_several_ways(text):
    assert answers(notebook({"03-q4": text})).quiz["03-q4"] == LETTERS[text]
