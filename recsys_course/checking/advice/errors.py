"""What usually helps against an error of Python, by its name and its message."""

from __future__ import annotations

import difflib
import re
import sys

from recsys_course.checking.advice import tensors

_CURES = {
    "TypeError": "A value does not have the type that this operation needs. "
    "Print type(...) of the values in that line.",
    "IndexError": "This position does not exist. Positions begin at 0 and end at len(...) - 1. "
    "Look at the edges: an empty list, the last element.",
    "KeyError": "The dict or table has no such key. Check the spelling, or use .get(key, 0).",
    "NameError": "Python does not know this name. Check the spelling; run the cell that defines it.",
    "UnboundLocalError": "This name gets its value only in a branch or loop that did not run. Set it before.",
    "AttributeError": "This object has no such attribute. A list is not an array: np.asarray(x) may help.",
    "ZeroDivisionError": "Something is divided by 0. Decide what the result is then, and test for it first.",
    "ValueError": "The type is right, but the content or shape is not. Print the values in that line.",
    "RecursionError": "The function calls itself without an end.",
    "MemoryError": "The computation asked for more memory than there is. Build smaller arrays.",
    "ModuleNotFoundError": "This library is not installed. The imports of the lesson are enough.",
    "SystemExit": "exit() and quit() would end the notebook; use return.",
    "InvalidArgumentError": "TensorFlow does not take these values. Print .shape and .dtype of each tensor.",
    "StopIteration": "next(...) found nothing. Give it a default: next(values, None).",
}  # fmt: skip
_TRUTH = (
    "`if` needs one True or False, and this is an array of them. Use .any(), .all() or a mask. "
    "With `&` and `|`, put brackets around each comparison: (a > 0) & (b < 5)."
)
_SPECIAL = (
    ("TypeError", r"for \^|bitwise_xor|'r?xor'", "Power is ** in Python, not ^."),
    ("TypeError", r"argument", "A function gets arguments that it does not take, or too few. "
     "Compare it with the def line."),
    ("TypeError", r"not subscriptable", "Square brackets come after something without elements; "
     "a function call has round brackets."),
    ("TypeError", r"NoneType", "A value is None: a function without `return`, or list.sort(); use sorted(...)."),
    ("IndexError", r"only integers, slices", "A position is a whole number: use // in place of /, int(x), or an array "
     "of whole numbers, x.astype(int)."),
    ("IndexError", r"^arrays used as indices", "An array in square brackets is a mask, x[seen > 0], or holds positions "
     "as whole numbers, x[places.astype(int)]."),
    ("ValueError", r"read-only", "Work on a copy: x = x.copy()."),
    ("ValueError", r"broadcast|shape|dimension|matmul|aligned|inhomogeneous",
     "The shapes do not fit. Print .shape of each array in that line; .T swaps rows and columns."),
    ("ValueError", r"truth value", _TRUTH),
)  # fmt: skip
_MISSPELLED = re.compile(r"module '([\w.]+)' has no attribute '(\w+)'(.*)", re.DOTALL)
_INNER = re.compile(r"mismatch in its core dimension 0.*\(size (\d+) is different from (\d+)\)", re.DOTALL)
_SHAPES = re.compile(r"\((\d+,(?:\d+,?)*)\)")
_NO_ELEMENT = re.compile(
    r"(max|min)\(\) .*empty|zero-size array to reduction operation (max|min)imum"
    r"|attempt to get (argmax|argmin) of an empty"
)


def cure(error: str, message: str, code: str = "") -> str:
    """What usually helps. error: such as "ValueError". message: its text. code: the line that failed.

    "" where nothing is known.
    """
    found = tensors.cure(message, code) or (_misspelled(message) if error == "AttributeError" else "")
    found = found or (_no_element(message) or _shapes(message) if error == "ValueError" else "")
    found = found or (_named_like_its_function(code) if error == "UnboundLocalError" else "")
    if "truth value" in message and "tensorflow" in sys.modules:
        found = f"{_TRUTH} For a tensor of TensorFlow: tf.reduce_any(x), tf.reduce_all(x)."
    special = (text for name, pattern, text in _SPECIAL if name == error and re.search(pattern, message))
    return found or next(special, _CURES.get(error, ""))


def _misspelled(message: str) -> str:
    """The name in a module that was probably meant; a module that explains the error itself has the last word."""
    match = _MISSPELLED.match(message)
    if not match:
        return ""
    module, name, more = match.groups()
    if more.strip(". \n"):
        return f"{module} has no `{name}`. The message above says what to use."
    if other := tensors.named(module, name):
        return other
    names = {one.lower(): one for one in dir(sys.modules.get(module)) if module in sys.modules}
    near = difflib.get_close_matches(name.lower(), [one for one in names if not one.startswith("_")], n=1)
    return f"{module} has no `{name}`. " + (f"Did you mean `{names[near[0]]}`?" if near else "Check the spelling.")


def _named_like_its_function(code: str) -> str:
    """A result that takes the name of the function which makes it, as in idf = idf(counts)."""
    match = re.match(r"\s*(\w+) = .*?\b\1\(", code)
    if not match:
        return ""
    return (
        f"A name that gets a value inside your function means this value everywhere in it, so `{match[1]}(...)` is not "
        "the function here. Give the result another name."
    )


def _shapes(message: str) -> str:
    """The shapes of NumPy's message, and what they lack."""
    if match := _INNER.search(message):
        below, above = match.groups()
        return (
            f"In A @ B the columns of A must be as many as the rows of B. Here they are {above} and {below}. "
            "Print .shape of both; .T swaps rows and columns."
        )
    shapes = [tuple(map(int, re.findall(r"\d+", one))) for one in _SHAPES.findall(message)]
    if "broadcast" not in message or sorted(map(len, shapes)) != [1, 2]:
        return ""
    row, table = sorted(shapes, key=len)
    if row[0] == table[0]:
        return (
            f"The one with shape ({row[0]},) has a number for each row of the other. x[:, None] makes a column of it: "
            "then each row meets its own number."
        )
    return f"A table with {table[1]} columns and a row of {row[0]} numbers do not fit. Print .shape of each; .T swaps."


def _no_element(message: str) -> str:
    """The largest or smallest of nothing."""
    match = _NO_ELEMENT.match(message)
    name = next(filter(None, match.groups())) if match else ""
    return f"{name}() got an empty list. Decide what the result is then, and test for it first." if name else ""
