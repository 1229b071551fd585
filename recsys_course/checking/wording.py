"""Words for values: how an expected value, a given value, a place or an argument is shown to a learner."""

from __future__ import annotations

import re
from typing import Any

import numpy as np

from recsys_course.checking.runner.plain import Table, plain

NAMES = {
    "NoneType": "None", "bool": "True or False", "int": "a whole number", "float": "a number",
    "complex": "a complex number", "str": "text", "bytes": "bytes", "list": "a list", "tuple": "a tuple",
    "dict": "a dict", "set": "a set", "ndarray": "an array",
}  # fmt: skip
DIGITS = 10
ORDINALS = ["first", "second", "third", "fourth", "fifth", "sixth"]
LARGEST_WHOLE = 1e15  # whole numbers below are printed in full


def show(value: Any) -> str:
    """A value in a few words: `0.25`, `'text'`, `an array of shape (3, 2)`, `a list of 4 elements`."""
    if isinstance(value, np.generic):  # a date of NumPy becomes text, as in `plain`
        value = str(value) if value.dtype.kind in "Mm" else value.item()
    if isinstance(value, float):
        return digits(value)
    if value is None or isinstance(value, (bool, int, complex, bytes, str)):
        text = in_full(value)
        return text if len(text) <= 80 else f"{text[:77]}..."
    name = kind_of(value)
    if isinstance(value, np.ndarray):
        return f"{name} of shape {value.shape}"
    return name if isinstance(value, Table) else f"{name} of {len(value)} elements"


def kind_of(value: Any) -> str:
    """What a plain value is: `a number`, `text`, `an array`, `a pandas Series`."""
    if isinstance(value, Table):
        return f"a pandas {value.kind}"
    return NAMES.get(type(value).__name__, type(value).__name__)


def digits(number: float) -> str:
    """A number with at most 10 significant digits, so without the noise of binary fractions: `0.25`, `1e-07`."""
    whole = number.is_integer() and abs(number) < LARGEST_WHOLE
    return f"{int(number)}" if whole else f"{number:.{DIGITS}g}"


def in_full(value: Any) -> str:
    """Like `repr`, but every number inside, at any depth, as `digits` writes it."""
    if isinstance(value, np.generic):
        return in_full(value.item())
    if type(value) is float:
        text = digits(value)
        return f"{text}.0" if text.lstrip("-").isdecimal() else text
    if type(value) is complex:
        return f"({digits(value.real)}{'' if value.imag < 0 else '+'}{digits(value.imag)}j)"
    if isinstance(value, np.ndarray):
        return _array(value)
    if isinstance(value, Table):
        names = ["values"] if value.kind == "Series" else map(repr, value.columns)
        lines = [("index", value.index), *zip(names, value.values, strict=True)]
        return "\n  ".join([kind_of(value), *(f"{name}: {in_full(part)}" for name, part in lines)])
    return _nested(value)


def _nested(value: Any) -> str:
    """Lists, tuples, dicts and sets, part by part; everything else as its own `repr` says."""
    if type(value) is dict:
        return f"{{{', '.join(f'{in_full(key)}: {in_full(part)}' for key, part in value.items())}}}"
    if type(value) not in (list, tuple, set) or not value:
        return _repr(value)
    parts = ", ".join(in_full(part) for part in value)
    left, right = ("[", "]") if type(value) is list else ("(", ")") if type(value) is tuple else ("{", "}")
    return f"{left}{parts}{',' if type(value) is tuple and len(value) == 1 else ''}{right}"


def _array(array: np.ndarray) -> str:
    """An array with four decimals in columns; where they would hide or invent digits, with ten digits."""
    sizes = np.abs(array[np.isfinite(array) & (array != 0)]) if array.dtype.kind == "f" else np.zeros(0)
    awkward = sizes.size and (sizes.min() < 1e-3 or sizes.max() >= 1e6)
    with np.printoptions(threshold=40, edgeitems=3, precision=4, suppress=True):
        if not awkward:
            return repr(array)
        with np.printoptions(formatter={"float_kind": lambda number: digits(float(number))}):
            return repr(array)


def unequal(expected: Any, got: Any, where: str) -> str:
    """The sentence on two values that are not equal: missing, of another type, or with another value."""
    if got is None:
        return f"{at(where)}expected {show(expected)}, got None. Is a `return` missing?"
    kinds = [kind_of(value) for value in (expected, got)]
    numbers = {"a number", "a whole number"}
    if kinds[0] == kinds[1] or set(kinds) <= numbers:
        return f"{at(where)}{versus(expected, got)}."
    told = f". {_cure_of_table(expected)}" if isinstance(got, Table) else f": {show(got)}."
    return f"{at(where)}wrong type: expected {kinds[0]}, got {kinds[1]}{told}"


def _cure_of_table(expected: Any) -> str:
    """How to make of a pandas object what is expected."""
    if isinstance(expected, dict):
        return "Make a dict of it with `.to_dict()`."
    if isinstance(expected, (np.ndarray, list, tuple)):
        return "Take its values with `.to_numpy()`."
    return "Take the one value out of it with `.item()`."


def versus(expected: Any, got: Any) -> str:
    """`expected 0.5, got 0.25`; numbers that ten digits do not tell apart, by their distance."""
    texts = show(expected), show(got)
    if texts[0] != texts[1]:
        return f"expected {texts[0]}, got {texts[1]}"
    values = plain(expected), plain(got)
    if all(isinstance(value, (int, float, complex)) for value in values):
        return f"expected {texts[0]}, got a number that differs from it by only {abs(values[1] - values[0]):.2g}"
    return f"expected {cut(repr(values[0]), 300)}, got {cut(repr(values[1]), 300)}"


def at(where: str) -> str:
    """The place as the beginning of a sentence."""
    words = where.strip().replace(" [", ", element [")
    return f"{'element ' if where.startswith('[') else ''}{words}: " if where else ""


def place_of(whole: Any, number: int, where: str = "") -> str:
    """The place of a part: `[2]` in a list, `the first of the 2 results ` where a function returns several."""
    several = isinstance(whole, tuple) and not where and 1 < len(whole) <= len(ORDINALS)
    return f"the {ORDINALS[number]} of the {len(whole)} results " if several else f"{where}[{number}]"


def first(bad: np.ndarray, scalar: bool) -> str:
    """`element [2, 0]: ` of the first True."""
    place = ", ".join(str(i) for i in np.argwhere(bad)[0])
    return "" if scalar else f"element [{place}]: "


def count(bad: np.ndarray, verb: str) -> str:
    """` (3 of 10 elements differ)`, for arrays of more than one element."""
    return f" ({int(bad.sum())} of {bad.size} elements {verb})" if bad.size > 1 else ""


def shorten(value: Any, longest: int = 300) -> str:
    """An argument or answer on a few lines: large arrays with `...`, long texts cut, no memory addresses."""
    if hasattr(value, "toarray") and hasattr(value, "shape"):
        small = np.prod(value.shape) <= 100
        return f"sparse {shorten(value.toarray(), longest)}" if small else f"a sparse matrix {value.shape}"
    return cut(str(value.head(6)) if hasattr(value, "head") else in_full(value), longest)


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
