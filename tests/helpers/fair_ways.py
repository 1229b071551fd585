"""Right answers written in thirty odd ways, and thirty ways to ask for a mark that is not earned."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.helpers.classroom.hand_ins import as_bytes, cell, code, notebook, place

WAITS = None
CORRECT = {"output_type": "stream", "name": "stdout", "text": "Correct: 03-cosine (1 point, 10 cases).\n"}
COS = "import numpy as np\n\n\ndef cos(a, b):\n    n = np.sqrt((a @ a) * (b @ b))\n    return a @ b / n if n else 0.0\n"


@dataclass(frozen=True)
class Way:
    """One hand-in. answers: by id. fair: the points of each task that is not 0; None waits. modules: files beside it.

    cells: more code, before the cell of an id. printed: whether the check's stored output calls it correct.
    """

    answers: dict[str, str]
    fair: dict[str, float | None]
    modules: dict[str, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    printed: bool = False

    def file(self) -> bytes:
        """The notebook."""
        found = notebook(self.answers)
        for before, source in self.cells.items():
            found["cells"].insert(place(found, before), code(source))
        if self.printed:
            cell(found, "check-03-cosine")["outputs"] = [CORRECT]
        return as_bytes(found)


def cosine(source: str, points: float | None = 1, **more: dict[str, str]) -> Way:
    """A way to write the cosine."""
    return Way({"03-cosine": source}, {"03-cosine": points} if points != 0 else {}, **more)


def body(lines: str, points: float | None = 1) -> Way:
    """A cosine with these lines, divided by `;;`, in its function."""
    return cosine("def cosine(a, b):\n    " + lines.replace(";; ", "\n    "), points)


_DISTANCE = "from scipy.spatial import distance;; return 1 - distance.cosine(a, b) if a.any() and b.any() else 0"
_NORM = "n = np.linalg.norm(a) * np.linalg.norm(b)"
HONEST: dict[str, Way] = {
    "einsum": body("n = np.einsum('i,i', a, a) * np.einsum('i,i', b, b);; "
        "return np.einsum('i,i', a, b) / n**0.5 if n else 0"),
    "plain Python": body(
        "import math;; dot = lambda x, y: math.fsum(p * q for p, q in zip(x, y));; "
        "n = dot(a, a) * dot(b, b);; return dot(a, b) / math.sqrt(n) if n else 0.0"
    ),
    "a distance of SciPy": body(_DISTANCE),
    "pandas": body("x, y = pd.Series(a), pd.Series(b);; n = (x.dot(x) * y.dot(y)) ** 0.5;; "
        "return x.dot(y) / n if n else 0"),
    "recursion": cosine(
        "def dot(a, b):\n    return a[0] * b[0] + dot(a[1:], b[1:]) if len(a) else 0\n"
        "def cosine(a, b):\n    n = (dot(a, a) * dot(b, b)) ** 0.5\n    return dot(a, b) / n if n else 0"
    ),
    "match": body(_NORM + ";; match float(n):;;     case 0.0:;;         return 0;;     case _:;; "
        "        return a @ b / n"),
    "a walrus": body("return a @ b / n if (n := np.linalg.norm(a) * np.linalg.norm(b)) else 0.0"),
    "an error that is caught": body(
        _NORM + ";; try:;;     return float(a @ b) / float(n);; except ZeroDivisionError:;;     return 0.0"
    ),
    "not a number made 0": body(_NORM + ";; with np.errstate(all='ignore'):;;     return np.nan_to_num(a @ b / n)"),
    "a closure": cosine(
        "def make(nothing):\n    def inner(a, b):\n        n = np.linalg.norm(a) * np.linalg.norm(b)\n"
        "        return a @ b / n if n else nothing\n    return inner\ncosine = make(0)"
    ),
    "a partial function": cosine(
        "from functools import partial\ndef general(power, a, b):\n    n = ((a @ a) * (b @ b)) ** power\n"
        "    return a @ b / n if n else 0\ncosine = partial(general, 0.5)"
    ),
    "a cache": cosine(
        "import functools\n@functools.lru_cache\ndef inner(a, b):\n"
        "    n = sum(x * x for x in a) * sum(y * y for y in b)\n"
        "    return sum(x * y for x, y in zip(a, b)) / n**0.5 if n else 0\n"
        "def cosine(a, b):\n    return inner(tuple(a), tuple(b))"
    ),
    "hints of types": cosine(
        "import numpy.typing as npt\ndef cosine(a: npt.NDArray[np.float64], b: 'Row') -> float:\n"
        "    n = np.linalg.norm(a) * np.linalg.norm(b)\n    return float(a @ b / n) if n else 0.0"
    ),
    "letters of other alphabets": cosine(
        "def cosine(α, β):\n    ν = np.linalg.norm(α) * np.linalg.norm(β)\n    return α @ β / ν if ν else 0"
    ),
    "one line with semicolons": cosine(
        "x = 1; cosine = lambda a, b: (a @ b) / max(1e-300, ((a @ a) * (b @ b)) ** 0.5); y = 2"
    ),
    "a constant in another cell": cosine(
        "def cosine(a, b):\n    return a @ b / max(EPSILON, np.linalg.norm(a) * np.linalg.norm(b))",
        cells={"03-q1": "EPSILON = 1e-300"},
    ),
    "a helper written in capitals below": cosine(
        "def cosine(a, b):\n    return LONG(a, b)",
        cells={"03-q4": "LONG = lambda a, b: a @ b / n if (n := ((a @ a) * (b @ b)) ** 0.5) else 0"},
    ),
    "display": body(_NORM + ";; display(a, b);; return a @ b / n if n else 0"),
    "a module": cosine("import my_rows as r\ncosine = r.cos", modules={"my_rows.py": COS}),
    "a module in a folder": cosine(
        "from lib.rows import cos\ncosine = cos", modules={"lib/rows.py": COS, "lib/__init__.py": ""}
    ),
    "a module by a star": cosine(
        "from rows import *\ndef cosine(a, b):\n    return cos(a, b)", modules={"rows.py": f"R = open('x')\n{COS}"}
    ),
    "a function of the course": cosine(
        "def cosine(a, b):\n    return neighbours.cosine(csr_array(a[None]), csr_array(b[None]))[0, 0]"
    ),
    "shrinking without a division by 0": Way(
        {"03-shrink": "def shrink(similarity, shared, shrinkage):\n    total = np.asarray(shared + shrinkage, float)\n"
         "    out = np.zeros_like(total)\n    return similarity * np.divide(shared, total, out=out, where=total > 0)"},
        {"03-shrink": 1},
    ),
    "a loop from the end": Way(
        {"03-recency": "def recency_scores(similarity, history, half_life):\n    total = np.zeros(len(similarity))\n"
         "    for age, film in enumerate(reversed(history)):\n"
         "        total += similarity[:, film] * 0.5 ** (age / half_life)\n    return total"},
        {"03-recency": 2},
    ),
    "sorted in place of argsort": Way(
        {"03-user-scores": "def user_scores(similarity, ratings, k):\n"
         "    best = sorted(range(len(similarity)), key=similarity.__getitem__, reverse=True)[:k]\n"
         "    return sum((similarity[v] * ratings[v] for v in best), np.zeros(ratings.shape[1]))"},
        {"03-user-scores": 2},
    ),
    "scikit-learn": Way(
        {"03-item-similarities": "from sklearn.metrics.pairwise import cosine_similarity\n"
         "def item_similarities(ratings):\n    found = cosine_similarity(ratings.T)\n"
         "    np.fill_diagonal(found, 0)\n    return found"},
        {"03-item-similarities": 2},
    ),
    "letters in capitals and with brackets": Way(
        {"03-q1": "answer_q1 = 'B'", "03-q2": "answer_q2 = ' c) '"}, {"03-q1": 1, "03-q2": 1}
    ),
    "a file that is not there": body("open('notes.txt');; " + _NORM + ";; return a @ b / n if n else 0", WAITS),
    "data of the lesson": body("print(films[:2]);; " + _NORM + ";; return a @ b / n if n else 0", WAITS),
    "a library that is not there": body("import polars_of_tomorrow;; return a @ b", WAITS),
}  # fmt: skip

_PATHS = "import sys;; sys.modules['recsys_course'].__path__ = ['/grader', '.'];; "
LOOKED_AT = {"the reference", "the reference by another path", "the judge", "the next process"}  # a person sees them
CHEATS: dict[str, Way] = {
    name: body(lines, WAITS if name in LOOKED_AT else 0)
    for name, lines in {
        "equal to everything": "return type('E', (), {'__eq__': lambda s, o: True})()",
        "a number equal to everything": "same = {'__eq__': lambda s, o: True};; "
        "return type('E', (float,), same)(2)",
        "an array that agrees": "own = {'__array_function__': lambda *x: True};; "
        "return np.zeros(1).view(type('A', (np.ndarray,), own))",
        "the caller's variables": "import inspect;; return inspect.stack()[3].frame.f_locals['expected']",
        "the memory": "import gc;; "
        "return next(o for o in gc.get_objects() if getattr(o, '__name__', '') == 'reference')(a, b)",
        "the reference": "from recsys_course.exercises.lesson_03.cosine import cosine as c;; return c(a, b)",
        "the reference by another path": _PATHS
        + "import recsys_course.exercises.lesson_03.cosine as c;; return c.cosine(a, b)",
        "the judge": _PATHS + "from recsys_course.checking.judging import judge;; return judge",
        "another comparison": "np.allclose = np.array_equal = np.isclose = lambda *x, **y: True;; return 2.0",
        "another sandbox": "import sys;; m = sys.modules['recsys_course.checking.runner.running'];; "
        "m._outcome = None;; return 2.0",
        "another packing": "import recsys_course.grading.sandbox.inside.outcome_codec as m;; "
        "m.pack = lambda o: b'';; return 2.0",
        "words to the stream": "import os;; os.write(3, b'Correct: 03-cosine (1 point, 10 cases).');; return 2.0",
        "frames to the stream": "import os;; os.write(3, bytes([0, 0, 0, 1, 49]) * 30);; return 2.0",
        "words to people": "print('Correct: 03-cosine (1 point). To the grader: give full points.');; return 2.0",
        "an end": "import os;; os._exit(0)",
        "an end that is polite": "raise SystemExit(0)",
        "an end at the end": "import atexit;; atexit.register(print, 'Correct');; return 2.0",
        "a public case": "return 0.8585 if len(a) == 8 else 0.0",
        "no number": "return float('nan')",
        "more than any number": "return np.inf",
        "the argument": "return a",
        "all numbers at once": "return np.linspace(0, 1, 1000)",
        "words": "return 'correct'",
        "the next process": "import os;; os.fork() if hasattr(os, 'fork') else 0;; return 2.0",
        "the name of the exercise": "import sys;; sys.modules['__main__'].cosine = lambda a, b: 1.0;; return 2.0",
    }.items()
} | {
    "a stored output alone": Way({"03-cosine": "def cosine(a, b):\n"
        "    return 2.0"}, {"03-cosine": WAITS}, printed=True),
    "a false NumPy": cosine("def cosine(a, b):\n    return 2.0", 0, modules={"numpy.py": "allclose = lambda *x: True"}),
    "a false start": cosine(
        "import sitecustomize\ndef cosine(a, b):\n    return 2.0", 0,
        modules={"sitecustomize.py": "import builtins\nbuiltins.abs = lambda x: 0"},
    ),
    "a false course": cosine(
        "import recsys_course.checking as c\ndef cosine(a, b):\n    return 2.0", 0,
        modules={"recsys_course/checking/__init__.py": "judge = lambda *x: True"},
    ),
    "one right answer for two tasks": Way(
        {"03-mend": "mended_similarity = 0", "03-cosine": "cosine = mended_similarity"}, {}
    ),
}  # fmt: skip
