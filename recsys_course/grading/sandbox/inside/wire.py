"""Plain data as bytes and back, between the grader and the sandbox. The reader trusts nothing; no pickle.

A value is JSON, where what JSON lacks is an object with one key that says its kind: {"tuple": [...]},
{"array": ["<f8", [2, 3], "base64"]}. A frame is four bytes with its length and then the JSON. The reader
limits bytes, depth, sizes and keys before anything is built, so that a message can neither fill the memory
nor stop the clock. Imports only `plain` and `counted` of the course, so it may run inside the sandbox too.
"""

from __future__ import annotations

import base64
import json
import math
import re
from collections.abc import Callable
from typing import Any, BinaryIO

import numpy as np

from recsys_course.checking.runner.counted import Counted
from recsys_course.checking.runner.plain import Table

MIB = 1 << 20
LARGEST_FRAME = 4 * MIB
DEEPEST = 24
WIDEST_TEXTS = 256 * MIB  # bytes of all texts, if they were the rows of one array
MOST_HARD_KEYS = 2000  # tuples, complex and long whole numbers: the only keys that can be made to collide
LONGEST_KEY = 50  # parts of one key
MOST_AXES = 32
_UNIT = "Y|M|W|D|h|m|s|ms|us|ns|ps|fs|as"
_NUMBERS = r"\|b1|\|[iu]1|<[iu][248]|<f[248]|<c8|<c16"
_DTYPE = re.compile(rf"{_NUMBERS}|<U[1-9]\d{{0,6}}|\|S[1-9]\d{{0,6}}|<[mM]8(\[({_UNIT})\])?")
_LAST_LETTER = 0x10FFFF
_WORD = 1 << 63


class Broken(ValueError):
    """Bytes that are not a message of ours, or more than is allowed. The message says which."""


class Unsendable(TypeError):
    """A value that has no place in a message; the message says which kind and what to use instead."""


def encode(value: Any) -> bytes:
    """Plain data as JSON in UTF-8. Errors: Unsendable for other objects, ValueError for endless numbers."""
    return json.dumps(_down(value, 0)).encode("ascii")


def decode(data: bytes, widest: float = WIDEST_TEXTS) -> Any:
    """The plain data that `encode` had: exact Python types, arrays and `Table`. Errors: Broken, no other.

    widest: bytes that all values may fill when each gets as many bytes as the longest text.
    """
    try:
        return _Reader(widest).read(json.loads(data.decode("ascii")), 0)
    except Broken:
        raise
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError, MemoryError) as error:
        raise Broken(f"the message cannot be read: {type(error).__name__}") from None


def write_frame(stream: BinaryIO, data: bytes) -> None:
    """Write the length of `data` in four bytes, then `data`, and flush. Errors: OSError."""
    stream.write(len(data).to_bytes(4, "big") + data)
    stream.flush()


def read_frame(stream: BinaryIO, largest: int = LARGEST_FRAME) -> bytes | None:
    """The next frame, or None at the end of the stream. Errors: Broken for one longer than `largest` bytes, or cut."""
    head = _read(stream, 4)
    if not head:
        return None
    size = int.from_bytes(head, "big")
    if len(head) < 4 or size > largest:
        raise Broken(f"a frame of {size} bytes; at most {largest} are read")
    data = _read(stream, size)
    if len(data) < size:
        raise Broken(f"a frame ends after {len(data)} of {size} bytes")
    return data


def _read(stream: BinaryIO, size: int) -> bytes:
    """This many bytes, or fewer at the end of the stream; an unbuffered stream gives them in pieces."""
    data = bytearray()
    while len(data) < size and (piece := stream.read(size - len(data))):
        data += piece
    return bytes(data)


def _down(value: Any, depth: int) -> Any:
    """A value as what `json` writes."""
    if depth > DEEPEST:
        raise Unsendable(f"a value is nested more than {DEEPEST} levels deep; make it flat")
    if value is None or type(value) in (bool, int, float, str):
        return value
    write = _WRITERS.get(type(value))
    if write is None:
        raise Unsendable(f"a {type(value).__name__} cannot be sent; use numbers, text, lists, dicts and arrays")
    return write(value, depth + 1)


def _parts(values: Any, depth: int) -> list[Any]:
    return [_down(value, depth) for value in values]


def _array_down(array: np.ndarray, depth: int) -> dict[str, Any]:
    """An array in little-endian order and C layout."""
    wide = {"f": (8, "<f8"), "c": (16, "<c16")}.get(array.dtype.kind, (0, ""))
    kept = array.astype(wide[1]) if 0 < wide[0] < array.dtype.itemsize else array
    if kept.dtype.kind in "US" and not kept.dtype.itemsize:
        kept = kept.astype(f"{kept.dtype.kind}1")
    kept = np.ascontiguousarray(kept, dtype=kept.dtype.newbyteorder("<")).reshape(array.shape)
    if not _DTYPE.fullmatch(kept.dtype.str):
        raise Unsendable(f"an array of dtype {array.dtype} cannot be sent; use numbers, text or dates")
    return {"array": [kept.dtype.str, list(kept.shape), _text(kept.tobytes())]}


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


_WRITERS: dict[type, Callable[[Any, int], Any]] = {
    list: _parts,
    tuple: lambda value, depth: {"tuple": _parts(value, depth)},
    set: lambda value, depth: {"set": _parts(sorted(value, key=repr), depth)},
    dict: lambda value, depth: {"dict": [_parts(pair, depth) for pair in value.items()]},
    bytes: lambda value, depth: {"bytes": _text(value)},
    complex: lambda value, depth: {"complex": [value.real, value.imag]},
    np.ndarray: _array_down,
    Counted: lambda value, depth: {"counted": [_array_down(np.asarray(value), depth), value.limit]},
    Table: lambda value, depth: {"table": _parts([value.kind, value.columns, value.index, value.values], depth)},
}


class _Reader:
    """Builds values from parsed JSON and counts what could become expensive later."""

    def __init__(self, widest: float) -> None:
        self.widest = widest
        self.leaves, self.longest, self.hard_keys = 0, 0, 0
        self.kinds: dict[str, Callable[[Any, int], Any]] = {
            "tuple": lambda parts, depth: tuple(self.parts(parts, depth)),
            "set": lambda parts, depth: {self.key(part, depth) for part in _listed(parts)},
            "dict": self.pairs,
            "bytes": self.bytes,
            "complex": lambda parts, depth: complex(*map(_number, _listed(parts, 2))),
            "array": self.array,
            "counted": lambda parts, depth: Counted(self.array(_listed(parts, 2)[0]["array"], depth), _size(parts[1])),
            "table": self.table,
        }

    def read(self, given: Any, depth: int) -> Any:
        """One value. Errors: Broken, and what a wrong kind of content raises."""
        if depth > DEEPEST:
            raise Broken(f"nested more than {DEEPEST} levels deep")
        self.count(1, len(given) if isinstance(given, str) else 0)
        if isinstance(given, list):
            return [self.read(part, depth + 1) for part in given]
        if not isinstance(given, dict):
            return given
        [(kind, content)] = given.items()
        return self.kinds[kind](content, depth + 1)

    def count(self, leaves: int, letters: int) -> None:
        """Refuse what would become a giant array: NumPy gives every element as many bytes as the longest text."""
        self.leaves, self.longest = self.leaves + leaves, max(self.longest, letters)
        if self.leaves * self.longest * 4 > self.widest:
            raise Broken(f"{self.leaves} values beside a text of {self.longest} letters are too much")

    def parts(self, given: Any, depth: int) -> list[Any]:
        """The parts of a list."""
        return [self.read(part, depth) for part in _listed(given)]

    def pairs(self, given: Any, depth: int) -> dict[Any, Any]:
        """A dict from a list of pairs."""
        pairs = [_listed(pair, 2) for pair in _listed(given)]
        return {self.key(key, depth): self.read(part, depth) for key, part in pairs}

    def key(self, given: Any, depth: int) -> Any:
        """A key or set member. Keys made to have one hash would take hours, so those kinds are counted."""
        before = self.leaves
        key = self.read(given, depth)
        hard = isinstance(key, (tuple, complex)) or (isinstance(key, int) and not -_WORD <= key < _WORD)
        self.hard_keys += hard
        if self.hard_keys > MOST_HARD_KEYS or self.leaves - before > LONGEST_KEY:
            raise Broken(f"more than {MOST_HARD_KEYS} keys are tuples, or one of them is long")
        return key

    def bytes(self, given: Any, depth: int) -> bytes:
        """Bytes from base64."""
        data = _bytes(given)
        self.count(0, len(data))
        return data

    def array(self, given: Any, depth: int) -> np.ndarray:
        """An array of a known dtype whose bytes fit its shape and are valid elements."""
        name, shape, text = _listed(given, 3)
        if not isinstance(name, str) or not _DTYPE.fullmatch(name):
            raise Broken("an array of an unknown dtype")
        dtype, data, sizes = np.dtype(name), _bytes(text), tuple(map(_size, _listed(shape)))
        if len(sizes) > MOST_AXES or math.prod(sizes) * dtype.itemsize != len(data):
            raise Broken(f"an array of shape {sizes[:4]} does not fit its {len(data)} bytes")
        _demand_elements(dtype, data)
        self.count(math.prod(sizes), dtype.itemsize if dtype.kind in "US" else 0)
        return np.frombuffer(data, dtype).reshape(sizes).copy()

    def table(self, given: Any, depth: int) -> Table:
        """A pandas table as plain data."""
        kind, columns, index, values = self.parts(_listed(given, 4), depth)
        right = kind in ("DataFrame", "Series") and isinstance(columns, tuple) and isinstance(values, tuple)
        if not right or len(columns) != len(values):
            raise Broken("something that is not a table")
        return Table(columns, index, values, kind)


def _listed(given: Any, length: int | None = None) -> list[Any]:
    if not isinstance(given, list) or length not in (None, len(given)):
        raise Broken("a list of another length was expected")
    return given


def _number(given: Any) -> float:
    if type(given) not in (int, float):
        raise Broken("a number was expected")
    return float(given)


def _size(given: Any) -> int:
    if type(given) is not int or not 0 <= given < _WORD:
        raise Broken("a shape holds sizes of 0 or more")
    return int(given)


def _bytes(given: Any) -> bytes:
    if not isinstance(given, str):
        raise Broken("text in base64 was expected")
    return base64.b64decode(given, validate=True)


def _demand_elements(dtype: np.dtype, data: bytes) -> None:
    """Refuse bytes that are not True or False, and letters that do not exist: NumPy does not look."""
    if dtype.kind == "b" and np.frombuffer(data, np.uint8).max(initial=0) > 1:
        raise Broken("an element is neither True nor False")
    if dtype.kind == "U" and np.frombuffer(data, "<u4").max(initial=0) > _LAST_LETTER:
        raise Broken("a letter that does not exist")
