"""When was it handed in? Reads the times that course systems write into the names of folders and files."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DIGITS = re.compile(r"_attempt_(\d{4})-(\d\d)-(\d\d)-(\d\d)-(\d\d)-(\d\d)(?!\d)")  # Blackboard
_UTC = re.compile(r"\+(\d{4})-(\d\d)-(\d\d) (\d\d)\D(\d\d)\D(\d\d)")  # nbgrader
_FRONT = re.compile(r"(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_")  # ILIAS
_WORDS = re.compile(  # Brightspace: Nov 28, 2026 1012 AM, or the day first, or 24 hours
    r" - (?:(?P<day>\d{1,2}) )?(?P<month>[A-Za-z]{3})[a-z.]* ?(?P<after>\d{1,2})?,? (?P<year>\d{4}),? "
    r"(?P<hour>\d{1,2})[:.]?(?P<minute>\d\d)(?: ?(?P<half>[AP])M)?"
)


def handed_in(name: str) -> float:
    """The time in a name, in seconds since 1970; 0 where there is none or it does not exist. Errors: none."""
    try:
        if found := _UTC.search(name):
            return datetime(*map(int, found.groups()), tzinfo=UTC).timestamp()  # type: ignore[arg-type, misc]
        if found := _DIGITS.search(name) or _FRONT.match(name):
            return datetime(*map(int, found.groups())).timestamp()  # type: ignore[arg-type]
        return _in_words(found) if (found := _WORDS.search(name)) else 0.0
    except (ValueError, OverflowError):
        return 0.0


def _in_words(found: re.Match[str]) -> float:
    month = _MONTHS.index(found["month"].lower()) + 1
    hour = int(found["hour"])
    if found["half"]:
        hour = hour % 12 + 12 * (found["half"] == "P")
    day = int(found["after"] or found["day"] or 0)
    return datetime(int(found["year"]), month, day, hour, int(found["minute"])).timestamp()
