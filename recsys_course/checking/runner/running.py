"""Runs an answer on the cases and reports, as plain data, what came out of each.

Nothing here knows what is expected: this half may run inside a student's process, with `judging` outside.
Imports only the other files of this folder.
"""

from __future__ import annotations

import copy
import dataclasses
import inspect
import re
import sysconfig
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from recsys_course.checking.runner.bytecode import is_untouched, notebook_data, returns
from recsys_course.checking.runner.plain import Unplain, is_tensor, plain, same
from recsys_course.checking.runner.timeout import OutOfTime, call_within, captured

SECONDS = 5.0
_ELLIPSIS = re.compile(r"ellipsis(?! \()", re.IGNORECASE)  # not "ellipsis (`...`)" in the list of what may be an index


@dataclass(frozen=True)
class Outcome:
    """What one case gave.

    kind: "value", "error" (an exception), "late" (the time limit), "unplain" (an object nobody can compare),
    "untouched" (`...`), "parameters" (cannot be called with these arguments), "no function".
    value: the plain value. tensor: whether it came as a tensor of a framework.
    error: name of the exception. message: its text, or what to say.
    line, code: where in the learner's code. printed: what was printed. warned: warnings of Python.
    changed: numbers of the changed arguments. outside: names of the notebook's data that the code reads.
    returns: whether the code has `return` with a value: "always", "sometimes", "".
    """

    kind: str
    value: Any = None
    error: str = ""
    message: str = ""
    line: int = 0
    code: str = ""
    printed: str = ""
    warned: tuple[str, ...] = ()
    changed: tuple[int, ...] = ()
    outside: tuple[str, ...] = ()
    returns: str = ""
    tensor: bool = False


def run_cases(answer: Any, cases: Sequence[tuple[Any, ...]], seconds: float = SECONDS) -> list[Outcome]:
    """Run a learner's answer on each case, with copies of the arguments and `seconds` of time per case.

    Stops after the first case that ran out of time or cannot be run at all, so the list may be shorter than
    `cases`.
    """
    if is_untouched(answer):
        return [Outcome("untouched")]
    outcomes: list[Outcome] = []
    for arguments in cases:
        outcomes.append(_run(answer, arguments, seconds))
        if outcomes[-1].kind in ("late", "parameters", "no function"):
            break
    outside, ends = notebook_data(answer), returns(answer)
    return [dataclasses.replace(outcome, outside=outside, returns=ends) for outcome in outcomes]


def run_trusted(function: Callable[..., Any], cases: Sequence[tuple[Any, ...]]) -> list[Outcome]:
    """Run code of our own (a reference, a mistake) on copies of each case, without a time limit."""
    with captured():
        return [_trusted(function, copy.deepcopy(arguments)) for arguments in cases]


def run_limited(function: Callable[..., Any], cases: Sequence[tuple[Any, ...]], seconds: float) -> list[Outcome] | None:
    """As `run_trusted`, but None where all cases together take more than `seconds` of computing."""
    outcomes, error = call_within(seconds, lambda: run_trusted(function, cases))
    return outcomes if error is None else None


def _trusted(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Outcome:
    try:
        return _outcome(function(*arguments))
    except Exception as error:
        return Outcome("error", error=type(error).__name__, message=str(error))


def _run(answer: Any, arguments: tuple[Any, ...], seconds: float) -> Outcome:
    if not callable(answer):
        return _outcome(answer) if not arguments else Outcome("no function", message=type(answer).__name__)
    misfit = _misfit(answer, arguments)
    if misfit:
        return Outcome("parameters", message=misfit)
    copies = [copy.deepcopy(one) for one in arguments]  # one by one: a case may hold the same array twice
    with captured() as printed:
        value, error = call_within(seconds, lambda: answer(*copies))
    outcome = _outcome(value) if error is None else _failure(error)
    pairs = enumerate(zip(arguments, copies, strict=True))
    changed = tuple(i for i, (before, after) in pairs if _differs(before, after))
    return dataclasses.replace(outcome, printed=printed.text(), warned=printed.warned, changed=changed)


def _outcome(value: Any) -> Outcome:
    if value is ...:
        return Outcome("untouched")
    try:
        return Outcome("value", plain(value), tensor=is_tensor(value))
    except Exception as error:  # a learner's object may fail in any way when it is read
        words = str(error) if isinstance(error, Unplain) else f"the answer cannot be read: {error}"
        return Outcome("unplain", message=words)


def _failure(error: BaseException) -> Outcome:
    """An exception with its place in the learner's code. A sum with `...` is an answer not yet given."""
    if isinstance(error, OutOfTime):
        return Outcome("late")
    if isinstance(error, TypeError) and _ELLIPSIS.search(str(error)):
        return Outcome("untouched")
    line, code = _place(error)
    return Outcome("error", error=type(error).__name__, message=_text(error), line=line, code=code)


def _text(error: BaseException) -> str:
    try:
        return "" if error.args == (None,) else str(error)
    except Exception:
        return ""


def _place(error: BaseException) -> tuple[int, str]:
    """(line number, its text) of the last frame that is neither Python's, a library's nor the course's."""
    if isinstance(error, SyntaxError):
        return error.lineno or 0, (error.text or "").strip()
    paths = sysconfig.get_paths()
    foreign = (paths["stdlib"], paths["purelib"], paths["platlib"], str(Path(__file__).parents[2]), "<frozen")
    frames = [f for f in traceback.extract_tb(error.__traceback__) if not f.filename.startswith(foreign)]
    return (frames[-1].lineno or 0, (frames[-1].line or "").strip()) if frames else (0, "")


def _misfit(answer: Callable[..., Any], arguments: tuple[Any, ...]) -> str:
    """The reason why the answer cannot be called with this many arguments, or "" where it can."""
    try:
        signature = inspect.signature(answer)
    except (TypeError, ValueError):  # built-in functions do not tell
        return ""
    try:
        signature.bind(*arguments)
        return ""
    except TypeError:
        number = len(signature.parameters)
        names = ", ".join(signature.parameters) or "none"
        return f"it has {number} parameter{'' if number == 1 else 's'} ({names})"


def _differs(before: Any, after: Any) -> bool:
    """Whether an argument was changed. Objects of unknown kinds, such as random generators, may change."""
    return not same(_picture(before), _picture(after))


def _picture(value: Any) -> Any:
    """An argument as plain data: records field by field, unknown objects as None."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return [_picture(getattr(value, field.name)) for field in dataclasses.fields(value)]
    if isinstance(value, (list, tuple)):
        return [_picture(part) for part in value]
    try:
        return plain(value)
    except Exception:
        return None
