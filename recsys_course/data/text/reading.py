"""A file to a text, or the reason why it is none."""

from __future__ import annotations

from pathlib import Path

from recsys_course.data.errors import DataError
from recsys_course.data.text.binary import refuse_binary
from recsys_course.data.text.encodings import compare_letters, compare_width, encoding_error, known_encoding


def read_text(path: Path, encoding: str = "utf-8") -> str:
    """The text of a file, without a byte-order mark.

    Errors: DataError for a file that is missing, empty, in another encoding, or no text, with the name of what it is.
    """
    if not path.is_file():
        kind = "this is a folder" if path.is_dir() else "there is no such file"
        raise DataError(f"{kind}.", path=path, cure="check the spelling of the path, and the folder you are in.")
    raw = path.read_bytes()
    known = known_encoding(path, encoding)
    refuse_binary(path, raw)
    compare_width(path, raw, known)
    try:
        text = raw.decode("utf-8-sig" if known == "utf-8" else known)
    except UnicodeDecodeError as error:
        raise encoding_error(path, raw, encoding, error.start) from None
    if not text.strip("\x1a \t\r\n\ufeff"):
        raise DataError(
            f"the file is empty ({len(raw)} bytes).",
            path=path,
            limit="a header and at least one row",
            cure="write or copy the file again; perhaps the copy was interrupted.",
        )
    compare_letters(path, raw, known)
    return text.removeprefix("\ufeff").removesuffix("\x1a")  # the end of a file in old systems
