"""Names in a zip as people wrote them: a zip says only for some of them which encoding they have.

A zip that was packed on a Chinese, Japanese, Russian or old Mac computer holds bytes without a word on their encoding.
Python reads them as cp437. All such names of one zip come from one computer, so they are judged together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

UTF_8_FLAG = 0x800
# Bytes that begin the common characters of an encoding of two bytes; in the rare ones a guess shows.
_LEADS = {"gbk": range(0xB0, 0xD8), "big5": range(0xA4, 0xC7), "shift_jis": (0x82, 0x83, *range(0x88, 0x99))}
# Most surnames and the usual parts of given names: the bytes of Korean are common characters of GBK too.
_SURNAMES = frozenset(
    "김이박최정강조윤장임한오서신권황안송류유전홍고문양손배백허남심노하곽성차주우구나민진지엄채원천방공현함변염여추도소석선설마길연위표명"
)
_GIVEN = frozenset(
    "가강건겸경계고관광교국규균근기길나남다단담대덕도동두라람래려련령로루리린림마만명무문미민범별병보복봄봉빈빛사산상새서석선설섭성세소솔"
    "송수숙순슬승시신아안애연열영예오온완요용우욱운웅원월유윤율으은을음의이익인일자장재전정제조종주준중지진찬창채천철청초춘충치태택하학한해"
    "향헌혁현형혜호홍화환효훈휘희"
)
_HANGUL = re.compile("[가-힣]+")
_ONE_BYTE = ("cp437", "cp850", "cp1252", "cp866")


def encoding_of(names: Iterable[bytes]) -> str:
    """The encoding that explains the most letters of these names; cp437 where none does better. Errors: none."""
    raw = [name for name in names if not name.isascii()]
    if all(_decodes(name, "utf-8") for name in raw):
        return "utf-8"
    if _is_korean(raw):
        return "cp949"
    scores = {code: _score(raw, code) for code in (*_ONE_BYTE, *_LEADS)}
    return max(scores, key=lambda code: scores[code])  # of equal ones the first


def _decodes(name: bytes, code: str) -> bool:
    try:
        name.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def _is_korean(raw: list[bytes]) -> bool:
    """Whether all letters beyond ASCII are common Hangul, and half of the words of them are names of people."""
    if not all(_decodes(name, "cp949") for name in raw):
        return False
    text = [name.decode("cp949") for name in raw]
    pairs = [letter.encode("cp949") for one in text for letter in one if not letter.isascii()]
    words = [word for one in text for word in _HANGUL.findall(one)]
    names = [word for word in words if len(word) == 3 and word[0] in _SURNAMES and _GIVEN.issuperset(word[1:])]
    return (
        bool(names)
        and 2 * len(names) >= len(words)
        and all(0xB0 <= pair[0] <= 0xC8 and pair[-1] > 0xA0 for pair in pairs)
    )


def _score(raw: list[bytes], code: str) -> float:
    """The share of characters beyond ASCII that are common letters; 0 where a name cannot be read at all."""
    if not all(_decodes(name, code) for name in raw):
        return 0.0
    marks = [mark for name in raw for mark in _judged(name.decode(code), code)]
    return sum(marks) / max(len(marks), 1)


def _judged(text: str, code: str) -> list[bool]:
    """For each character beyond ASCII: is it a common one of this encoding?"""
    if code in _LEADS:
        pairs = [letter.encode(code) for letter in text if not letter.isascii()]
        return [_common(pair, code) for pair in pairs]
    if code == "cp866":
        mixed = any(letter.isascii() and letter.isalpha() for letter in text.partition(".")[0])
        return [_is_letter(letter, "CYRILLIC") and not mixed for letter in text if not letter.isascii()]
    beside = zip("a" + text, text, strict=False)  # in Latin letters two accents seldom follow one another
    return [_is_letter(letter, "LATIN") and before.isascii() for before, letter in beside if not letter.isascii()]


def _is_letter(letter: str, script: str) -> bool:
    return unicodedata.name(letter, "").startswith((f"{script} SMALL LETTER", f"{script} CAPITAL LETTER"))


def _common(pair: bytes, code: str) -> bool:
    """Whether a character is of the first level; of GBK only what GB2312 has, whose second byte is high too."""
    return pair[0] in _LEADS[code] and (code != "gbk" or pair[-1] > 0xA0)


def mended(names: list[str]) -> list[str]:
    """Names that were read as cp437, as they were written. Errors: none."""
    raw = [_as_bytes(name) for name in names]
    code = encoding_of(one for one in raw if one is not None)
    return [name if one is None else one.decode(code, "replace") for name, one in zip(names, raw, strict=True)]


def _as_bytes(name: str) -> bytes | None:
    """The bytes that were read as cp437; None for a name that cp437 cannot give."""
    try:
        return name.encode("cp437")
    except UnicodeEncodeError:
        return None
