"""Saves the cells of a notebook whose JSON is broken or too large to read at once.

All of it is linear in the length of the text, up to fixed numbers of tries, whatever the text is.
"""

from __future__ import annotations

import json
import re
from typing import Any

TRIES = 4_000
CELL_AT_MOST = 200_000  # characters of one cell that are read as JSON; of a longer one, the lines of its source
IN_VAIN = 50_000_000  # characters that may be read as JSON in vain
BRACKETS = 2_000_000
CORRECT = r"Correct: (\d\d-[a-z0-9-]{1,60}) \("  # what `check` prints of a right answer
_STORED = re.compile(rf'(?:"|\\n){CORRECT}')
_OUTPUTS = re.compile(r'"outputs"\s*:\s*\[')
_FLAT = re.compile(r'(?:[^"\[\]]++|"(?:[^"\\]++|\\.)*+")*+', re.DOTALL)
_CELL = re.compile(
    r'\{\s*"(?:attachments|cell_type|collapsed|execution_count|id|input|language|level|metadata|outputs|'
    r'prompt_number|source)"\s*:'
)
_KIND = re.compile(r'"cell_type"\s*:\s*"(\w+)"')
_SOURCE = re.compile(r'"(?:source|input)"\s*:\s*(\[?)\s*')
_STRING = re.compile(r'\s*,?\s*("(?:[^"\\]++|\\.)*+")', re.DOTALL)
_LINE = re.compile(r'\s*"(.*)"\s*[,\]]*\s*')
_DECODER = json.JSONDecoder(strict=False)


def without_outputs(text: str) -> str:
    """The same JSON with every list of outputs empty but for what is called correct there.

    Of a list that never ends, all up to the next cell is cut.
    """
    kept, place, left = [], 0, BRACKETS
    while match := _OUTPUTS.search(text, place):
        kept.append(text[place : match.end()])
        place, left = _end_of_list(text, match.end(), left)
        ends = place >= 0
        if not ends:
            following = _KIND.search(text, match.end())
            place = following.start() if following else len(text)
        correct = dict.fromkeys(_STORED.findall(text, match.end(), place))
        kept.append(", ".join(f'{{"text": "Correct: {identity} ("}}' for identity in correct) + "]" * (not ends))
        if not ends and left <= 0:
            break
    return "".join(kept) + text[place:]


def _end_of_list(text: str, place: int, left: int) -> tuple[int, int]:
    """The index of the bracket that closes a list (-1: none does), and how many more brackets may be read."""
    depth = 1
    while left > 0:
        left -= 1
        flat = _FLAT.match(text, place)
        place = flat.end() if flat else place
        if place >= len(text) or text[place] == '"':
            return -1, left
        depth += 1 if text[place] == "[" else -1
        if depth == 0:
            return place, left
        place += 1
    return -1, left


def without_conflicts(text: str) -> str:
    """Text in which the first side of each merge conflict of git is left."""
    if "<<<<<<<" not in text or ">>>>>>>" not in text:
        return text
    kept, side = [], 0  # 0: outside of a conflict; 1, 2: in its sides
    for line in text.splitlines(keepends=True):
        mark = {"<<<<<<<": 1, "=======": 2 * bool(side), ">>>>>>>": 0}.get(line[:7])
        if mark is not None:
            side = mark
        elif side < 2:
            kept.append(line)
    return "".join(kept)


def salvage(text: str) -> list[dict[str, Any]]:
    """Every cell that can be read in broken JSON, as dicts of nbformat; of a broken cell, its readable lines."""
    cells: list[dict[str, Any]] = []
    place, left = 0, IN_VAIN
    for _ in range(TRIES):
        match = _CELL.search(text, place)
        if match is None:
            break
        value, length = _decoded(text[match.start() : match.start() + CELL_AT_MOST]) if left > 0 else ({}, 0)
        place = match.start() + length
        if not length:
            following = _CELL.search(text, match.end())
            place, left = following.start() if following else len(text), left - CELL_AT_MOST
            value = _pieces(text[match.start() : place])
        if {"source", "input"} & value.keys():
            cells.append(value)
    return cells


def _decoded(text: str) -> tuple[dict[str, Any], int]:
    """The JSON object at the beginning of a text, and its length; ({}, 0) where it is broken."""
    try:
        return _DECODER.raw_decode(text)
    except (ValueError, RecursionError):
        return {}, 0


def _pieces(text: str) -> dict[str, Any]:
    """What can be read of one broken cell: its kind, its ids, and the whole lines of its source."""
    kind, start = _KIND.search(text), _SOURCE.search(text)
    if kind is None or start is None:
        return {}
    grade_id, own = (re.search(rf'"{key}"\s*:\s*"([^"\\]*)"', text) for key in ("grade_id", "id"))
    return {
        "cell_type": kind[1],
        "id": own[1] if own else "",
        "metadata": {"nbgrader": {"grade_id": grade_id[1] if grade_id else ""}},
        "source": _strings(text[start.end() :], listed=bool(start[1])),
    }


def _strings(text: str, listed: bool) -> list[str]:
    """The strings at the beginning of a text: line by line as notebooks are written, or one after another."""
    lines, found = text.split("\n"), list[str]()
    if not listed or len(lines) == 1:
        place = 0
        while (match := _STRING.match(text, place)) and (listed or not found):
            found.append(_unquoted(match[1][1:-1]))
            place = match.end()
        return found
    for line in lines:
        if line.strip() in ("]", "],", "]}", "]},"):
            break
        match = _LINE.fullmatch(line)
        if match:
            found.append(_unquoted(match[1]))
    return found


def _unquoted(body: str) -> str:
    """The text that a JSON string means; quotes that nobody escaped are taken as they are."""
    for tried in (body, re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', body)):
        try:
            return str(json.loads(f'"{tried}"', strict=False))
        except ValueError:
            continue
    return body
