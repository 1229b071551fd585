"""From a file to a table of texts, and from a row of that table back to its line in the file.

The fast way is pandas. Only when something is wrong does the slow way (`csv`) run, to find the line.
"""

from __future__ import annotations

import csv
import io
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NoReturn

import pandas as pd

from recsys_course.data.errors import DataError

SEPARATORS = ("::", "\t", ";", "|", ",")
_LONG = "\x1f"  # pandas' fast engine and csv know only separators of one character: "::" becomes this one


@dataclass(frozen=True, eq=False)
class Table:
    """A file read as text: `frame` has one row per record and one column of str per name of `header`."""

    path: Path
    text: str
    separator: str
    quoted: bool
    header_lines: int
    header: list[str]
    frame: pd.DataFrame

    def line_of(self, row: int) -> int:
        """The line in the file (from 1) on which row `row` (from 0) begins. Slow: for messages only."""
        for number, (line, _) in enumerate(records(self.text, self.separator, self.quoted)):
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
    quoted: bool = True,
) -> Table:
    """Read any table of text.

    separator  between fields, one or more characters; None: the first of :: tab ; | , in the first line
    names      the column names of a file without a header line;  quoted  False: quotation marks mean nothing
    Errors: DataError for a file that is missing, empty, in another encoding, or whose lines differ in length.
    """
    path = Path(path)
    text = read_text(path, encoding)
    first = next((line for line in io.StringIO(text, newline=None) if line.strip()), "")
    separator = separator or next((mark for mark in SEPARATORS if mark in first), ",")
    if len(separator) > 1:
        text, separator = text.replace(separator, _LONG), _LONG
    header = list(names) if names else next(records(text, separator, quoted))[1]
    return Table(
        path,
        text,
        separator,
        quoted,
        0 if names else 1,
        header,
        _parse(path, text, separator, quoted, header, 0 if names else 1),
    )


def read_text(path: Path, encoding: str = "utf-8") -> str:
    """The text of a file, without a byte-order mark. Errors: DataError where missing, empty, otherwise encoded."""
    if not path.is_file():
        kind = "this is a folder" if path.is_dir() else "there is no such file"
        raise DataError(f"{kind}.", path=path, cure="check the spelling of the path, and the folder you are in.")
    raw = path.read_bytes()
    if encoding == "utf-8" and (raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in raw[:1000]):
        raise DataError(
            f"the first bytes are {raw[:4]!r}: this is UTF-16, or not text.",
            path=path,
            limit="UTF-8 text",
            cure='save the file as "CSV UTF-8", or read it with encoding="utf-16".',
        )
    try:
        text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeDecodeError as error:
        raise _encoding_error(path, raw, encoding, error) from None
    except LookupError:
        raise DataError(
            f"there is no encoding {encoding!r}.",
            path=path,
            limit="a name that Python knows",
            cure='use "utf-8", "latin-1" or "utf-16".',
        ) from None
    if not text.strip():
        raise DataError(
            f"the file is empty ({len(raw)} bytes).",
            path=path,
            limit="a header and at least one row",
            cure="write or copy the file again; perhaps the copy was interrupted.",
        )
    return text


def _encoding_error(path: Path, raw: bytes, encoding: str, error: UnicodeDecodeError) -> DataError:
    line = raw[: error.start].count(b"\n") + 1
    return DataError(
        f"the byte 0x{raw[error.start]:02X} is not {encoding}.",
        path=path,
        line=line,
        limit=f"text in {encoding}",
        cure='save the file as UTF-8, or name its encoding, often encoding="latin-1".',
    )


def records(text: str, separator: str, quoted: bool = True) -> Iterator[tuple[int, list[str]]]:
    """(line in the file, fields) of every record; blank lines are passed over, as pandas does."""
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))  # an open quotation mark may swallow the whole file
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, quoting=_quoting(quoted))
    end = 0
    for fields in rows:
        start, end = end + 1, rows.line_num
        if any(field.strip() for field in fields) or len(fields) > 1:
            yield start, fields


def _parse(path: Path, text: str, separator: str, quoted: bool, header: list[str], skip: int) -> pd.DataFrame:
    """Let pandas read everything as text; when it refuses, say on which line and why."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            frame = pd.read_csv(
                io.StringIO(text),
                sep=separator,
                header=None,
                names=range(len(header)),
                dtype=str,
                na_filter=False,
                index_col=False,
                quoting=_quoting(quoted),
            )
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise _uneven(path, text, separator, quoted, len(header), str(error)) from None
    return frame.iloc[skip:].set_axis(header, axis=1).reset_index(drop=True)


def _quoting(quoted: bool) -> Literal[0, 3]:
    return csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE


def _uneven(path: Path, text: str, separator: str, quoted: bool, width: int, reason: str) -> DataError:
    """The error about the first line with too many fields, or about a quotation mark left open."""
    line, fields = 1, [""]
    for line, fields in records(text, separator, quoted):
        if len(fields) > width:
            mark = "::" if separator == _LONG else separator
            return DataError(
                f"{len(fields)} fields, where the file has {width}: {mark.join(fields)[:60]!r}.",
                path=path,
                line=line,
                limit=f"{width} fields separated by {mark!r}",
                cure='put a field that holds the separator in "quotation marks".',
            )
    if "EOF inside string" in reason:
        return DataError(
            f"a quotation mark opens and never closes: {fields[-1][:40]!r}.",
            path=path,
            line=line,
            cure="close it; inside quotation marks, write the mark twice.",
        )
    return DataError(
        f"this cannot be divided into fields: {reason.strip()}.",
        path=path,
        cure="open the file in a text editor and look at its first lines.",
    )
