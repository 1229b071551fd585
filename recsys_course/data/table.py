"""From a file to a table of texts, and from a row of that table back to its line in the file.

The fast way is pandas. Only when something is wrong does the slow way (`csv`) run, to find the line.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from recsys_course.data.errors import DataError
from recsys_course.data.text import path_of, read_text

SEPARATORS = ("::", "\t", ";", "|", ",")
_LONG = "\x1f"  # pandas' fast engine and csv know only separators of one character: "::" becomes this one
QUOTES = ("double", "backslash", "none")
FIRST_OF_EXCEL = re.compile(r'\s*"?sep=(.)"?\s*', re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Table:
    """A file read as text: `frame` has one row per record and one column of str per name of `header`."""

    path: Path
    text: str
    separator: str
    quotes: str
    header_lines: int
    header: list[str]
    frame: pd.DataFrame

    def line_of(self, row: int) -> int:
        """The line in the file (from 1) on which row `row` (from 0) begins. Slow: for messages only."""
        for number, (line, _) in enumerate(records(self.text, self.separator, self.quotes)):
            if number == row + self.header_lines:
                return line
        raise IndexError(f"{self.path} has no row {row}.")

    def fail(self, row: int, what: str, limit: str = "", cure: str = "") -> NoReturn:
        """Raise the DataError about row number `row`, with its line in the file."""
        raise DataError(what, path=self.path, line=self.line_of(row), limit=limit, cure=cure)


def read_table(
    path: Path | str,
    separator: str | None = None,
    encoding: str = "utf-8",
    names: Sequence[str] | None = None,
    quotes: str = "double",
) -> Table:
    """Read any table of text. A first line "sep=;", which Excel knows, names the separator.

    separator  between fields, one or more characters; None: the first of :: tab ; | , in the first line
    names      the column names of a file without a header line
    quotes     "double": a field may stand in "marks", and a mark inside it is written twice;
               "backslash": a mark inside may also be written \\";  "none": marks are letters like others
    Errors: DataError for a file that is missing, empty, in another encoding, or whose lines differ in length.
    """
    if quotes not in QUOTES:
        raise ValueError(f'quotes={quotes!r} is unknown. Use "double", "backslash" or "none".')
    path = path_of(path)
    text = read_text(path, encoding)
    first = first_line(text)
    excel = FIRST_OF_EXCEL.fullmatch(first)
    separator = separator or (excel[1] if excel else find_separator(first))
    if excel:
        text = text.replace(first.strip("\r\n"), "", 1)  # a blank line stays, so that lines are counted rightly
    told = separator
    if len(separator) > 1:
        text, separator = text.replace(separator, _LONG), _LONG
    if not text.strip():
        raise DataError(f"the file says {first.strip()!r} and holds no row.", path=path, limit="a header and a row")
    _check_marks(path, text, separator, quotes)
    header = list(names) if names else next(records(text, separator, quotes))[1]
    skip = 0 if names else 1
    frame = _parse(path, text, separator, quotes, header, skip)
    if separator == _LONG and '"' in text:  # inside marks it was no separator
        frame = frame.apply(lambda column: column.str.replace(_LONG, told, regex=False))
    return Table(path, text, separator, quotes, skip, header, frame)


def first_line(text: str) -> str:
    """The first line that is not blank."""
    return next(line for line in io.StringIO(text, newline=None) if line.strip())


def find_separator(line: str) -> str:
    """The first of :: tab ; | , that a line holds; a comma where it holds none."""
    return next((mark for mark in SEPARATORS if mark in line), ",")


def _check_marks(path: Path, text: str, separator: str, quotes: str) -> None:
    """Refuse a quotation mark that closes inside a field: what stands around it would be read wrongly."""
    if quotes == "none" or '"' not in text:
        return
    end = 0
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    rows = csv.reader(io.StringIO(text, newline=""), strict=True, **_dialect(separator, quotes))
    try:
        for _ in rows:
            end = rows.line_num
    except csv.Error as error:
        if "expected after" not in str(error):
            return  # the mark that never closes is found, with its line, when pandas reads the file
        lines = io.StringIO(text, newline=None).readlines()[end : rows.line_num]
        found = "".join(lines).replace(_LONG, "::").strip()
        raise DataError(
            f"a quotation mark closes in the middle of a field: {found[:60]!r}.",
            path=path,
            line=end + 1,
            limit="after a closing mark, a separator or the end of the line",
            cure=other_quotes('\\"' in found),
        ) from None


def other_quotes(backslashes: bool = False) -> str:
    """The cure for marks that are not meant as `quotes` says: the option that reads them."""
    if backslashes:
        return 'the marks inside are written \\": say so with quotes="backslash".'
    return 'write the mark inside "marks" twice; or, if marks are letters like others, say so with quotes="none".'


def records(text: str, separator: str, quotes: str = "double") -> Iterator[tuple[int, list[str]]]:
    """(line in the file, fields) of every record; blank lines are passed over, as pandas does."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # an open quotation mark may swallow the whole file
    rows = csv.reader(io.StringIO(text, newline=""), **_dialect(separator, quotes))
    end = 0
    for fields in rows:
        start, end = end + 1, rows.line_num
        if any(field.strip() for field in fields) or len(fields) > 1:
            yield start, fields


def _parse(path: Path, text: str, separator: str, quotes: str, header: list[str], skip: int) -> pd.DataFrame:
    """Let pandas read everything as text; when it refuses, say on which line and why."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.StringIO(text),
                header=None,
                names=range(len(header)),
                dtype=str,
                na_filter=False,
                index_col=False,
                **_dialect(separator, quotes),
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise _uneven(path, text, separator, quotes, len(header), str(error)) from None
    return frame.iloc[skip:].set_axis(header, axis=1).reset_index(drop=True)


def _cure_of_width(more: list[str], quotes: str) -> str:
    """The cure for a line that has some fields more."""
    if not any(field.strip() for field in more):
        return "remove the separators at the end of the lines, or name these columns in the header line as well."
    if quotes == "none":
        return "write another mark in place of a separator that stands inside a field."
    return 'put a field that holds the separator in "quotation marks".'


def _dialect(separator: str, quotes: str) -> dict[str, Any]:
    """The words in which both csv and pandas are told how fields are separated and quoted."""
    quoting = csv.QUOTE_NONE if quotes == "none" else csv.QUOTE_MINIMAL
    return {"delimiter": separator, "quoting": quoting, "escapechar": "\\" if quotes == "backslash" else None}


def _uneven(path: Path, text: str, separator: str, quotes: str, width: int, reason: str) -> DataError:
    """The error about the first line with too many fields, or about a quotation mark left open."""
    line, fields = 1, [""]
    mark, start = "::" if separator == _LONG else separator, 0
    for line, fields in records(text, separator, quotes):
        start = start or line
        if len(fields) > width == 1:
            return DataError(
                f"only one field, where line {line} has {len(fields)}: {first_line(text).strip()[:60]!r}.",
                path=path,
                line=start,
                limit="a header line that names every column",
                cure="a title or a comment does not belong there: remove this line.",
            )
        if len(fields) > width:
            return DataError(
                f"{len(fields)} fields, where the file has {width}: {mark.join(fields)[:60]!r}.",
                path=path,
                line=line,
                limit=f"{width} fields separated by {mark!r}",
                cure=_cure_of_width(fields[width:], quotes),
            )
    if "EOF inside string" in reason:
        return DataError(
            f"a quotation mark opens and never closes: {fields[-1][:40]!r}.",
            path=path,
            line=line,
            cure=f"close it; {other_quotes()}",
        )
    return DataError(
        f"this cannot be divided into fields: {reason.strip()}.",
        path=path,
        cure="open the file in a text editor and look at its first lines.",
    )
