"""The steps of CONTRIBUTING.md for a new exercise, walked: with all of them all is well, without one a test is red."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CELLS = '''
# %% exercise="{lesson}-twice"
def twice(x):
    """Twice x."""
    ### BEGIN SOLUTION
    return 2 * x
    ### END SOLUTION

# %% check="{lesson}-twice" points=1
check("{lesson}-twice", twice)
'''
EXERCISE = '''"""Twice a number."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def twice(x: int) -> int:
    """2 x."""
    return x + x


def _cases(rng: np.random.Generator) -> Cases:
    return [(3,), (0,), (-4,), (7,)]


EXERCISE = Exercise(
    "{lesson}-twice",
    points=1,
    title="twice a number",
    reference=twice,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(lambda x: x, "This is x itself. Take it two times."),
        Mistake(lambda x: x * x, "This is x times x. Take x plus x."),
        Mistake(lambda x: x / 2, "This is the half of x. Multiply by 2."),
    ],
    hints=["Two times 3 is 6.", "Add x to itself."],
)
'''
RIGHT = '"""Right answers."""\n\nRIGHT_ANSWERS = [lambda x: sum([x, x]), lambda x: x * 4 // 2]\n'

# Where each step writes, and what it makes of the text that is there. The fifth step is `make notebooks`.
STEPS = {
    1: ("recsys_course/exercises/lesson_{lesson}/twice.py", lambda old: EXERCISE),
    2: ("recsys_course/exercises/lesson_{lesson}/__init__.py", lambda old: old.rstrip()[:-1] + '    "twice",\n)\n'),
    3: ("tests/exercises/lesson_{lesson}/twice.py", lambda old: RIGHT),
    4: ("lessons/{lesson}_*.py", lambda old: old + CELLS),
}
# The same exercise in five lessons, each time with another step left out, or with none.
LEFT_OUT = {"02": None, "03": 2, "04": 3, "05": 4, "06": 1}
CHOSEN = "twice and (reference or differently or path) or belongs or order"


def take(step, project, lesson):
    """Do one step for one lesson."""
    name, changed = STEPS[step]
    name = name.replace("{lesson}", lesson)
    path = next(project.glob(name), project / name)
    old = path.read_text(encoding="utf-8") if path.exists() else ""
    path.write_text(changed(old).replace("{lesson}", lesson), encoding="utf-8")


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What the tests of exercises say in a copy of the project where these exercises were added."""
    project = tmp_path_factory.mktemp("project")
    for name in ("recsys_course", "tests", "tools", "lessons"):
        shutil.copytree(ROOT / name, project / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", project)
    for lesson, left_out in LEFT_OUT.items():
        for step in STEPS:
            if left_out not in (step, 1):
                take(step, project, lesson)
    words = run(project, "-m", "pytest", "-q", "-rf", "-p", "no:cacheprovider", "tests/exercises", "-k", CHOSEN)
    for step in (2, 3, 4):
        take(step, project, "06")
    return words, run(project, "-c", "from recsys_course.checking.registry import exercises; exercises('06')")


def run(project, *command):
    own = {name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"}  # it belongs to the outer run
    env = {**own, "PYTHONPATH": f"{project}:{project / 'tools'}", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, *command], cwd=project, env=env, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def test_the_steps_name_what_the_walk_writes():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("## Add an exercise\n")[1].split("\n## ")[0]
    steps = re.split(r"^\d\. ", text, flags=re.MULTILINE)[1:]
    assert len(steps) == len(STEPS) + 1 and "`make notebooks`" in steps[-1]
    for number, (name, _) in STEPS.items():
        general = name.replace("{lesson}", "NN").replace("*", "NAME").replace("twice", "NAME")
        assert f"`{general}`" in steps[number - 1]


def failures(words, lesson):
    """The failed tests of one lesson, as the summary lists them."""
    return [line for line in words.splitlines() if re.match(rf"FAILED .*\[{lesson}\b|FAILED .*lesson_{lesson}", line)]


def test_with_all_steps_the_new_exercise_is_proved(said):
    assert "passed" in said[0] and failures(said[0], "02") == [] and "[02-twice" not in said[0]


@pytest.mark.parametrize(("lesson", "says"), [
    ("03", "ORDER in lesson_03/__init__.py is not that of the lesson"),
    ("04", "tests/exercises/lesson_04/twice.py"),
    ("05", "ORDER in lesson_05/__init__.py is not that of the lesson"),
])  # fmt: skip
def test_without_one_step_a_test_is_red_and_says_where(said, lesson, says):
    assert failures(said[0], lesson) and says in said[0]


def test_without_the_exercise_itself_the_registry_says_which_file_is_missing(said):
    assert "No module named 'recsys_course.exercises.lesson_06.twice'" in said[1]
