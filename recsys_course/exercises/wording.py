"""Words for values: how an expected value, a given value, a place or an argument is shown to a learner."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from recsys_course.exercises.plain import Table, plain

NAMES = {
    "NoneType": "None", "bool": "True or False", "int": "a whole number", "float": "a number",
    "complex": "a complex number", "str": "text", "bytes": "bytes", "list": "a list", "tuple": "a tuple",
    "dict": "a dict", "set": "a set", "ndarray": "an array", "Table": "a table",
}  # fmt: skip


def show(value: Any) -> str:
    """A value in a few words: `0.25`, `'text'`, `an array of shape (3, 2)`, `a list of 4 elements`."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, float):
        return f"{value:.6g}"
    if value is None or isinstance(value, (bool, int, complex, bytes, str)):
        text = repr(value)
        return text if len(text) <= 80 else f"{text[:77]}..."
    name = NAMES.get(type(value).__name__, type(value).__name__)
    if isinstance(value, np.ndarray):
        return f"{name} of shape {value.shape}"
    return name if isinstance(value, Table) else f"{name} of {len(value)} elements"


def unequal(expected: Any, got: Any, where: str) -> str:
    """The sentence on two values that are not equal: missing, of another type, or with another value."""
    if got is None:
        return f"{at(where)}expected {show(expected)}, got None. Is a `return` missing?"
    kinds = [NAMES.get(type(value).__name__, "") for value in (expected, got)]
    numbers = {"a number", "a whole number"}
    if kinds[0] == kinds[1] or set(kinds) <= numbers:
        return f"{at(where)}{versus(expected, got)}."
    return f"{at(where)}wrong type: expected {kinds[0]}, got {kinds[1]}: {show(got)}."


def versus(expected: Any, got: Any) -> str:
    """`expected 0.5, got 0.25`, with all digits where six do not tell them apart."""
    texts = show(expected), show(got)
    if texts[0] == texts[1]:
        texts = repr(plain(expected)), repr(plain(got))
    return f"expected {texts[0]}, got {texts[1]}"


def at(where: str) -> str:
    """The place as the beginning of a sentence."""
    return f"{'element ' if where.startswith('[') else ''}{where.strip()}: " if where else ""


def first(bad: np.ndarray, scalar: bool) -> str:
    """`element [2, 0]: ` of the first True."""
    place = ", ".join(str(i) for i in np.argwhere(bad)[0])
    return "" if scalar else f"element [{place}]: "


def count(bad: np.ndarray, verb: str) -> str:
    """` (3 of 10 elements differ)`, for arrays of more than one element."""
    return f" ({int(bad.sum())} of {bad.size} elements {verb})" if bad.size > 1 else ""


def shorten(value: Any, longest: int = 300) -> str:
    """An argument or answer on a few lines: large arrays with `...`, long texts cut, no memory addresses."""
    if isinstance(value, np.ndarray):
        with np.printoptions(threshold=40, edgeitems=3, precision=4, suppress=True):
            text = repr(value)
    elif hasattr(value, "toarray") and hasattr(value, "shape"):
        small = np.prod(value.shape) <= 100
        return f"sparse {shorten(value.toarray(), longest)}" if small else f"a sparse matrix {value.shape}"
    else:
        text = str(value.head(6)) if hasattr(value, "head") else _repr(value)
    return cut(text, longest)


def cut(text: str, longest: int) -> str:
    """A text without memory addresses, cut where it is too long."""
    text = re.sub(r" at 0x[0-9a-fA-F]+", "", text)
    return text if len(text) <= longest else f"{text[: longest - 4]} ..."


def _repr(value: object) -> str:
    """`repr`, for objects whose own `repr` may fail too."""
    try:
        return repr(value)
    except Exception:
        return f"an object of type {type(value).__name__}"


def named(names: tuple[str, ...], arguments: tuple[Any, ...]) -> str:
    """Arguments with the names of the parameters, one per line: `    k = 3`."""
    pairs = [(names[i] if i < len(names) else f"argument {i + 1}", part) for i, part in enumerate(arguments)]
    lines = [f"{name} = {shorten(part)}".replace("\n", "\n" + " " * (len(name) + 7)) for name, part in pairs]
    return "\n".join(f"    {line}" for line in lines)


def plural(number: int, word: str) -> str:
    """`1 case`, `2 cases`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def say(text: str) -> None:
    """Print, also on a console that lacks a character of the text."""
    try:
        print(text)
    except UnicodeEncodeError:
        print(text.encode("ascii", "replace").decode("ascii"))
