"""What can be seen and done behind the walls: nothing of the course, the machine or the network."""

from pathlib import Path

import pytest

import recsys_course
from recsys_course.grading.sandbox import bubblewrap
from recsys_course.grading.sandbox.hosts import Request, Sandbox
from tests.helpers.classroom.walled import asked, needs_walls


@needs_walls
def test_nothing_of_the_course_but_what_runs_an_answer_can_be_found():
    folders, found, libraries = asked("""
import os
def ask():
    folders = os.listdir("/grader")
    own = [name for name in folders if not name.startswith("site")]
    found = [f"{place}/{name}" for top in own for place, _, names in os.walk(f"/grader/{top}") for name in names]
    libraries = [name for place in folders if place.startswith("site") for name in os.listdir(f"/grader/{place}")]
    return own, [name for name in found + [f"/grader/{name}" for name in own] if name.endswith(".py")], libraries
""")
    assert sorted(folders) == sorted({"checking", "grading", *bubblewrap.SHOWN})
    package = Path(recsys_course.__file__).parent
    rooms = [package / name for name in (*bubblewrap.MOUNTED, *bubblewrap.SHOWN)]
    own = [path.relative_to(package) for room in rooms for path in (room.rglob("*.py") if room.is_dir() else [room])]
    assert len(own) > 10 and sorted(found) == sorted(f"/grader/{path.as_posix()}" for path in own)
    assert not any(word in path for path in found for word in ("exercises", "judging", "mutating", "world"))
    assert "numpy" in libraries and "recsys_course" not in libraries


def test_the_course_is_covered_where_it_is_installed_among_the_libraries():
    site, other = Path("/x/site-packages"), Path("/y")
    package = site / "recsys_course"
    place = "/grader/site0/recsys_course"
    assert bubblewrap._cover(site, Path("/grader/site0"), package) == ["--tmpfs", place, "--remount-ro", place]
    assert bubblewrap._cover(other, Path("/grader/site1"), package) == []


PLACES = [
    "/proc/1", "/proc/self/mem", "/proc/self/fd", "/proc/meminfo", "/sys", "/etc/passwd", "/dev/sda",
]  # fmt: skip
COURSE = Path(recsys_course.__file__).parents[1]


@pytest.mark.parametrize("place", [*PLACES, str(COURSE), str(COURSE / "recsys_course/exercises/lesson_03/cosine.py")])
@needs_walls
def test_a_place_outside_cannot_be_seen(place):
    assert asked("import os\ndef ask(place): return os.path.lexists(place)", place) is False


MODULES = [
    "recsys_course.exercises.lesson_03.cosine", "recsys_course.checking.judging", "recsys_course.models.neighbours",
    "recsys_course.data", "recsys_course.grading.sandbox.hosts", "tests.exercises.lesson_03.cosine",
]  # fmt: skip


@pytest.mark.parametrize("module", MODULES)
@needs_walls
def test_the_course_cannot_be_imported_where_no_lesson_shows_it(module):
    source = """
import importlib
def ask(module):
    try: return str(importlib.import_module(module))
    except ImportError as error: return "ImportError"
"""
    assert asked(source, module) == "ImportError"


@needs_walls
def test_of_the_course_only_what_the_job_names_is_opened_and_for_its_exercise_alone():
    source = """
import importlib
def tried(module):
    try: return bool(importlib.import_module(module))
    except ImportError: return False
def ask(*modules): return [tried(module) for module in modules]
"""
    shown = ["recsys_course.models.neighbours", "recsys_course.metrics"]
    asked_for = (*shown, "recsys_course.models.factors", *MODULES)
    cases = [asked_for]
    with Sandbox() as sandbox:
        opened, closed = (Request([source], "ask", cases, course=course) for course in (shown, ()))
        [[first], [second]] = sandbox.run([opened, closed])
    found = {name for name, there in zip(asked_for, first.value, strict=True) if there}
    assert found == {*shown, "recsys_course.data"} and not any(second.value)  # the models stand on the data room


@needs_walls
def test_the_course_s_source_leads_to_no_reference_and_no_judge_from_inside():
    found = asked("""
import sys
def ask():
    sys.modules["recsys_course"].__path__ = ["/grader"]
    found = []
    for name in ("exercises", "exercises.lesson_03.cosine", "checking.judging", "checking.registry", "world"):
        try: __import__(f"recsys_course.{name}")
        except ImportError: continue
        found.append(name)
    return found
""")
    assert found == []


REFUSED = {
    "a socket": "import socket; socket.socket()",
    "a name of the network": "import socket; socket.create_connection(('localhost', 80), 1)",
    "a program": "import subprocess; subprocess.run(['/bin/sh'])",
    "becoming a program": "import os, sys; os.execv(sys.executable, ['python'])",
    "a symlink": "import os; os.symlink('/etc', '/grader/link')",
    "a file": "open('/left_behind', 'w')",
    "a file for the next student": "open('/grader/site0/sitecustomize.py', 'w')",
    "a file in memory": "import os; os.memfd_create('x')",
    "a file in a device folder": "open('/dev/shm/x', 'w')",
    "new rights": "import ctypes, os\n    if ctypes.CDLL(None).unshare(0x10000000): raise OSError",
    "another user": "import os; os.setuid(0)",
    "a signal to its parent": "import os; os.kill(os.getppid(), 9)",
    "a signal to everybody": "import os; os.kill(-1, 0)",
    "the limits of its parent": "import os, resource; resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (0, 0))",
    "a second process": "import os\n    if not os.fork(): os._exit(0)",
    "a debugger": "import ctypes\n    if ctypes.CDLL(None).ptrace(16, 1, 0, 0): raise OSError",
}


@pytest.mark.parametrize("what", REFUSED)
@needs_walls
def test_no_answer_gets(what):
    attempt = f"def attempt():\n    {REFUSED[what]}"
    assert asked(f"{attempt}\ndef ask():\n    try: attempt()\n    except OSError: return 'refused'") == "refused"


@needs_walls
def test_an_optimizer_of_pytorch_makes_its_step_though_nothing_can_be_written():
    """PyTorch loads its compiler with the first optimizer, and that asks for a folder."""
    source = """
import torch
def ask():
    weight = torch.nn.Parameter(torch.tensor([3.0]))
    descent = torch.optim.SGD([weight], lr=0.5)
    (weight**2 / 2).sum().backward()
    descent.step()
    return weight.tolist()
"""
    assert asked(source) == [1.5]
