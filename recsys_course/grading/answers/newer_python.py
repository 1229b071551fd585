"""Is a cell that Python cannot read here written for a newer Python? Found by writing its new forms in the old way.

3.12: `def f[T](x)`, `class A[T]`, `type X = ...`, and inside f-strings the same quotes, backslashes and line breaks.
3.14: `except A, B:` and t-strings. What can be read here is never newer.
"""

from __future__ import annotations

import re

from recsys_course.grading.answers.slicing import parses

_LONGEST, _DEEPEST = 20_000, 5  # characters of a cell; formatted strings in one another
_OLD = (
    (re.compile(r"^([ \t]*(?:async +)?(?:def|class) +\w+)\[.*?\](?=[ \t]*[(:])", re.M | re.S), r"\1"),
    (re.compile(r"^([ \t]*)type +(\w+)(?:\[.*?\])? *=(?!=)", re.M), r"\1\2 ="),
    (re.compile(r"^([ \t]*except\*? +)([\w.]+(?: *, *[\w.]+)+) *:", re.M), r"\1(\2):"),
)
_BEGIN = re.compile(r"""(?<![\w"'])[rR]?[fFtT][rR]?("{3}|'{3}|"|')""")
_TEXT = re.compile(r"""(?s)[rRbBuU]{0,2}("{3}|'{3}|"|')(?:\\.|(?!\1).)*\1""")
_NAMES = re.compile(r"^(?:async +)?(?:def|class) +(\w+)|^(\w+) *(?:=[^=]|:)", re.M)


def is_newer(source: str) -> bool:
    """Whether a cell is no Python here, and becomes Python when its new forms are written in the old way."""
    return len(source) <= _LONGEST and not parses(source) and parses(_in_old_forms(source))


def names_in(source: str) -> set[str]:
    """The names that the lines of a cell define at their beginning."""
    return {one or other for one, other in _NAMES.findall(source)}


def _in_old_forms(source: str, depth: int = 0) -> str:
    for new, old in _OLD:
        source = new.sub(old, source)
    found, place = [], 0
    while depth < _DEEPEST and (match := _BEGIN.search(source, place)):
        fields, end = _fields(source, match.end(), match[1], depth + 1)
        found += [source[place : match.start()], f"({', '.join(['str()', *fields])})"]
        place = end
    return "".join(found) + source[place:]


def _fields(source: str, place: int, quote: str, depth: int) -> tuple[list[str], int]:
    """The expressions in a formatted string that begins before `place`, and the place after its end."""
    fields = []
    while place < len(source) and not source.startswith(quote, place):
        if source.startswith(("{{", "}}", "\\"), place):
            place += 2
        elif source[place] == "{":
            inner, place = _field(source, place + 1)
            fields.append(f"({_in_old_forms(inner, depth)}\n)")
        else:
            place += 1
    return fields, place + len(quote)


def _field(source: str, place: int) -> tuple[str, int]:
    """One expression, without what says how it is shown, and the place after its closing bracket."""
    begin, depth, end = place, 0, -1
    while place < len(source) and (depth or source[place] != "}"):
        if text := _TEXT.match(source, place):
            place = text.end()
            continue
        depth += (source[place] in "([{") - (source[place] in ")]}")
        shown = source[place] == ":" or (source[place] == "!" and source[place + 1 : place + 2] != "=")
        end = place if end < 0 and depth == 0 and shown else end
        place += 1
    inner = source[begin : place if end < 0 else end].strip()
    return re.sub(r"(?<![=!<>])=$", "", inner), place + 1
