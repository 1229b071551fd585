"""When was it handed in, and how late is that? A penalty is taken only where it is asked for."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta

from recsys_course.grading.records.results import Result

DAY, MINUTE = 86_400, 60


def read_due(text: str) -> float:
    """Seconds since 1970 for `2026-11-28 18:00`; a date alone means the end of that day, in this machine's time.

    Errors: ValueError for another form.
    """
    due = datetime.fromisoformat(text.strip())
    return (due + timedelta(days=1) if len(text.strip()) <= 10 else due).timestamp()


def timed(result: Result, due: float | None, percent: float = 0.0) -> Result:
    """The result with how late it is. percent: taken for each day that has begun after `due`, at most 100 in all.

    A hand-in without a time, or without marks, is never late. Seconds of the same minute do not count.
    """
    late = result.time - due if due and result.time and result.marks else 0.0
    late = late if late >= MINUTE else 0.0
    return replace(result, late=late, taken=min(100.0, percent * math.ceil(late / DAY)))
