"""What only runs in the learner's notebook is told at once, and nothing else is."""

import ast
import contextlib
import types

import numpy as np
import pandas as pd
import pytest
from editions.lesson import read_lesson
from editions.regions import render

from recsys_course import metrics, plots
from recsys_course.checking.advice.alone import notice
from recsys_course.checking.registry import exercises, find, lessons
from recsys_course.data import load
from recsys_course.exercises import check, expect
from tests.helpers.right_answers import right_answers
from tests.helpers.source import ROOT

BEGIN = "Correct here, but it will not run on its own when it is graded: it uses "
NAMES = {
    "np": np, "pd": pd, "plots": plots, "load": load, "check": check, "expect": expect, "metrics": metrics,
    "read": load, "R": np.ones((3, 2)), "table": pd.DataFrame({"a": [1]}), "n": 3,
    "get_ipython": lambda: None,
}  # fmt: skip
CELLS = ["", "R = load('tiny').train.matrix()\nn = R.shape[0]", "table = pd.read_csv('mine.csv')"]


def told(code, cells=CELLS, **more):
    """The notice on the function `f` of a notebook with these cells."""
    space = NAMES | more | ({} if cells is None else {"In": [*cells, code]})
    exec(code, space)
    return notice(space["f"], ("x", "k"))


KINDS = {
    "the notebook's variable `R`": "def f(x): return x @ R",
    "the notebook's variable `table`": "def f(x):\n return [table['a'][i] for i in x]",
    "the notebook's variable `n`": "def f(x): return x / n",
    "the notebook's variable `Q`": "Q = R + 1\ndef f(x, all=Q): return all",
    "the notebook's variable `P`": "P = R[:2] / 2\ndef f(x): return P",
    "the notebook's variables `R` and `n`": "def f(x): return g(x)\ndef g(x): return R[n]",
    "`plots` of the course": "def f(x):\n plots.line(x)\n return x",
    "`expect` of the course": "def f(x):\n expect(x, 1, 1, 'x')\n return x",
    "`check` of the course": "def f(x):\n (lambda: check('03-cosine', f))()\n return x",
    "`load` of the course": "def f(x): return load('tiny')",
    "`read` of the course": "def f(x): return read('tiny')",
    "`exercises` of the course": "def f(x):\n from recsys_course import exercises\n return exercises",
    "`recsys_course.plots` of the course": "def f(x):\n from recsys_course.plots import line\n return line(x)",
    "a file (`open`)": "def f(x): return open('a.txt').read()",
    "a file (`read_csv`)": "def f(x): return pd.read_csv('a.csv')",
    "a file (`load`)": "def f(x): return np.load('a.npy')",
    "a file (`loadtxt`)": "def f(x): return np.loadtxt('a.txt')",
    "the notebook command `%matplotlib`": "def f(x):\n get_ipython().run_line_magic('matplotlib', 'inline')\n return x",
    "the notebook's variable `R`; `check` and `plots` of the course; a file (`open`)": (
        "def f(x): return check, plots, open(x), R"
    ),
    "the notebook command `!`": "def f(x):\n get_ipython().system('ls')\n return x",
}


@pytest.mark.parametrize("words", KINDS)
def test_what_the_grader_does_not_have_is_named_with_a_cure(words):
    text = told(KINDS[words])
    assert text.startswith(f"{BEGIN}{words}. ")
    assert any(cure in text for cure in ("from the arguments (x, k)", "outside of", "into the function", "out of the"))


QUIET = {
    "arguments alone": "def f(x): return x + np.ones(3)",
    "a constant of a cell": "GENRES = ['Drama']\ndef f(x): return GENRES",
    "an array of a cell": "A = np.arange(4) / 4\nB = A * 2\ndef f(x): return B @ x",
    "a helper of a cell": "def g(x): return x\ndef f(x): return g(x)",
    "a recursion": "def f(x): return f(x[1:]) if len(x) else 0",
    "display": "def f(x):\n display(x)\n return x",
    "a timer": "def f(x):\n get_ipython().run_line_magic('time', 'y = 1')\n return x",
    "a helper of the course": "def f(x): return metrics.ndcg(x, x, 3)",
    "a local name": "def f(x):\n R = x\n return R",
    "a default of one's own": "A = [1, 2]\ndef f(x, all=A): return all",
    "another module called data": "def f(x):\n from torch.utils import data\n return data",
    "a method called load": "def f(x): return x.load()",
    "a printed line": "def f(x):\n print(x)\n return x",
    "a name that is made anew": "R = np.zeros(3)\ndef f(x): return R",
}


@pytest.mark.parametrize("what", QUIET)
def test_what_the_grader_has_is_not_mentioned(what):
    assert told(QUIET[what]) == ""


def test_a_part_that_is_not_solved_is_to_be_solved():
    text = told("def f(x): return blend(x) + plots.line(x)", blend=find("05-blend").reference)
    assert text.startswith(f"{BEGIN}the course's `blend` in place of yours; `plots` of the course. Solve ")


def test_a_room_of_the_course_by_its_full_name_is_named_as_well():
    text = told("import recsys_course\ndef f(x): return recsys_course.plots.line(x)")
    assert text.startswith(f"{BEGIN}`recsys_course.plots` of the course. ")


def test_the_open_that_ipython_puts_into_a_notebook_opens_files_too():
    opens = types.FunctionType((lambda file: file).__code__, {"__name__": "IPython.core.interactiveshell"})
    assert "a file (`open`)" in told("def f(x): return open('a.txt')", open=opens)
    assert told("def open(x): return x\ndef f(x): return open(x)") == ""


def test_without_cells_data_is_taken_for_the_notebooks_and_numbers_for_ones_own():
    assert "`R`" in told("def f(x): return R", None) and "`table`" in told("def f(x): return table", None)
    assert told("def f(x): return n", None) == ""
    assert notice(3, ()) == notice(len, ()) == notice(..., ()) == ""


def test_the_check_says_it_and_keeps_the_points(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("RECSYS_COURSE_PROGRESS", str(tmp_path / "progress.json"))
    code = "def f(numbers, n):\n R\n return (numbers[:, None] == np.arange(n)).astype(float)"
    space = NAMES | {"In": CELLS}
    exec(code, space)
    check("07-one-hot", space["f"])
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("Correct: 07-one-hot (") and second.startswith(f"{BEGIN}the notebook's variable `R`.")


@pytest.mark.parametrize("exercise", [one for lesson in lessons() for one in exercises(lesson)], ids=lambda one: one.id)
def test_nothing_is_said_of_a_right_answer(exercise):
    for answer in right_answers(exercise):
        assert notice(answer, exercise.parameters) == ""


def solved():
    """Every function of a solved answer, in a notebook as its lesson makes it; data stands in as an array."""
    for path in sorted((ROOT / "lessons").glob("*.py")):
        lesson = read_lesson(path)
        for framework in lesson.frameworks:
            cells = [one for one in lesson.cells_for(framework) if one.kind == "code"]
            texts = [render(one.source, one.kind, True) for one in cells]
            answers = [text for text, one in zip(texts, cells, strict=True) if one.role == "exercise"]
            yield pytest.param(texts, answers, id=f"{path.stem}-{framework}")


@pytest.mark.parametrize(("texts", "answers"), list(solved()))
def test_nothing_is_said_of_the_answers_of_the_lessons(texts, answers):
    space = types.ModuleType("notebook").__dict__ | {"In": texts, "get_ipython": None}
    for node in (node for text in texts for node in ast.parse(text).body):
        made = [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, ast.Store)]
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.FunctionDef)):
            with contextlib.suppress(AttributeError, TypeError):  # a default that is a part of the lesson's data
                exec(compile(ast.Module([node], []), "lesson", "exec"), space)
        else:
            space.update({one: np.ones(3) for one in made if one not in space})
    names = [node.name for text in answers for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    assert names and [text for name in names if (text := notice(space[name], ()))] == []
