"""What a student handed in, as cells: any encoding, any nbformat, broken JSON.

Of outputs only what `check` said is kept: the ids that it called correct.

    read_notebook(data)     bytes of a file -> Notebook(cells, notes)

Nothing here runs or imports what a student wrote.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from typing import Any

from recsys_course.grading.notebook.recovery import CORRECT, salvage, without_conflicts, without_outputs

LARGE = 4 * 2**20  # characters: from here on outputs are cut out before the JSON is read
CELLS_AT_MOST = 2_000
SOURCE_AT_MOST = 100_000  # characters of one cell
TOTAL_AT_MOST = 2_000_000  # characters of all cells that are kept
_BOMS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}


_CORRECT = re.compile(f"^{CORRECT}", re.M)


class Unreadable(ValueError):
    """No cell can be found in a file; the message says what it is and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell as handed in. kind: "code" or "markdown". grade_id: nbgrader's; id: nbformat's; "" without one.

    correct: the ids of exercises that its stored output calls correct; anybody can write an output.
    """

    kind: str
    source: str
    grade_id: str = ""
    id: str = ""
    correct: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Notebook:
    """The cells of a file, in order, and what was mended, as sentences for the instructor."""

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()


def read_notebook(data: bytes) -> Notebook:
    """The cells of a notebook file, whatever happened to it on the way.

    data: the bytes of the file. Cells beyond 2,000, sources beyond 100,000 characters and everything beyond
    2,000,000 characters are cut, with a note.
    Errors: Unreadable, with the cure, where no cell can be found.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise Unreadable("the file is empty. Cure: ask the student for the notebook again.")
    text, notes = decode(data)
    if len(text) > LARGE:
        text = without_outputs(text)
    if len(text) > 16 * LARGE:
        raise Unreadable(f"{len(text):,} characters without outputs, at most {16 * LARGE:,}. Cure: look at it by hand.")
    found, more = _parsed(text)
    cells = [cell for cell in map(_cell, found) if cell]
    if not cells:
        raise Unreadable(f"no cell of a notebook in it; it begins with {text[:40]!r}. Cure: ask for the .ipynb file.")
    kept, cut = _limited(cells)
    return Notebook(tuple(kept), (*notes, *more, *cut))


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text of a file and a note on its encoding where it is not plain UTF-8. Errors: none."""
    for mark, name in _BOMS.items():
        if data.startswith(mark):
            text, notes = (
                data[len(mark) :].decode(name, "replace"),
                [f"the file was written in {name} with a mark (BOM)"],
            )
            break
    else:
        name = _guess(data)
        text, notes = data.decode(name, "replace"), [] if name == "utf-8" else [f"the file was written in {name}"]
    if "\ufffd" in text and name == "utf-8":
        notes.append("some bytes of the file are not text")
    return text.replace("\0", "").removeprefix("\ufeff"), notes


def _guess(data: bytes) -> str:
    """UTF-16 has a zero beside each letter; text in UTF-8 with few damaged bytes stays UTF-8; else Windows-1252."""
    head = data[:2000]
    if head[1::2].count(0) > len(head) // 4:
        return "utf-16-le"
    if head[0::2].count(0) > len(head) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
        return "utf-8"
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    foreign = sum(len(run) for run in re.findall(r"[^\x00-\x7f\ufffd]+", text))
    return "utf-8" if foreign > wrong else "cp1252"


def _parsed(text: str) -> tuple[list[Any], list[str]]:
    """The cells as JSON values; of broken JSON, those that can be saved."""
    try:
        return _listed(json.loads(text, strict=False)), []
    except (ValueError, RecursionError):
        pass
    whole, notes = without_conflicts(text), ["the JSON of the file is broken"]
    if whole != text:
        notes = ["the file holds a merge conflict; its first side counts"]
        try:
            return _listed(json.loads(whole, strict=False)), notes
        except (ValueError, RecursionError):
            pass
    found = salvage(without_outputs(whole))
    return found, [f"{notes[0]}; {len(found)} cells were saved"]


def _listed(value: Any, depth: int = 0) -> list[Any]:
    """The list of cells in what a file holds: of nbformat 4, 3 or 2, wrapped by a server, or written twice as text."""
    if isinstance(value, str) and depth < 2:
        return _listed(json.loads(value, strict=False), depth + 1)
    if isinstance(value, list):
        return value
    if not isinstance(value, dict):
        return []
    if isinstance(value.get("cells"), list):
        return value["cells"]
    sheets = value.get("worksheets")
    if isinstance(sheets, list):
        return [cell for sheet in sheets if isinstance(sheet, dict) for cell in _listed(sheet, depth + 1)]
    inner = value.get("content") or value.get("notebook")
    return _listed(inner, depth + 1) if isinstance(inner, (dict, str)) and depth < 2 else []


def _cell(value: Any) -> Cell | None:
    """One cell of whatever nbformat; None for what is not a cell."""
    if not isinstance(value, dict) or not ({"source", "input"} & value.keys()):
        return None
    kind = value.get("cell_type")
    if not isinstance(kind, str):
        kind = "code" if {"outputs", "execution_count", "input"} & value.keys() else "markdown"
    source = _text(value.get("source", value.get("input")))
    if kind == "heading" and isinstance(value.get("level"), int):
        source = f"{'#' * min(max(value['level'], 1), 6)} {source}"
    metadata = value.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    return Cell(
        "code" if kind == "code" else "markdown",
        source,
        _name(marks.get("grade_id") if isinstance(marks, dict) else ""),
        _name(value.get("id")),
        _called_correct(value.get("outputs")),
    )


def _called_correct(outputs: Any) -> frozenset[str]:
    """The ids that outputs call correct, printed or shown as text, as `check` says it."""
    found = [one for one in outputs if isinstance(one, dict)] if isinstance(outputs, list) else []
    shown = [data.get("text/plain") for one in found if isinstance(data := one.get("data"), dict)]
    printed = [*(one.get("text") for one in found), *shown]
    return frozenset(identity for text in printed for identity in _CORRECT.findall(_text(text)))


def _text(source: Any) -> str:
    """The text of a cell, in lines that end with a line feed, without what no file can hold (lone surrogates)."""
    parts = source if isinstance(source, list) else [source]
    text = "".join(part for part in parts if isinstance(part, str))
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").removeprefix("\ufeff")
    return text.encode("utf-8", "replace").decode("utf-8")


def _name(value: Any) -> str:
    return _text(value)[:100] if isinstance(value, str) else ""


def _limited(cells: list[Cell]) -> tuple[list[Cell], list[str]]:
    """What fits the limits, and notes on what does not."""
    kept, left, notes = [], TOTAL_AT_MOST, []
    for cell in cells[:CELLS_AT_MOST]:
        size = len(cell.source)
        if size > min(SOURCE_AT_MOST, left):
            words = f"{cell.grade_id or 'a cell'} has {size:,} characters, at most {SOURCE_AT_MOST:,} are read"
            notes.append(f"{words}, and {TOTAL_AT_MOST:,} of all cells")
            continue
        left -= size
        kept.append(cell)
    if len(cells) > CELLS_AT_MOST:
        notes.append(f"the notebook has {len(cells):,} cells; the first {CELLS_AT_MOST:,} are read")
    return kept, notes[:5]
