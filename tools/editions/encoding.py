"""The text of a lesson's bytes: UTF-8 without a mark, and nothing that an editor shows as nothing.

A byte order mark (BOM) hides the first header of a lesson; a file in UTF-16 is full of zero bytes.
"""

from __future__ import annotations

import codecs

# UTF-32 first: its mark begins with the mark of UTF-16.
_OTHERS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}
_HIDDEN = {"\ufeff": "a byte order mark (BOM, U+FEFF)", "\0": "a zero byte, as in files that are UTF-16"}
CURE = 'save the file as "UTF-8", which some editors call "UTF-8 without BOM".'


class NotUtf8(ValueError):
    """The bytes are not plain UTF-8: `line` counts from 1."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line, self.problem, self.cure = line, problem, CURE


def text_of(data: bytes) -> str:
    """The text, with "\\n" at the end of each line. Raises NotUtf8, which names what an editor does not show."""
    for mark, name in _OTHERS.items():
        if data.startswith(mark):
            raise NotUtf8(1, f"the file begins with {mark.hex(' ').upper()}, the byte order mark (BOM) of {name}.")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise NotUtf8(line, f"the byte {data[fault.start]:02X} (hexadecimal) is not UTF-8.") from fault
    for sign, name in _HIDDEN.items():
        if sign in text:
            raise NotUtf8(text[: text.index(sign)].count("\n") + 1, f"the line holds {name}.")
    return text.replace("\r\n", "\n").replace("\r", "\n")
