"""A file to a text, or the reason why it is none."""

from __future__ import annotations

import re
from pathlib import Path

from recsys_course.data.errors import DataError
from recsys_course.data.text.binary import refuse_binary
from recsys_course.data.text.encodings import compare_letters, compare_width, encoding_error, known_encoding


def path_of(path: object) -> Path:
    """The path of a file or folder.

    Errors: TypeError for a table, an open file and all else that is no path, with what to do instead.
    """
    if isinstance(path, str | Path):
        return Path(path)
    kind = type(path).__name__
    cure = 'Give the path of a file, such as "ratings.csv".'
    if hasattr(path, "to_csv"):
        cure = f'Write the {kind} first: table.to_csv("ratings.csv", index=False). Then give "ratings.csv".'
    raise TypeError(f"a {kind} is no path. {cure}")


def read_text(path: Path, encoding: str = "utf-8") -> str:
    """The text of a file, without a byte-order mark.

    Errors: DataError for a file that is missing, empty, in another encoding, or no text, with the name of what it is.
    """
    if not path.is_file():
        kind = "this is a folder" if path.is_dir() else "there is no such file"
        cure = "check the spelling of the path, and the folder you are in."
        if address := re.match(r"(?:https?|ftp):/+(.*)", path.as_posix()):
            url = f"{path.as_posix().partition(':')[0]}://{address[1]}"
            kind = "this is an address, not a file"
            cure = f'fetch it first: import urllib.request; urllib.request.urlretrieve({url!r}, "fetched.csv").'
        elif "\n" in str(path):
            path, kind, cure = Path("(text)"), "this is a text, not a path", "write it into a file, and give its path."
        raise DataError(f"{kind}.", path=path, cure=cure)
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
