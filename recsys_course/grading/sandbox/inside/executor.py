"""Runs the cells that an answer needs, and then the answer on its cases. This is where a student's code lives."""

from __future__ import annotations

import codeop
import random
import sys
from collections.abc import Callable, Sequence
from types import ModuleType
from typing import Any

import numpy as np

from recsys_course.checking.runner.bytecode import is_untouched
from recsys_course.checking.runner.running import Outcome, run_cases
from recsys_course.checking.runner.timeout import OutOfTime, call_within, captured
from recsys_course.grading.sandbox.inside.cell import Cell
from recsys_course.grading.sandbox.inside.outcome_codec import pack

_LAST = ("late", "parameters", "no function")
_MISSING = object()


def answer(
    sources: Sequence[str], name: str, cases: Sequence[tuple[Any, ...]], seconds: float, send: Callable[[bytes], None]
) -> None:
    """Run the cells, then the answer called `name` on each case, and send each outcome as soon as it is known.

    seconds: limit per cell and per case. send: takes one frame; the first, empty one says that the cells are
    done.
    """
    module, trouble = run_cells(sources, seconds)
    value = vars(module).get(name, _MISSING)
    send(b"")
    if value is _MISSING:
        frame = pack(_absent(name, trouble))
        for _ in cases:
            send(frame)
        return
    for case in cases:
        outcomes = _guarded(value, case, seconds)
        for outcome in outcomes:
            send(pack(outcome))
        if outcomes[-1].kind in _LAST or is_untouched(value):
            return


def run_cells(sources: Sequence[str], seconds: float) -> tuple[ModuleType, BaseException | None]:
    """Run cells in one module called `__main__`; also the last error. At most `seconds` per cell."""
    module, compiler, last = ModuleType("__main__"), codeop.Compile(), None
    vars(module)["display"] = print  # a notebook has it without an import; what it shows is not looked at here
    sys.modules["__main__"] = module
    for number, source in enumerate(sources, start=1):
        cell = Cell(f"<cell {number}>", source, vars(module), compiler)
        _seed()
        with captured():
            found, error = call_within(seconds, cell.run)
        last = error or found or last
    return module, last


def _guarded(value: Any, case: tuple[Any, ...], seconds: float) -> list[Outcome]:
    """The outcome of one case, whatever the answer raises outside the call itself."""
    _seed()
    try:
        return run_cases(value, [case], seconds)
    except BaseException as error:  # a Ctrl-C of the student's own, or an object that fails when it is looked at
        return [Outcome("error", error=type(error).__name__, message=str(error)[:300])]


def _absent(name: str, trouble: BaseException | None) -> Outcome:
    """Why there is no answer of this name: what went wrong in the cells, or simply that nobody defined it."""
    if isinstance(trouble, OutOfTime):
        return Outcome("late")

    def again() -> None:
        raise trouble or NameError(f"name '{name}' is not defined")

    return run_cases(again, [()])[0]


def _seed() -> None:
    """The same random numbers in every run, so that the same hand-in gets the same marks."""
    random.seed(0)
    np.random.seed(0)
