"""Answers that attack whoever runs them, and honest ones that look odd. All are asked for `running_sum(numbers)`."""

FORGE = """
import base64, json, os
FIELDS = dict(kind="value", value={"array": ["<f8", [3], base64.b64encode(bytes(24)).decode()]}, error="", message="",
    line=0, code="", printed="", warned={"tuple": []}, changed={"tuple": []}, outside={"tuple": []}, returns="always")
FRAME = json.dumps({"dict": [[k, v] for k, v in FIELDS.items()]}).encode()
FRAME = len(FRAME).to_bytes(4, "big") + FRAME
"""

ATTACKS = {
    "an endless loop": "def running_sum(numbers):\n    while True: pass",
    "a loop that swallows interrupts": """
def running_sum(numbers):
    while True:
        try:
            while True: pass
        except BaseException: pass
""",
    "an endless loop inside C, with its own signal handler": """
import signal
def running_sum(numbers):
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return sum(iter(int, 1))
""",
    "an endless loop in a cell": "while True: pass",
    "an endless loop in a cell that cannot be interrupted": """
import signal
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
sum(iter(int, 1))
""",
    "sleep": "import time\ndef running_sum(numbers): time.sleep(1000)",
    "an allocation of 4 GiB": "import numpy as np\ndef running_sum(numbers): return np.ones(1 << 29)",
    "a list that grows for ever": "def running_sum(numbers):\n    x = [0]\n    while True: x += x",
    "200 forks": "import os\ndef running_sum(numbers):\n    for _ in range(200): os.fork()\n    while True: pass",
    "forks that detach": """
import os, time
for _ in range(50):
    try:
        if os.fork() == 0:
            os.setsid()
            while True: time.sleep(1)
    except OSError: pass
""",
    "200 threads that never end": """
import threading, time
def running_sum(numbers):
    for _ in range(200): threading.Thread(target=time.sleep, args=(1000,)).start()
    return 0
""",
    "busy threads, left behind": """
import threading
def busy():
    while True: pass
for _ in range(20): threading.Thread(target=busy, daemon=True).start()
""",
    "sys.exit": "import sys\ndef running_sum(numbers): sys.exit(0)",
    "sys.exit in a cell": "import sys\nsys.exit(0)",
    "os._exit": "import os\ndef running_sum(numbers): os._exit(0)",
    "os._exit in a cell": "import os\nos._exit(0)",
    "killing itself": "import os, signal\ndef running_sum(numbers): os.kill(os.getpid(), signal.SIGKILL)",
    "stopping itself": "import os, signal\ndef running_sum(numbers): os.kill(os.getpid(), signal.SIGSTOP)",
    "killing its parent and everybody": """
import os, signal
def running_sum(numbers):
    for number in (9, 19, 15, 2, 1, 3, 6, 11, 24, 10, 12):
        for whom in (os.getppid(), 1, 0, -1):
            try: os.kill(whom, number)
            except OSError: pass
    return 0
""",
    "signals by way of a pipe": """
import fcntl, os
def running_sum(numbers):
    read, write = os.pipe()
    for pid in (os.getppid(), 1, 3, -1):
        try:
            fcntl.fcntl(read, 8, pid)
            fcntl.fcntl(read, 10, 19)
            fcntl.fcntl(read, fcntl.F_SETFL, os.O_ASYNC | os.O_NONBLOCK)
            os.write(write, b"x")
        except OSError: pass
    return 0
""",
    "an array of a billion empty rows": """
import numpy as np
def running_sum(numbers): return np.empty((10**9, 0))
""",
    "taking the resources of its parent": """
import os, resource
def running_sum(numbers):
    for what in (resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_NOFILE):
        try: resource.prlimit(os.getppid(), what, (0, 0))
        except OSError: pass
    return 0
""",
    "a crash of Python": "import ctypes\ndef running_sum(numbers): return ctypes.string_at(0)",
    "a deep recursion": "import sys\nsys.setrecursionlimit(10**9)\ndef running_sum(x): return running_sum(x)",
    "a raised KeyboardInterrupt": "def running_sum(numbers): raise KeyboardInterrupt",
    "an equality that is always true": """
class Same:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __array__(self, *a, **k): raise ValueError
def running_sum(numbers): return Same()
""",
    "a lying float": """
class Same(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
    def __float__(self): return self
    def __reduce__(self): return eval, ("print('unpickled')",)
def running_sum(numbers): return [Same(0) for _ in numbers]
""",
    "a lying array": """
import numpy as np
class Same(np.ndarray):
    def __eq__(self, other): return np.ones(self.shape, bool)
    def __array_function__(self, *a, **k): return True
    def __array_ufunc__(self, *a, **k): return np.True_
    def all(self): return True
    shape = property(lambda self: (3,))
def running_sum(numbers): return np.zeros(3).view(Same)
""",
    "a pickle that runs code": """
import os
class Bomb:
    def __reduce__(self): return os._exit, (0,)
def running_sum(numbers): return [Bomb()]
""",
    "forged results on every open file": FORGE
    + """
def running_sum(numbers):
    for number in range(1024):
        try: os.write(number, 50 * FRAME)
        except OSError: pass
    os._exit(0)
""",
    "forged results from a thread, for later": FORGE
    + """
import threading
def forge():
    while True:
        for number in range(1024):
            try: os.write(number, FRAME)
            except OSError: pass
threading.Thread(target=forge, daemon=True).start()
def running_sum(numbers): return 0
""",
    "a frame of four gigabytes": "import os\ndef running_sum(numbers):\n    os.write(3, b'\\xff' * 9)\n    os._exit(0)",
    "endless bytes": "import os\ndef running_sum(numbers):\n    while True: os.write(3, b'\\0\\x0f\\xff\\xff' * 9999)",
    "endless empty frames": "import os\ndef running_sum(numbers):\n    while True: os.write(3, bytes(99999))",
    "replacing the runner's own classes": """
import builtins, gc, sys
import recsys_course.checking.runner.running as running
running.Outcome.__eq__ = lambda self, other: True
running.run_cases = running.plain = lambda *a: [running.Outcome("value", True)] * 99
for one in gc.get_objects():
    if isinstance(one, dict) and "Outcome" in one: one["Outcome"] = one["pack"] = lambda *a, **k: b"null"
builtins.isinstance = lambda *a: True
def running_sum(numbers): return 0
""",
    "writing into the frames of the runner": """
import sys
def running_sum(numbers):
    frame = sys._getframe()
    while frame:
        for name, value in frame.f_locals.items():
            if isinstance(value, (list, dict)): value.clear()
        frame = frame.f_back
    return 0
""",
    "an answer that is too large": "def running_sum(numbers): return 'x' * 50_000_000",
    "an answer without an end": "def running_sum(numbers):\n    x = []\n    x.append(x)\n    return x",
    "keys that all have one hash": """
import itertools
def running_sum(numbers): return dict.fromkeys(itertools.product((-1, -2), repeat=14))
""",
    "one long text among many": "def running_sum(numbers): return ['x' * 1_000_000] + [''] * 100_000",
    "letters that do not exist": """
import numpy as np
def running_sum(numbers): return np.frombuffer(b'\\xff' * 12, '<U1')
""",
    "source that Python cannot read": "def running_sum(numbers) return 1",
    "source nested too deeply": "(" * 100_000,
    "source with a zero byte": "x = 1\x00",
}

ODD_BUT_RIGHT = {
    "200 MB of output": """
import os, sys
import numpy as np
def running_sum(numbers):
    for _ in range(50): print("x" * 1_000_000)
    for _ in range(50): os.write(1, b"x" * 1_000_000); os.write(2, b"x" * 1_000_000)
    return np.cumsum(numbers)
""",
    "warnings on stderr": """
import sys, warnings
def running_sum(numbers):
    warnings.warn("this is slow", RuntimeWarning)
    print("careful", file=sys.stderr)
    total = [0.0]
    for number in numbers: total.append(total[-1] + number)
    return total[1:]
""",
    "lines that fail around the answer": """
from recsys_course.data import load
import numpy as np
ratings = load()
def running_sum(numbers): return np.cumsum(numbers)
print(running_sum(ratings))
check("99-sum", running_sum)
raise SystemExit
""",
    "200 short threads": """
import threading
import numpy as np
def running_sum(numbers):
    threads = [threading.Thread(target=print) for _ in range(200)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    return np.cumsum(numbers)
""",
    "its argument changed": """
def running_sum(numbers):
    for i in range(1, len(numbers)): numbers[i] += numbers[i - 1]
    return numbers
""",
    "types from the future that nobody defined": """
from __future__ import annotations
import numpy as np
def running_sum(numbers: nothing) -> nowhere: return np.cumsum(numbers)
""",
    "a picture beside the answer": """
import matplotlib.pyplot as plt
import numpy as np
def running_sum(numbers):
    plt.plot(numbers)
    return np.cumsum(numbers)
plt.show()
""",
}
