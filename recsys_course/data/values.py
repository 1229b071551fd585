"""How much and when: texts of a table become ratings and seconds."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recsys_course.data.errors import DataError
from recsys_course.data.table import Table

Mark = float | str
LAST_SECOND = 4_102_444_800  # 2100-01-01 UTC; a larger number is milliseconds, or a mistake
UNITS = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}  # in a second
UNIT_NAMES = {"ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds"}
USUAL_MARKS = (-1.0, 99.0, -99.0, 999.0, -999.0, 9999.0, -9999.0)  # what often stands for "not rated"


def ratings_of(
    table: Table, column: str | None, scale: tuple[float, float], unrated: Mark | Sequence[Mark] = ()
) -> NDArray[np.float64]:
    """Ratings (n,) inside `scale`, NaN where `unrated` says that there is none; ones when there is no such column.

    Errors: DataError for the first rating that is no number or out of range, and where nothing is rated.
    """
    _check_scale(scale)
    if column is None:
        return np.ones(len(table.frame))
    texts = table.frame[column]
    values = pd.to_numeric(texts, errors="coerce").to_numpy(float)
    left_out = _marked(texts, values, unrated)
    if left_out.all():
        what = f"all {len(texts)} rows are marked as not rated."
        cure = f"give fewer marks than unrated={unrated!r}; scale=None reads the file without its ratings."
        raise DataError(what, path=table.path, limit="at least one rating", cure=cure)
    wrong = ~((values >= scale[0]) & (values <= scale[1]) | left_out)
    if wrong.any():
        row = int(wrong.argmax())
        known = values[np.isfinite(values) & ~left_out]
        number = bool(np.isfinite(values[row]))
        table.fail(
            row,
            f"the rating {texts.iloc[row]!r} is {'out of range' if number else 'not a number'}.",
            f"a number from {_plain(scale[0])} to {_plain(scale[1])}",
            _cure_of_range(values[row], known, scale) if number else _cure_of_text(texts.iloc[row]),
        )
    return np.where(left_out, np.nan, values)


def _marked(texts: pd.Series, values: NDArray[np.float64], unrated: Mark | Sequence[Mark]) -> NDArray[np.bool_]:
    """Whether each row (n,) carries one of the marks: numbers are compared as numbers, words as they are written."""
    marks = np.atleast_1d(np.asarray(unrated, object)).tolist()
    words = {str(mark).strip().lower() for mark in marks}
    numbers = pd.to_numeric(pd.Series(marks, dtype=object), errors="coerce").dropna()
    return np.isin(values, numbers.to_numpy(float)) | texts.str.strip().str.lower().isin(words).to_numpy(bool)


def _check_scale(scale: tuple[float, float]) -> None:
    """Errors: ValueError for a scale that is not two numbers, the least and the greatest."""
    fits = isinstance(scale, tuple | list | np.ndarray) and len(scale) == 2
    if not fits or not all(isinstance(end, int | float | np.number) for end in scale) or not scale[0] <= scale[1]:
        raise ValueError(
            f"scale={scale!r} is no scale. Give the least and the greatest rating, as in scale=(1, 10), "
            "or scale=None to leave the ratings out."
        )


def _cure_of_range(value: float, known: NDArray[np.float64], scale: tuple[float, float]) -> str:
    """Both ways out: the marks to leave out, and the scale that accepts all that is no mark."""
    others = known[~np.isin(known, USUAL_MARKS)]
    low, high = min([*others, scale[0]]), max([*others, scale[1]])
    marks = [mark for mark in USUAL_MARKS if mark in known and not low <= mark <= high] or [value]
    if (low, high) == scale:
        low, high = min(low, *marks), max(high, *marks)
    shown = ", ".join(_plain(mark) for mark in marks)
    return (
        f"if your ratings use another scale, say so: scale=({_plain(low)}, {_plain(high)}); if {shown} means "
        f'"not rated", leave such rows out: unrated={shown if len(marks) == 1 else f"({shown})"}; '
        "to leave out all ratings: scale=None."
    )


def _cure_of_text(text: str) -> str:
    if re.fullmatch(r"-?[0-9]+,[0-9]+", text):
        return "write a point before the decimals, as in 3.5."
    return (
        f'write a point before the decimals, as in 3.5; leave out rows without a rating: unrated="{text}"; '
        "to leave out all ratings: scale=None."
    )


def _plain(number: float) -> str:
    """A number as one writes it, so that it is the same number when it is read again."""
    return f"{number:.0f}" if number == round(number) and abs(number) < 1e15 else repr(float(number))


def times_of(table: Table, column: str | None, unit: str = "s") -> NDArray[np.int64]:
    """Times (n,) in seconds, from `unit`, rounded down; the row numbers when there is no such column.

    Errors: ValueError for an unknown unit, DataError for the first time that is no whole number or out of range.
    """
    if unit not in UNITS:
        raise ValueError(f"time_unit={unit!r} is unknown. Use one of {', '.join(UNITS)}.")
    if column is None:
        return np.arange(len(table.frame), dtype=np.int64)
    texts = table.frame[column]
    numbers = pd.to_numeric(texts, errors="coerce")
    whole = np.ones(len(texts), bool) if numbers.dtype == np.int64 else texts.str.fullmatch("-?[0-9]+").to_numpy(bool)
    seconds = numbers.to_numpy(float) / UNITS[unit]  # near enough to compare
    wrong = ~(whole & (seconds >= 0) & (seconds < LAST_SECOND + 1))
    if wrong.any():
        row = int(wrong.argmax())
        why, cure = _why(seconds[row] if whole[row] else np.nan, unit)
        limit = f"whole seconds since 1970-01-01 UTC, from 0 to {LAST_SECOND}"
        table.fail(row, f"the time {texts.iloc[row]!r} is {why}.", limit, cure)
    return numbers.to_numpy(np.int64) // UNITS[unit]


def _why(seconds: float, unit: str) -> tuple[str, str]:
    """What is wrong with a time, and the cure; NaN stands for what is no whole number."""
    if np.isnan(seconds):
        dates = "(pd.to_datetime(dates) - pd.Timestamp(0)) // pd.Timedelta('1s')"
        return "not a whole number", f"round down; dates: {dates}."
    if seconds < 0:
        return "before 1970", "repair the clock error, or remove the row."
    for finer, name in UNIT_NAMES.items():
        if seconds * UNITS[unit] / UNITS[finer] <= LAST_SECOND:
            cure = f'it is probably in {name}: say time_unit="{finer}", or divide by {UNITS[finer]} and round down.'
            return "after the year 2100", cure
    return "after the year 2100", "repair the clock error, or remove the row."
