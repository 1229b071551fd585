"""An `Outcome` as the bytes of a frame and back; every field is checked and cut on the way in.

Whoever sends it may be a student's code, so a field of another kind makes the whole outcome Broken, and a
long text is cut. Imports only `wire`, `running` and what they import, so it may run inside the sandbox too.
"""

from __future__ import annotations

import dataclasses
from typing import Any

import numpy as np

from recsys_course.checking.runner.plain import Table
from recsys_course.checking.runner.running import Outcome
from recsys_course.grading.sandbox.inside.wire import LARGEST_FRAME, Broken, decode, encode

KINDS = ("value", "error", "late", "unplain", "untouched", "parameters", "no function")
RETURNS = ("always", "sometimes", "")
LONGEST = {"error": 100, "message": 2000, "code": 500, "printed": 3000, "warned": 200, "outside": 100}
MOST_PARTS = 5_000  # of a value that is compared
MOST = 50  # entries of `warned`, `changed` and `outside`
LARGEST_LINE = 10_000_000


def pack(outcome: Outcome, largest: int = LARGEST_FRAME) -> bytes:
    """An outcome as bytes. An answer that cannot be sent, or makes more than `largest` bytes, becomes "unplain"."""
    try:
        data = encode(_fields(outcome))
        words = f"the answer is too large to compare ({len(data)} bytes; at most {largest} are read)"
    except (TypeError, ValueError) as error:
        data, words = b"", f"the answer cannot be compared: {error}"
    if data and len(data) <= largest:
        return data
    return encode(_fields(dataclasses.replace(outcome, kind="unplain", value=None, message=words)))


def unpack(data: bytes) -> Outcome:
    """The outcome that `pack` had, with texts cut to size. Errors: Broken."""
    fields = decode(data)
    names = [field.name for field in dataclasses.fields(Outcome)]
    if not isinstance(fields, dict) or list(fields) != names:
        raise Broken("not an outcome")
    for name, known in (("kind", KINDS), ("returns", RETURNS)):
        if not isinstance(fields[name], str) or fields[name] not in known:
            raise Broken(f"the {name} of an outcome must be one of {', '.join(filter(None, known))}")
    return Outcome(**{name: _checked(name, value) for name, value in fields.items()})


def small(value: Any) -> bool:
    """Whether a plain value has at most 5,000 parts; more than that no exercise asks for, and comparing takes minutes.

    Parts are numbers, 50 letters of a text, 100 elements or 100 empty rows of an array.
    """
    waiting, count = [value], 0
    while waiting and count <= MOST_PARTS:
        one = waiting.pop()
        count += 1 + (max(one.size, *one.shape) // 100 if isinstance(one, np.ndarray) else 0)
        if isinstance(one, (str, bytes)):
            count += len(one) // 50
        elif isinstance(one, dict):
            waiting += [*one.keys(), *one.values()]
        elif isinstance(one, (list, tuple, set)):
            waiting += one
        elif isinstance(one, Table):
            waiting += [one.index, *one.values]
    return count <= MOST_PARTS


def _fields(outcome: Outcome) -> dict[str, Any]:
    """Name -> value, with texts cut to the size that the reader keeps."""
    fields = {field.name: getattr(outcome, field.name) for field in dataclasses.fields(outcome)}
    return {name: _cut(name, value) if name in LONGEST else value for name, value in fields.items()}


def _cut(name: str, value: Any) -> Any:
    """A text, or a tuple of texts, not longer than allowed."""
    if isinstance(value, tuple):
        return tuple(part[: LONGEST[name]] for part in value[:MOST])
    return value[: LONGEST[name]]


def _checked(name: str, value: Any) -> Any:
    """A field of the right kind. Errors: Broken."""
    if name in ("warned", "outside"):
        return tuple(_clean(name, part) for part in _tuple(name, value))
    if name in LONGEST:
        return _clean(name, value)
    if name == "tensor" and not isinstance(value, bool):
        raise Broken("tensor is neither True nor False")
    if name == "changed":
        return tuple(_whole(name, part, MOST) for part in _tuple(name, value))
    return _whole(name, value, LARGEST_LINE) if name == "line" else value


def _tuple(name: str, value: Any) -> tuple[Any, ...]:
    if not isinstance(value, tuple):
        raise Broken(f"{name} is not a tuple")
    return value[:MOST]


def _whole(name: str, value: Any, largest: int) -> int:
    if type(value) is not int or not 0 <= value <= largest:
        raise Broken(f"{name} is not a whole number from 0 to {largest}")
    return int(value)


def _clean(name: str, value: Any) -> str:
    """A text that can be written to any file: letters that are only half of a pair become `?`."""
    if not isinstance(value, str):
        raise Broken(f"{name} is not text")
    return value[: LONGEST[name]].encode("utf-8", "replace").decode("utf-8")
