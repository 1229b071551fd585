"""Hand-ins whose cosine returns what nobody can compare, or tells what it saw: no point for it, all for the rest."""

from __future__ import annotations

from tests.helpers.classroom.lesson_03 import HandIn, instead

MARK = "LEAK"  # stands in everything that these answers try to tell


def returning(setup: str, value: str) -> str:
    """An answer that returns this."""
    return f"{setup.strip()}\n\n\ndef cosine(a, b):\n    return {value}\n"


VALUES = {
    "NaN": ("", "float('nan')"),
    "infinity": ("", "np.inf"),
    "a whole number without end": ("", "10**5000"),
    "a whole number larger than any float": ("", "10**4000"),
    "always true": ("", "True"),
    "a number as text": ("", "'0.5'"),
    "half a letter": ("", "'\\ud800'"),
    "lists in lists in lists": ("", "eval('[' * 90 + '0.5' + ']' * 90)"),
    "a list in itself": ("x = [0.5]\nx.append(x)", "x"),
    "a dict in which all keys have one hash": (
        "class Key(int):\n    def __hash__(self): return 1",
        "{Key(n): n for n in range(1500)}",
    ),
    "whole numbers with one hash": ("import sys\nstep = sys.hash_info.modulus", "{n * step: 0 for n in range(2500)}"),
    "an object equal to everything": (
        """
class Same:
    def __eq__(self, other): return True
    __hash__ = None
    __float__ = __sub__ = __rsub__ = __le__ = __abs__ = lambda self, *a: 0.0
    def __array__(self, *a, **k): return np.zeros(())
    __array_ufunc__ = lambda self, *a, **k: np.True_
""",
        "Same()",
    ),
    "a float that lies": (
        """
class Same(float):
    def __eq__(self, other): return True
    __sub__ = __rsub__ = __abs__ = lambda self, *a: 0.0
    __le__ = __lt__ = __ge__ = lambda self, other: True
    def __float__(self): return self
    def __repr__(self): raise KeyboardInterrupt
""",
        "Same(2)",
    ),
    "an array that lies": (
        """
class Same(np.ndarray):
    def __eq__(self, other): return np.True_
    __array_function__ = __array_ufunc__ = lambda self, *a, **k: np.True_
    __sub__ = __rsub__ = lambda self, other: np.zeros(())
    item = lambda self: 0.0
    ndim = shape = dtype = property(lambda self: ())
""",
        "np.full((), 2.0).view(Same)",
    ),
    "an object that claims to be a float": (
        "class Liar:\n    __class__ = property(lambda self: float)\n    def __float__(self): raise SystemExit(0)",
        "Liar()",
    ),
    "an object whose comparison raises": (
        "class No:\n    def __eq__(self, other): raise KeyboardInterrupt\n    __bool__ = __len__ = __array__ = __eq__",
        "np.array([No(), No()], dtype=object)",
    ),
    "an object that cannot be looked at": (
        "class No:\n    def __getattribute__(self, name): raise SystemExit(1)",
        "No()",
    ),
    "a class whose class lies": (
        "class Meta(type):\n    def __instancecheck__(self, one): return True\n    __eq__ = lambda *a: True\n"
        "    __hash__ = lambda self: 0\nclass Same(metaclass=Meta): pass",
        "Same",
    ),
    "an array as large as the sky": ("", "np.broadcast_to(0.0, (1 << 40,))"),
    "an array of 32 MiB": ("", "np.zeros(1 << 22)"),
    "a large dict": ("", "{n: [n] for n in range(20_000)}"),
    "a long list of lists": ("", "[[n] for n in range(30_000)]"),
    "a long list": ("", "list(range(50_000))"),
    "a large set": ("", "set(range(30_000))"),
    "a long text": ("", "'x' * 900_000"),
    "a matrix with ten billion empty places": (
        "from scipy.sparse import csr_array",
        "csr_array((10**5, 10**5))",
    ),
    "an array with named fields": ("", "np.zeros(3, dtype=[('x', float)])"),
    "a table of objects": ("import pandas as pd", "pd.DataFrame({'x': [object(), float]})"),
    "a tensor that is none": (
        "class Tensor:\n    detach = cpu = lambda self: self\n    numpy = lambda self: 'nothing'",
        "Tensor()",
    ),
    "values that come later": ("import itertools", "itertools.count()"),
    "a function": ("", "cosine"),
    "the stub's dots": ("", "..."),
    "a pickle that calls eval": (
        "class Bomb:\n    def __reduce__(self): return eval, ('__import__(\"os\")._exit(1)',)\n    "
        "__reduce_ex__ = lambda self, n: self.__reduce__()",
        "Bomb()",
    ),
    "a copy that never ends": (
        "class Slow(list):\n    def __deepcopy__(self, memo): return cosine(1, 2)\n    def __iter__(self):\n"
        "        while True: yield 0.5",
        "Slow()",
    ),
}

LEAKS = {
    "an error that tells the arguments": "def cosine(a, b): raise ValueError(f'LEAK {a!r} {b!r}')",
    "the name of an error class": """
def cosine(a, b):
    raise type("LEAK" + "_".join(str(int(x)) for x in [*a, *b]), (Exception,), {"__module__": "LEAK"})()
""",
    "the name of a known error class": """
def cosine(a, b):
    raise type("ValueError", (ValueError,), {"__str__": lambda self: f"LEAK {a}", "__module__": f"LEAK {a}"})(a, b)
""",
    "an error of the syntax": "def cosine(a, b): raise SyntaxError(f'LEAK {a}', (f'LEAK {a}', 7, 7, f'LEAK {b}'))",
    "an error with notes and causes": """
def cosine(a, b):
    error = RuntimeError(f"LEAK {a}")
    error.add_note(f"LEAK {b}")
    raise error from KeyError(f"LEAK {a}")
""",
    "an exit with words": "def cosine(a, b): raise SystemExit(f'LEAK {a!r} {b!r}')",
    "what is printed": "import sys\ndef cosine(a, b): print('LEAK', a); print('LEAK', b, file=sys.stderr); return 0.25",
    "what Python warns of": "import warnings\ndef cosine(a, b): warnings.warn(f'LEAK {a} {b}'); return 0.25",
    "the names of parameters": """
import inspect
class Cosine:
    seen = "LEAK"
    @property
    def __signature__(self):
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        names = ["a", "b"] if self.seen == "LEAK" else [self.seen]
        return inspect.Signature([inspect.Parameter(name, kind) for name in names])
    def __call__(self, a, b):
        self.seen = "LEAK" + "_".join(str(int(x)) for x in [*a, *b])
        return 0.25
cosine = Cosine()
""",
    "the name of what is no function": "cosine = type('LEAK', (), {})()",
    "a returned text": "def cosine(a, b): return f'LEAK {a!r} {b!r}'",
    "the keys of a dict": "def cosine(a, b): return {f'LEAK {x}': x for x in [*a, *b]}",
    "the class of an object": "def cosine(a, b): return type(f'LEAK {a} {b}', (), {})()",
    "the columns of a table": "import pandas as pd\ndef cosine(a, b): return pd.DataFrame({f'LEAK {a}': [1]})",
    "names of an array": "def cosine(a, b): return np.zeros(2, dtype=[(f'LEAK {a}', float)])",
    "the text of the code": """
import linecache
def cosine(a, b):
    linecache.cache["<LEAK>"] = (1, None, [f"LEAK {a} {b}"], "<LEAK>")
    exec(compile("1 / 0", "<LEAK>", "exec"))
""",
    "names of the notebook": """
LEAK = [0]
def cosine(a, b):
    globals()[f"LEAK_{int(a[0])}"] = [a, b]
    code = compile(f"LEAK_{int(a[0])}", "LEAK", "eval")
    cosine.__code__ = code.replace(co_argcount=2, co_varnames=("a", "b"), co_nlocals=2)
    return LEAK
""",
    "what is looked at when it fails": """
class Told(Exception):
    def __str__(self): return "LEAK " + repr(self.args)
    __repr__ = __str__
class Value:
    def __init__(self, *seen): self.seen = seen
    def __getattr__(self, name): raise Told(self.seen)
def cosine(a, b): return Value(a, b)
""",
}

CLASS: dict[str, HandIn] = {
    **{f"returned - {name}": instead(returning(*value)) for name, value in VALUES.items()},
    **{f"told - {name}": instead(source) for name, source in LEAKS.items()},
}
