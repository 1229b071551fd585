"""The sandbox: hostile answers get nothing and harm nobody, odd ones get what they deserve."""

import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from recsys_course.checking.exercise import Exercise
from recsys_course.checking.judging import judge
from recsys_course.grading.sandbox import bubblewrap, hosts
from recsys_course.grading.sandbox.hosts import (
    Host,
    Limits,
    NoSandbox,
    Request,
    Sandbox,
    run_isolated,
    run_together,
)
from tests.helpers.classroom.hostile_answers import ATTACKS, ODD_BUT_RIGHT
from tests.helpers.classroom.processes import descendants, end_in_time
from tests.helpers.classroom.walled import SHORT, asked, needs_walls

SUM = Exercise("99-sum", points=1, reference=np.cumsum, cases=lambda rng: [(rng.normal(size=3),) for _ in range(3)])
CASES = SUM.make_cases(7)
HONEST = Request(["import numpy as np", "def running_sum(numbers): return np.cumsum(numbers)"], "running_sum", CASES)


def status(outcomes, cases=CASES):
    return judge(SUM, cases, outcomes).status


@pytest.mark.parametrize("attack", ATTACKS)
@needs_walls
def test_an_attack_gets_no_mark_ends_in_time_and_leaves_the_next_exercise_alone(attack):
    begin = time.monotonic()
    hostile, honest = run_together([Request([ATTACKS[attack]], "running_sum", CASES), HONEST], SHORT)
    assert time.monotonic() - begin < 3 * SHORT.wall
    assert status(hostile) == "wrong"
    assert 1 <= len(hostile) <= len(CASES)
    assert status(honest) == "correct"


@pytest.mark.parametrize("odd", ODD_BUT_RIGHT)
@needs_walls
def test_an_odd_but_right_answer_gets_its_mark(odd):
    assert status(run_isolated([ODD_BUT_RIGHT[odd]], "running_sum", CASES, Limits(seconds=5))) == "correct"


@needs_walls
def test_an_answer_may_use_helpers_of_other_cells_and_the_libraries_of_the_course():
    cells = [
        "import pandas as pd\nfrom scipy.sparse import csr_array",
        "def helper(x): return pd.Series(x)",
        "def running_sum(numbers): return helper(csr_array(numbers.reshape(1, -1)).toarray()[0]).cumsum()",
    ]
    assert status(run_isolated(cells, "running_sum", CASES)) == "correct"


FRAMEWORKS = {
    "tensorflow": "import tensorflow as tf\ndef running_sum(x): return tf.cumsum(x)",
    "torch": "import torch\ndef running_sum(x): return torch.cumsum(torch.tensor(x, requires_grad=True), 0)",
}


@pytest.mark.parametrize("framework", FRAMEWORKS)
@needs_walls
def test_an_answer_may_use_a_framework(framework):
    pytest.importorskip(framework)
    with Sandbox() as sandbox:
        for _ in range(2):
            assert status(sandbox.run([Request([FRAMEWORKS[framework]], "running_sum", CASES)])[0]) == "correct"


@needs_walls
def test_an_answer_may_be_a_value():
    [outcome] = run_isolated(["limit = 3 + 4"], "limit", [()])
    assert (outcome.kind, outcome.value) == ("value", 7)


@needs_walls
def test_an_empty_answer_is_not_attempted():
    assert status(run_isolated(["def running_sum(numbers): ..."], "running_sum", CASES)) == "not attempted"


@needs_walls
def test_errors_are_reported_with_their_line():
    [missing] = run_isolated(["x = 1"], "running_sum", [(1,)])
    assert missing.message == "name 'running_sum' is not defined"
    [broken] = run_isolated(["x = 1", "def running_sum(x)\n    pass"], "running_sum", [(1,)])
    assert (broken.error, broken.line, broken.code) == ("SyntaxError", 1, "def running_sum(x)")
    [wrong] = run_isolated(["def ask(x):\n    y = 0\n    return x / y"], "ask", [(1,)])
    assert (wrong.error, wrong.line, wrong.code) == ("ZeroDivisionError", 3, "return x / y")
    [library] = run_isolated(["import numpy as np\ndef ask(x):\n    return np.ones(3) @ np.stack(x)"], "ask", [([],)])
    assert (library.line, library.code) == (3, "return np.ones(3) @ np.stack(x)")


@needs_walls
def test_cases_before_a_crash_keep_their_outcomes():
    source = "import os\ndef ask(x):\n    if x == 2: os._exit(1)\n    return x"
    outcomes = run_isolated([source], "ask", [(1,), (2,), (3,)])
    assert [outcome.kind for outcome in outcomes] == ["value", "error"]
    assert outcomes[1].error == "ProcessEnded"


@needs_walls
def test_random_answers_are_the_same_in_every_run():
    source = "import random, numpy as np\ndef ask(): return random.random(), np.random.rand(), list({'a', 'b', 'c'})"
    assert asked(source) == asked(source)


@needs_walls
def test_no_answer_can_end_the_host_or_take_its_means():
    with Sandbox() as sandbox:
        sandbox.run([HONEST])
        first = sandbox.host
        for attack in (
            "killing its parent and everybody",
            "taking the resources of its parent",
            "200 forks",
            "endless bytes",
        ):
            sandbox.run([Request([ATTACKS[attack]], "running_sum", CASES)], SHORT)
            assert sandbox.host is first and not first.dead, attack
        assert status(sandbox.run([HONEST])[0]) == "correct"


@needs_walls
@pytest.mark.parametrize("dead", [False, True], ids=["a host that is well", "a host that must be killed"])
def test_a_closed_host_leaves_nothing_alive(dead):
    before = descendants()
    host = Host()
    inside = descendants() - before
    assert len(inside) >= 2
    host.dead = dead
    host.close()
    assert end_in_time(inside)


@needs_walls
def test_a_killed_grader_leaves_nothing_alive():
    busy = "from recsys_course.grading.sandbox.hosts import *; run_isolated(['while True: pass'], 'x', [()])"
    before = descendants()
    grader = subprocess.Popen([sys.executable, "-c", busy], cwd=Path(bubblewrap.__file__).parents[3])
    end = time.monotonic() + 30
    while len(descendants() - before) < 4 and time.monotonic() < end:
        time.sleep(0.05)
    started = descendants() - before
    assert len(started) >= 4  # the grader, bubblewrap, the host, the child
    grader.kill()
    grader.wait()
    assert end_in_time(started)


@needs_walls
def test_a_host_that_somebody_ended_is_started_again(monkeypatch):
    asked = []
    real = Host.ask

    def ended(self, frames, seconds, largest):
        if frames and not asked:
            asked.append(self)
            self.kill()
        return real(self, frames, seconds, largest)

    monkeypatch.setattr(Host, "ask", ended)
    assert status(run_together([HONEST])[0]) == "correct"


def test_without_bubblewrap_there_are_no_marks(monkeypatch):
    monkeypatch.setattr(bubblewrap.shutil, "which", lambda name: None)
    with pytest.raises(NoSandbox, match=r"bwrap.*was not found.*apt-get install bubblewrap.*--no-sandbox"):
        run_together([HONEST])


def test_a_sandbox_that_does_not_start_says_why(monkeypatch):
    start = [sys.executable, "-c", "import sys; sys.exit('no new namespaces are allowed')"]
    monkeypatch.setattr(hosts, "command", lambda sandboxed: start)
    with pytest.raises(NoSandbox, match="does not start: no new namespaces are allowed"):
        run_together([HONEST])


@pytest.mark.parametrize("fork", [True, False], ids=["with fork", "without fork, as on Windows"])
def test_without_walls_the_marks_are_the_same(monkeypatch, fork):
    script = str(Path(bubblewrap.__file__).parent / "inside" / "bootstrap.py")
    removed = "" if fork else "del os.fork; "
    code = f"import os, runpy; {removed}runpy.run_path({script!r}, run_name='__main__')"
    monkeypatch.setattr(hosts, "command", lambda sandboxed: [sys.executable, "-P", "-s", "-B", "-c", code])
    thief = "import recsys_course.exercises.lesson_03.cosine\ndef running_sum(numbers): return 0"
    answers = run_together([HONEST, Request([thief], "running_sum", CASES), HONEST], SHORT, sandboxed=False)
    assert [status(outcomes) for outcomes in answers] == ["correct", "wrong", "correct"]
