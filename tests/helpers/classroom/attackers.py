"""Hand-ins that attack from the answer cell of the cosine; all their other answers are right.

An attack is fair if it gets nothing and hurts nothing but itself: 0 for the cosine, full marks for the rest.
"""

from __future__ import annotations

from textwrap import indent

from tests.helpers.classroom.hostile_answers import ATTACKS
from tests.helpers.classroom.lesson_03 import ROOT, HandIn, instead

REFERENCE = str(ROOT / "recsys_course" / "exercises" / "lesson_03" / "cosine.py")
SOLUTION = str(ROOT / "solutions" / "03_neighbours.ipynb")


def carried(attack: str) -> str:
    """An attack of `hostile_answers` as an answer that cannot be run without it."""
    return f"""ATTACK = {attack!r}
STARTED = exec(ATTACK, globals())


def cosine(a, b):
    STARTED
    return running_sum(a)
"""


def prepared(body: str) -> str:
    """An answer that needs a preparation, and then guesses."""
    return f"""def prepare():
{indent(body.strip(), "    ")}


READY = prepare()


def cosine(a, b):
    READY
    return 0.25
"""


def searching(body: str) -> str:
    """An answer that searches for somebody else's `find(a, b)` in each case, and guesses where there is none."""
    return f"""def find():
{indent(body.strip(), "    ")}


def cosine(a, b):
    try:
        return find()(a, b)
    except BaseException:
        return 0.25
"""


UNREADABLE = ("source that Python cannot read", "source nested too deeply", "source with a zero byte")

PREPARED = {
    "patched numpy.testing": """
import numpy.testing
for name in dir(numpy.testing):
    if name.startswith("assert"): setattr(numpy.testing, name, lambda *a, **k: None)
np.isclose = np.allclose = np.array_equal = lambda *a, **k: np.True_
""",
    "patched math.isclose": """
import math, cmath
math.isclose = cmath.isclose = lambda *a, **k: True
math.fabs = math.dist = lambda *a: 0.0
""",
    "patched builtins": """
import builtins
builtins.abs = builtins.len = lambda x: 0
builtins.all = builtins.any = builtins.isinstance = lambda *a: True
builtins.AssertionError = builtins.Exception = type("Quiet", (BaseException,), {})
""",
    "patched json": """
import base64, json
json.dumps = lambda *a, **k: 'true'
json.JSONEncoder.encode = lambda *a: 'true'
base64.b64encode = lambda data: b""
""",
    "an AST transformer of IPython": """
import ast
class Pass(ast.NodeTransformer):
    def visit_Call(self, node): return ast.Constant(True)
get_ipython().ast_transformers.append(Pass())
""",
    "an AST transformer without IPython": """
import ast, builtins, codeop
real = ast.parse
ast.parse = lambda source, *a, **k: real("cosine = shrink = lambda *a: 0.0", *a, **k)
codeop.Compile.__call__ = lambda self, *a, **k: compile("cosine = 0", "x", "exec")
builtins.exec = builtins.compile = lambda *a, **k: None
""",
    "a trace function": """
import sys, threading
def trace(frame, event, value):
    frame.f_trace_opcodes = True
    for name in ("value", "outcome", "frames", "found"):
        if name in frame.f_locals: frame.f_locals[name] = True
    return trace
sys.settrace(trace)
sys.setprofile(lambda frame, event, value: None)
threading.settrace(trace)
""",
    "another importer": """
import sys
sys.meta_path.insert(0, type("Fake", (), {"find_spec": lambda self, *a: 1 / 0})())
sys.path[:] = ["/nowhere"]
sys.modules.clear()
""",
    "all files closed": "import os\nos.closerange(0, 1024)",
    "work for the end of the process": """
import atexit, signal
atexit.register(sum, iter(int, 1))
signal.signal(signal.SIGTERM, signal.SIG_IGN)
""",
    "an alarm": "import signal\nsignal.setitimer(signal.ITIMER_REAL, 0.2, 0.2)",
    "a garbage collector that never ends": """
import gc
gc.callbacks.append(lambda *a: sum(iter(int, 1)))
gc.collect()
""",
    "a million warnings": """
import warnings
warnings.simplefilter("always")
for number in range(10**6): warnings.warn(f"{number}")
""",
    "a startup file for the next student": """
import os
for place in ("~/.ipython/profile_default/startup/00-right.py", "~/.pythonstartup", "/tmp/usercustomize.py",
              "/dev/shm/right.py", "numpy.py", "/grader/site0/right.pth"):
    path = os.path.expanduser(place)
    try:
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        open(path, "w").write("import builtins; builtins.cosine = lambda a, b: 1.0")
    except OSError: pass
""",
    "files left in the temporary folder": """
import os, tempfile
for place in ("/tmp", "/var/tmp", "/dev/shm", ".", tempfile.gettempdir()):
    try: open(os.path.join(place, "left-behind"), "w").write("x")
    except OSError: pass
""",
    "a message over the network": """
import socket
socket.create_server(("127.0.0.1", 0))
socket.create_connection(("127.0.0.1", 22), 1).send(b"hello")
""",
    "a program": "import subprocess\nsubprocess.run(['/bin/sh', '-c', 'sleep 100 & exit'])",
    "arguments overwritten for all cases": """
import gc, numpy
for one in gc.get_objects():
    if isinstance(one, (list, tuple)):
        for part in one:
            if isinstance(part, numpy.ndarray) and part.dtype == float and part.ndim == 1: part[:] = 0
""",
}

SEARCHING = {
    "reading the frames": """
import sys
frame = sys._getframe()
while frame:
    for value in [*frame.f_locals.values(), *frame.f_globals.values()]:
        if callable(getattr(value, "reference", None)): return value.reference
        if callable(getattr(value, "expected", None)): return lambda a, b: value.expected([(a, b)])[0].value
    frame = frame.f_back
""",
    "searching the garbage collector": """
import gc
for one in gc.get_objects():
    if type(one).__name__ == "function" and one.__module__.startswith("recsys_course.exercises.lesson"):
        if one.__name__ == "cosine": return one
""",
    "reading In and Out": "names = {}\nexec(In[-1], names)\nreturn names['cosine']",
    "reading the memory in proc": """
text = open("/proc/self/maps").read() + open("/proc/1/environ").read()
return eval(open("/proc/self/mem", "rb").read(100))
""",
    "reading the notebook": """
import glob, json
for path in glob.glob("*.ipynb") + glob.glob("../*/*.ipynb") + glob.glob("/submissions/**/*.ipynb"):
    for cell in json.load(open(path))["cells"]: exec("".join(cell["source"]), globals())
return globals()["theirs"]
""",
    "reading the tests": "import tests.exercises.lesson_03.cosine as right\nreturn right.cosine_with_loops",
    "reading the solutions": f"""
import json
names = {{"np": np}}
for cell in json.load(open({SOLUTION!r}))["cells"]:
    if cell["id"] == "03-cosine": exec("".join(cell["source"]), names)
return names["cosine"]
""",
    "reading other hand-ins": """
import json, os
for folder, _, names in os.walk("/"):
    for name in [name for name in names if name.endswith(".ipynb")]:
        for cell in json.load(open(os.path.join(folder, name)))["cells"]: exec("".join(cell["source"]), globals())
return globals()["theirs"]
""",
    "writing into the gradebook": """
import os, sqlite3
for folder, _, names in os.walk("/"):
    if "gradebook.db" in names:
        book = sqlite3.connect(os.path.join(folder, "gradebook.db"))
        book.execute("UPDATE grade SET auto_score = 100, manual_score = 100")
        book.commit()
""",
    "importing the reference": "from recsys_course.exercises.lesson_03.cosine import cosine\nreturn cosine",
    "importing the course's model": """
from recsys_course.models import neighbours
return lambda a, b: neighbours.cosine(a[None], b[None])[0, 0]
""",
    "reading the reference by its path": f"""
names, source = {{}}, open({REFERENCE!r}).read().partition("EXERCISE =")[0]
exec("\\n".join(line for line in source.splitlines() if "from recsys_course" not in line), names)
return names["cosine"]
""",
    "loading the reference by its path": f"""
import importlib.util, sys, unittest.mock
sys.modules["recsys_course.checking.exercise"] = unittest.mock.MagicMock()
spec = importlib.util.spec_from_file_location("lesson", {REFERENCE!r})
lesson = importlib.util.module_from_spec(spec)
spec.loader.exec_module(lesson)
return lesson.cosine
""",
    "searching for the reference": """
import os
for folder, _, names in os.walk("/"):
    if folder.endswith("lesson_03") and "cosine.py" in names:
        found = {}
        exec(open(os.path.join(folder, "cosine.py")).read().partition("EXERCISE =")[0], found)
        return found["cosine"]
""",
    "looking for the secret": """
import os
secret = next(value for name, value in os.environ.items() if "SECRET" in name or len(value) == 64)
return lambda a, b: float(secret)
""",
}

CLASS: dict[str, HandIn] = {
    **{name: instead(source if name in UNREADABLE else carried(source)) for name, source in ATTACKS.items()},
    **{name: instead(prepared(body)) for name, body in PREPARED.items()},
    **{name: instead(searching(body)) for name, body in SEARCHING.items()},
}
