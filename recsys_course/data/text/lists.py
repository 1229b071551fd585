"""Lists that some files write into one field: ['War', 'Drama'] of Python, ["War"] or [{"name": "War"}] of JSON."""

from __future__ import annotations

import ast
import json
from typing import Any

_NAMES = ("name", "genre", "title")  # of the fields in a list of objects


def names_in(text: str) -> list[str] | None:
    """The names in such a list, in order; None where the text is something else. Errors: none."""
    for read in (json.loads, ast.literal_eval):
        try:
            value = read(text.strip())
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            continue
        names = [_name(one) for one in (value if isinstance(value, list | tuple | set) else [value])]
        return None if None in names else [name for name in names if name]
    return None


def _name(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _NAMES if key in value), None)
    return value.strip() if isinstance(value, str) and "|" not in value else None
