"""Reads the code of an answer without running it: is it still empty, what does it return, what does it use?

This file imports no other file of the course.
"""

from __future__ import annotations

import dis
import inspect
import sys
from collections.abc import Iterator
from itertools import pairwise
from types import CodeType
from typing import Any

import numpy as np

_STUB = {"RESUME", "NOP", "LOAD_CONST", "LOAD_COMMON_CONSTANT", "RETURN_VALUE", "RETURN_CONST", "MAKE_CELL"}


def is_untouched(answer: Any) -> bool:
    """Whether nothing was written yet: `...`, or a function with only `...`, `pass` or a docstring."""
    if answer is ...:
        return True
    code = code_of(answer)
    if code is None:
        return False
    steps = list(dis.get_instructions(code))
    constants = [step.argval for step in steps if "CONST" in step.opname]
    return all(step.opname in _STUB for step in steps) and all(value in (None, ...) for value in constants)


def returns(answer: Any) -> str:
    """Whether a function has `return` with a value: "always", "sometimes" (it may reach its end), "" (never)."""
    code = code_of(answer)
    if code is None:
        return ""
    steps = list(dis.get_instructions(code))
    found = {_gives(step, before) for before, step in pairwise(steps) if "RETURN_" in step.opname}
    return ("sometimes" if False in found else "always") if True in found else ""


def notebook_data(answer: Any) -> tuple[str, ...]:
    """Names of the notebook's arrays, lists, tables and sparse matrices that a function reads, in order."""
    code, known = code_of(answer), getattr(answer, "__globals__", None)
    if code is None or not isinstance(known, dict):
        return ()
    names = dict.fromkeys(step.argval for step in all_steps(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME"))
    return tuple(name for name in names if name in known and is_data(known[name]))


def code_of(answer: Any) -> CodeType | None:
    """The code of a function that is written in Python; None for everything else."""
    code = getattr(answer, "__code__", None)
    return code if inspect.iscode(code) else None


def _gives(step: dis.Instruction, before: dis.Instruction) -> bool:
    """Whether this end of a function gives a value; `return`, `return None` and the last line do not."""
    last = step if step.opname == "RETURN_CONST" else before
    return not ("CONST" in last.opname and last.argval is None)


def all_steps(code: CodeType) -> Iterator[dis.Instruction]:
    """The instructions of a function and of the functions and comprehensions inside it."""
    yield from dis.get_instructions(code)
    for part in code.co_consts:
        if inspect.iscode(part):
            yield from all_steps(part)


def is_data(value: Any) -> bool:
    """Whether a value is an array, list, table or sparse matrix. Libraries that are not loaded are not asked."""
    scipy_sparse, pandas = sys.modules.get("scipy.sparse"), sys.modules.get("pandas")
    if isinstance(value, (list, np.ndarray)) or (scipy_sparse is not None and scipy_sparse.issparse(value)):
        return True
    return pandas is not None and isinstance(value, (pandas.DataFrame, pandas.Series))
