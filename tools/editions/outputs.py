"""Compare the outputs a notebook promises with those it gives now.

Words compare exactly; spaces and rules made of dashes may differ, because numbers change width. Numbers
compare within one unit of the last printed digit: 0.034 and 0.035 agree, 0.034 and 0.036 do not, whole
numbers must be equal (floats printed with many digits agree when they differ by less than 1e-9 of their
size). A cell may state more in its metadata:

    tolerance="0.02 absolute: threads sum in another order"     every number of the cell
    tolerance="5 % relative: five seeds differ that much"       numbers with decimals, not whole ones

Of pictures only the presence counts; the alt text beside them is compared.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

_NUMBER = re.compile(r"(?<![\w.])[-+−]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?!\d|\.\d)")
_RULE = re.compile(r"([-=_─━═~*])\1{2,}")
_STATED = re.compile(r"\s*(\d+(?:\.\d+)?(?:e-?\d+)?)\s*(%?)\s*(absolute|relative)\s*(?::\s*(.*))?", re.DOTALL)
_NOISE = 1e-9  # a double printed in full is not a promise of its last bits
_WIDGET = "application/vnd.jupyter.widget-view+json"  # holds a random model id


@dataclass(frozen=True)
class Number:
    """A printed number: its value, one unit of its last digit, and whether it has no decimals."""

    value: float
    unit: float
    whole: bool

    @classmethod
    def of(cls, text: str) -> Number:
        """Read a printed number such as "1,234", "-0.50" or "3e-05"."""
        plain = text.replace(",", "").replace("−", "-").lower()
        digits, _, exponent = plain.partition("e")
        decimals = len(digits.partition(".")[2])
        return cls(float(plain), 10.0 ** (int(exponent or 0) - decimals), not decimals and not exponent)


@dataclass(frozen=True)
class Tolerance:
    """How far a number may move: an amount, absolute or relative, and why."""

    amount: float = 0.0
    relative: bool = False
    reason: str = ""

    @classmethod
    def of(cls, metadata: Mapping[str, Any]) -> Tolerance:
        """The tolerance a cell states. Errors: ValueError for an unreadable one, or one without a reason."""
        if "tolerance" not in metadata:
            return cls()
        text = str(metadata["tolerance"])
        found = _STATED.fullmatch(text)
        if not found or (found[2] and found[3] == "absolute"):
            raise ValueError(f"the tolerance {text!r} is not a number, then absolute or relative, then a reason.")
        if not (found[4] or "").strip():
            raise ValueError(f"the tolerance {text!r} has no reason.")
        return cls(float(found[1]) / (100 if found[2] else 1), found[3] == "relative", found[4].strip())

    def __str__(self) -> str:
        if not self.reason:
            return "one unit of the last printed digit, whole numbers equal"
        return f"{self.amount:g} {'relative' if self.relative else 'absolute'} ({self.reason})"

    def allows(self, promised: Number, got: Number) -> bool:
        """True when `got` is near enough to `promised`."""
        whole = promised.whole and got.whole
        size = abs(promised.value)
        default = 0.0 if whole else max(min(promised.unit, got.unit), _NOISE * size)
        stated = self.amount * (0 if self.relative and whole else size if self.relative else 1)
        return abs(promised.value - got.value) <= max(default, stated) * (1 + 1e-6)


def difference(promised: Iterable[Any], got: Iterable[Any], tolerance: Tolerance) -> str:
    """Empty when two lists of outputs agree, else what was promised and what came, in one or two lines."""
    old, new = _grouped(promised), _grouped(got)
    for kind in {**old, **new}:
        before, now = old.get(kind, []), new.get(kind, [])
        if len(before) != len(now):
            seen = f" It says: {_short(' '.join(now or before))}" if kind != "image" else ""
            return f"promised {len(before)} outputs of kind {kind}, got {len(now)}.{seen}"
        for one, other in zip(before, now, strict=True):
            problem = text_difference(one, other, tolerance)
            if problem:
                return f"{kind}: {problem}"
    return ""


def text_difference(promised: str, got: str, tolerance: Tolerance) -> str:
    """Empty when two texts agree, else the first word or number that does not."""
    (words, numbers), (new_words, new_numbers) = _parts(promised), _parts(got)
    for i, (one, other) in enumerate(zip(words, new_words, strict=False)):
        if one != other:
            return f"promised {_near(words, numbers, i)}, got {_near(new_words, new_numbers, i)}"
        pair = [Number.of(found[i]) for found in (numbers, new_numbers) if i < len(found)]
        if len(pair) == 2 and not tolerance.allows(*pair):
            where = f" after {_short(one, tail=True)}" if one else ""
            return f"promised {numbers[i]}, got {new_numbers[i]}{where}; tolerance: {tolerance}"
    if len(words) != len(new_words):
        i = min(len(words), len(new_words)) - 1
        return f"promised {_near(words, numbers, i)}, got {_near(new_words, new_numbers, i)}"
    return ""


def _parts(text: str) -> tuple[list[str], list[str]]:
    """The words between numbers (spaces and rules made short), and the numbers (one fewer)."""
    text = _RULE.sub(r"\1\1\1", text)
    return [" ".join(word.split()) for word in _NUMBER.split(text)], _NUMBER.findall(text)


def _near(words: list[str], numbers: list[str], i: int) -> str:
    return _short(" ".join([words[i], *numbers[i : i + 1], *words[i + 1 : i + 2]]).strip())


def _short(text: str, tail: bool = False, limit: int = 100) -> str:
    text = " ".join(text.split())
    if len(text) > limit:
        text = "…" + text[-40:] if tail else text[:limit] + "…"
    return repr(text)


def _grouped(outputs: Iterable[Any]) -> dict[str, list[str]]:
    """Kind of output (stdout, text/plain, image, ...) -> its texts in order."""
    kinds: dict[str, list[str]] = {}
    for output in outputs:
        for kind, text in _texts(output):
            if output["output_type"] == "stream" and kinds.get(kind):
                kinds[kind][0] += text
            else:
                kinds.setdefault(kind, []).append(text)
    return kinds


def _texts(output: Mapping[str, Any]) -> list[tuple[str, str]]:
    if output["output_type"] == "stream":
        return [(output["name"], _joined(output["text"]))]
    if output["output_type"] == "error":
        return [("error", f"{output['ename']}: {output['evalue']}")]
    data = output.get("data", {})
    texts = [
        (kind, _joined(value)) for kind, value in data.items() if not kind.startswith("image/") and kind != _WIDGET
    ]
    return texts + ([("image", "")] if any(kind.startswith("image/") for kind in data) else [])


def _joined(value: Any) -> str:
    if isinstance(value, list):
        return "".join(str(part) for part in value)
    return value if isinstance(value, str) else json.dumps(value, sort_keys=True)
