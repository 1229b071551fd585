"""A cell for a newer Python is told apart from one that is no Python at all."""

import sys
import time

import pytest

from recsys_course.grading.answers.newer_python import is_newer, names_in

IN_3_12 = [
    "def f[T](x: T) -> T:\n    return x",
    "async def g[**P](a): pass",
    "class A[T: (int, str)](B):\n    pass",
    "type X = list[int]\nx = 1",
    "type P[T] = dict[str, T]",
    'print(f"{x["a"]} and {y:.2f}")',
    "f'{\", \".join(['a'])!r:>{w}}'",
    'f"{", ".join(a)} {"\\n".join(b)} {{}}"',
    'f"{x = } {d["k"]=}"',
    'f"{\n x  # a\n}" + f"{d["k"] != 1}"',
    'def f[T](d):\n    return f"{d["k"]}{f"{1+f"{2}"}"}"',
]
IN_3_14 = ["try:\n    x\nexcept A, B:\n    pass", 't"hi {x}"']
NEVER = [
    "def f(x)\n  return", 'f"{a b["x"]}"', "x = (", 'print "a"', "def f[T(x): pass", 'f"{x["a"}"', "return return",
    "type X", 'f"{x["a"]} {"', "f'{x[}'", "class A[T]:",
]  # fmt: skip


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="this Python reads them")
@pytest.mark.parametrize("source", IN_3_12)
def test_forms_of_python_3_12_are_newer(source):
    assert is_newer(source)


@pytest.mark.skipif(sys.version_info >= (3, 14), reason="this Python reads them")
@pytest.mark.parametrize("source", IN_3_14)
def test_forms_of_python_3_14_are_newer(source):
    assert is_newer(source)


@pytest.mark.parametrize("source", NEVER)
def test_what_no_python_reads_is_not_newer(source):
    assert not is_newer(source)


@pytest.mark.parametrize("source", ["", "x = 1", "def f(x):\n    return f'{x[0]}'", "type = 1"])
def test_what_is_read_here_is_not_newer(source):
    assert not is_newer(source)


def test_names_of_such_a_cell_are_found():
    assert names_in("def f[T](x):\n    y = 1\nclass A[T]: pass\nz = 1\nz == 2") == {"f", "A", "z"}


@pytest.mark.parametrize("part", ['f"{', "f\"{f'", "def f[", "f'", '(f"{("', "except a, ", "type x[", "'''f\"{"])
def test_a_cell_made_to_keep_it_busy_does_not(part):
    begin = time.process_time()
    is_newer(f"x = (\n{part * (19_000 // len(part))}")
    assert time.process_time() - begin < 5
