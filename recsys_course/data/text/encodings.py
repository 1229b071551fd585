"""In which encoding a file is written, or may be."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from recsys_course.data.errors import DataError
from recsys_course.data.text.binary import LIMIT, OPENED

MARKS = {
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
OFTEN = (
    "latin-1", "cp1252", "cp1250", "cp1253", "gb18030", "big5", "shift_jis", "euc_jp", "euc_kr", "cp1251", "koi8_r",
)  # fmt: skip


def encoding_of(path: Path, other: str) -> str:
    """ "utf-8" where the file holds letters that are plainly UTF-8, else the `other` encoding."""
    raw = path.read_bytes() if path.is_file() else b""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return other
    wide = other.lower().startswith(("utf-16", "utf16", "utf-32", "utf32"))
    return other if raw.isascii() and not (wide and b"\0" not in raw) else "utf-8"


def known_encoding(path: Path, encoding: str) -> str:
    """The name by which Python knows an encoding. Errors: DataError where it knows none."""
    try:
        bytes(4).decode(encoding, "ignore")  # base64 and rot13 have a name, and are refused here
        return codecs.lookup(encoding).name
    except LookupError:
        cure = f"use one of {', '.join(repr(name) for name in ('utf-8', *OFTEN, 'utf-16'))}."
        raise DataError(
            f"there is no encoding {encoding!r}.", path=path, limit="a name that Python knows", cure=cure
        ) from None


def compare_width(path: Path, raw: bytes, encoding: str) -> None:
    """Refuse UTF-16 read as another encoding, another read as UTF-16, and 0 bytes, which no text has."""
    found, told = _wide(raw), encoding.startswith(("utf-16", "utf-32"))
    if found and not told:
        what, cure = found.upper(), f'save the file as "CSV UTF-8", or read it with encoding="{found}".'
        raise DataError(f"the first bytes are {raw[:4]!r}: this is {what}.", path=path, limit="UTF-8 text", cure=cure)
    if told and raw and b"\0" not in raw:
        what = f"there is no 0 byte in it: this is not {encoding.upper()}."
        raise DataError(
            what, path=path, limit=f"text in {encoding}", cure='leave encoding out, or say encoding="utf-8".'
        )
    if not told and b"\0" in raw[:1000]:
        what = f"byte {raw.index(0)} of the file is 0, so this is not text. It begins with {raw[:8]!r}."
        raise DataError(what, path=path, limit=LIMIT, cure=OPENED)


def _wide(raw: bytes) -> str:
    """ "utf-16" or "utf-32" where the first bytes say so or many of the even or the odd ones are 0, else ""."""
    for mark, name in MARKS.items():
        if raw.startswith(mark):
            return name
    head = raw[:1000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    name = "utf-16-le" if odd else "utf-16-be"
    wide = 16 * (even + odd) >= len(head) > 0 and not (even and odd)
    return name if wide and "\n" in head.decode(name, "ignore") else ""


def compare_letters(path: Path, raw: bytes, encoding: str) -> None:
    """Refuse what would be read wrongly without a word: UTF-8 as another encoding, and letters after an escape sign."""
    if b"\x1b$" in raw and not encoding.startswith("iso2022"):
        cure = 'read it with encoding="iso2022_jp".'
        line = raw[: raw.index(b"\x1b$")].count(b"\n") + 1
        raise DataError("there are escape signs in it.", path=path, line=line, limit="letters", cure=cure)
    if raw.isascii() or not re.match("iso8859|cp12|cp4|cp8|mac", encoding) or encoding_of(path, "") != "utf-8":
        return
    number, found = next((n, one) for n, one in enumerate(raw.split(b"\n"), start=1) if not one.isascii())
    what = f'the file is UTF-8, not {encoding}: this line is "{found.decode("utf-8").strip()[:60]}".'
    raise DataError(what, path=path, line=number, limit="UTF-8", cure='leave encoding out, or say encoding="utf-8".')


def encoding_error(path: Path, raw: bytes, encoding: str, start: int) -> DataError:
    """The error about byte number `start`, with the encodings that can read the file and what they read."""
    line = raw[:start].count(b"\n") + 1
    if encoding == "utf-8" and _is_cut(raw, start):
        cure = "copy or fetch the file again: the copy was interrupted."
        return DataError("the file ends in the middle of a letter.", path=path, line=line, limit="UTF-8", cure=cure)
    reads = "; ".join(f'encoding="{name}" reads "{text}"' for name, text in _readings(raw, line))
    return DataError(
        f"the byte 0x{raw[start]:02X} is not {encoding}.",
        path=path,
        line=line,
        limit=f"text in {encoding}",
        cure=f"save the file as UTF-8, or name the encoding in which this line reads well: {reads or 'encoding='}.",
    )


def _is_cut(raw: bytes, start: int) -> bool:
    """Whether UTF-8 with letters of its own ends, at byte `start`, before its last letter is complete."""
    before, rest = raw[:start], raw[start:]
    whole = 2 + (rest[0] >= 0xE0) + (rest[0] >= 0xF0)
    return not before.isascii() and 0xC2 <= rest[0] < 0xF5 and len(rest) < whole


def _readings(raw: bytes, line: int) -> Iterator[tuple[str, str]]:
    """(encoding, the line in it) for those of `OFTEN` that can read the whole file, each reading once."""
    lines = raw.split(b"\n")
    special = b"\n".join(one for one in lines if not one.isascii())
    seen = set()
    for name in OFTEN:
        text = special.decode(name, "replace")
        if "\ufffd" not in text and not re.search("[\x80-\x9f\ue000-\uf8ff]", text) and text not in seen:
            seen.add(text)
            yield name, lines[line - 1].decode(name, "replace").strip()[:60]
