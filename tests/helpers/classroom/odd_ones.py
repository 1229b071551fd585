"""Hand-ins that are right in an odd way, and answers that are honestly wrong: each with its fair mark."""

from __future__ import annotations

from tests.helpers.classroom.hand_ins import code, text
from tests.helpers.classroom.lesson_03 import CODE, SOLVED, HandIn, added, hand_in, instead, taken

COSINE = SOLVED["03-cosine"]

RIGHT_COSINES = {
    "200 MB of output": """
import os, sys
NOISE = [print("x" * 1_000_000) for _ in range(50)]
MORE = [os.write(number, b"x" * 1_000_000) for number in (1, 2) for _ in range(75)]
def cosine(a, b):
    NOISE, MORE
    print("y" * 1_000_000); print("z" * 1_000_000, file=sys.stderr)
    lengths = np.sqrt((a @ a) * (b @ b))
    return a @ b / lengths if lengths > 0 else 0.0
""",
    "warnings on stderr": """
import sys, warnings
def cosine(a, b):
    warnings.warn("this is slow", RuntimeWarning)
    print("careful", file=sys.stderr)
    with np.errstate(all="warn"):
        value = np.divide(a @ b, np.sqrt((a @ a) * (b @ b)))
    return 0 if np.isnan(value) else value
""",
    "lines that fail around the answer": """
%matplotlib inline
from recsys_course.data import load
ratings = load("ml-latest-small")
def cosine(a, b):
    lengths = np.sqrt((a @ a) * (b @ b))
    return a @ b / lengths if lengths > 0 else 0.0
print(cosine(ratings.users[0], undefined))
check("03-cosine", cosine)
raise SystemExit
""",
    "other names of the parameters, accents, tabs": """
def cosine(größe, länge):
	# 🎬 von Hand, größer als nichts
	produkt = sum(x * y for x, y in zip(größe, länge))
	längen = (sum(x * x for x in größe) * sum(y * y for y in länge)) ** 0.5
	return produkt / längen if längen else 0
""",
    "a lambda": "cosine = lambda a, b: a @ b / np.sqrt((a @ a) * (b @ b)) if a.any() and b.any() else 0",
    "an object that can be called": """
class Cosine:
    def __init__(self, nothing): self.nothing = nothing
    def __call__(self, a, b):
        lengths = np.linalg.norm(a) * np.linalg.norm(b)
        return a @ b / lengths if lengths else self.nothing
cosine = Cosine(nothing=0.0)
""",
    "a decorator of their own": """
import functools, time
def timed(function):
    @functools.wraps(function)
    def inner(*arguments):
        begin = time.perf_counter()
        try: return function(*arguments)
        finally: print(f"{time.perf_counter() - begin:.6f} seconds")
    return inner
@timed
def cosine(a, b):
    lengths = np.sqrt((a @ a) * (b @ b))
    return a @ b / lengths if lengths > 0 else 0.0
""",
    "imports inside the function": """
def cosine(a, b):
    from sklearn.metrics.pairwise import cosine_similarity
    return cosine_similarity([a], [b])[0, 0]
""",
    "types that nobody defined": """
from __future__ import annotations
def cosine(a: Row, b: Row) -> Number:
    lengths = np.sqrt((a @ a) * (b @ b))
    return a @ b / lengths if lengths > 0 else 0.0
""",
    "a timer of the notebook": "%%time\n" + COSINE,
    "a thread": """
from concurrent.futures import ThreadPoolExecutor
def cosine(a, b):
    with ThreadPoolExecutor(4) as pool: ab, aa, bb = pool.map(lambda pair: pair[0] @ pair[1], [(a, b), (a, a), (b, b)])
    return ab / (aa * bb) ** 0.5 if aa * bb else 0.0
""",
    "a short sleep": "import time\n" + COSINE.replace("    lengths", "    time.sleep(0.05)\n    lengths"),
    "warnings made to errors": "np.seterr(all='raise')\n" + COSINE,
    "its arguments changed": """
def cosine(a, b):
    if not a.any() or not b.any(): return 0.0
    a /= np.linalg.norm(a); b /= np.linalg.norm(b)
    return float((a * b).sum())
""",
    "the dots of the stub left below": COSINE + "\n    ...",
    "a first try above the second": "def cosine(a, b):\n    return 0\n\n\n" + COSINE,
    "the solution's own marks": COSINE.replace("    lengths", "    ### BEGIN SOLUTION\n    lengths") + "\n    ### END",
    "its own tests below": COSINE + "\n\nassert cosine(np.ones(2), np.ones(2)) == 2, 'never true'\n!ls\n?cosine",
    "a global that counts": "n = 0\n" + COSINE.replace("    lengths", "    global n\n    n += 1\n    lengths"),
    "another way of import": "from numpy import *\nimport numpy as anything\n" + COSINE.replace("np.", "anything."),
}  # fmt: skip

_HELPER = "def half(a, b):\n    return a @ b / max(np.linalg.norm(a), 1e-300)"
_WITH_HELPER = "def cosine(a, b):\n    return half(a, b) / max(np.linalg.norm(b), 1e-300)"
_ITEMS = """
def item_similarities(ratings):
    n = ratings.shape[1]
    return [[0 if i == j else cosine(ratings[:, i], ratings[:, j]) for j in range(n)] for i in range(n)]
"""
_LISTS = {
    "user_scores": """
def user_scores(similarity, ratings, k):
    people = sorted(range(len(similarity)), key=lambda v: (-similarity[v], v))[:k]
    return tuple(sum(similarity[v] * ratings[v][i] for v in people) for i in range(ratings.shape[1]))
""",
    "keep_nearest": SOLVED["03-keep-nearest"].replace("return kept", "return kept.tolist()"),
    "shrink": "from scipy.sparse import csr_array\n"
    + SOLVED["03-shrink"].replace("return similarity", "return csr_array(similarity").replace(", 0)", ", 0))"),
    "item_similarities": _ITEMS,
}  # fmt: skip

RIGHT = {
    "a helper in a cell above": added(taken(cosine=_WITH_HELPER), "03-cosine", code(_HELPER)),
    "a helper in a cell below": added(taken(cosine=_WITH_HELPER), "check-03-cosine", code(_HELPER)),
    "a helper at the end of the notebook": added(taken(cosine=_WITH_HELPER), "03-mend", code(_HELPER)),
    "lists, tuples and sparse tables for arrays": taken(**_LISTS),
    "a function of the course that the lesson shows": taken(
        cosine="from recsys_course.models import neighbours as own\nfrom scipy.sparse import csr_array\n\n\n"
        "def cosine(a, b):\n    return float(own.cosine(csr_array(a[None]), csr_array(b[None]))[0, 0])"
    ),
    "one answer used in another": taken(item_similarities=_ITEMS, mend="mended_similarity = cosine"),
    "an answer in a cell of its own": added(taken(cosine="# see below"), "check-03-cosine", code(COSINE)),
    "training that would take a day": added(taken(), "03-mend", code("import time\ntime.sleep(86400)")),
    "cells that would end everything": added(
        taken(), "03-cosine", code("import os\nos._exit(1)"), code("while True: pass"), code("def x(:"), text("def x(:")
    ),
}

WRONG = {
    "a syntax error": instead("def cosine(a, b)\n    return a @ b"),
    "two syntax errors": hand_in(taken(cosine="def cosine(a, b)", shrink="shrink = ("), "03-cosine", "03-shrink"),
    "nothing in one cell": instead("def cosine(a, b):\n    ..."),
    "nothing at all": hand_in(taken(**{name.removeprefix("03-"): "" for name in CODE}), *CODE),
    "a print in place of a return": instead(COSINE.replace("return", "print(") + ")"),
    "another number of parameters": instead(COSINE.replace("(a, b):", "(a):")),
    "the result in place of the function": instead("cosine = 0.5"),
    "the notebook's data in place of the arguments": instead("def cosine(a, b):\n    return R[0] @ R[1]"),
    "a model of another lesson": instead(
        "from recsys_course.models import factors\n\n\ndef cosine(a, b):\n    return float(factors.softmax(a) @ b)"
    ),
    "the reference of the course": instead("from recsys_course.exercises.lesson_03.cosine import cosine"),
    "a wrong answer used in another": hand_in(
        taken(cosine="def cosine(a, b):\n    return a @ b", item_similarities=_ITEMS),
        "03-cosine", "03-item-similarities",
    ),
    "a second thought that is wrong": hand_in(
        added(taken(), "check-03-cosine", code("def cosine(a, b):\n    return a @ b")), "03-cosine"
    ),
    "wrong letters": hand_in(
        taken(q1='answer_q1 = "a"', q2="answer_q2 = 7", q3="answer_q3 = ["), "03-q1", "03-q2", "03-q3"
    ),
    "all letters at once": hand_in(taken(q1='answer_q1 = "abc"', q2='answer_q2 = ["a", "b", "c"]'), "03-q1", "03-q2"),
    "letters that equal everything": hand_in(
        taken(q1="class Same(str):\n    __eq__ = lambda *a: True\nanswer_q1 = Same('a')"), "03-q1"
    ),
}  # fmt: skip

# A list of lists is right where a table is asked for; the build needs an array, in the notebook too.
LOST = {name: ("03-build",) for name in ("lists, tuples and sparse tables for arrays", "one answer used in another")}

CLASS: dict[str, HandIn] = {
    **{f"right with {name}": hand_in(taken(cosine=source)) for name, source in RIGHT_COSINES.items()},
    **{f"right with {name}": hand_in(found, *LOST.get(name, ())) for name, found in RIGHT.items()},
    **{f"wrong with {name}": one for name, one in WRONG.items()},
}
