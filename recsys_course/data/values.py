"""How much and when: texts of a table become ratings and seconds."""

from __future__ import annotations

import json
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
_FILETIME = (116_444_736_000_000_000, 157_469_184_000_000_000)  # of Windows: 1970 to 2099, in 100 ns since 1601
_PLAIN_SECOND = 100_000_000  # March 1973: smaller times may be of any kind, or only an order
_DAY = r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])"
_TIMES = f"whole seconds since 1970-01-01 UTC, from 0 to {LAST_SECOND}"
_OF_WINDOWS = (
    "a time of Windows (FILETIME), in 100 nanoseconds since 1601",
    f"make seconds of such times: (times - {_FILETIME[0]}) // 10_000_000.",
)
UNIT_NAMES = {"ms": "milliseconds", "us": "microseconds", "ns": "nanoseconds"}
_MOST_WORDS = 5  # of words that may stand for "not rated"; more are something else
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
        given = np.atleast_1d(np.asarray(unrated, object)).tolist()
        words = list(dict.fromkeys(texts[~np.isfinite(values) & ~left_out]))
        table.fail(
            row,
            f"the rating {texts.iloc[row]!r} is {'out of range' if number else 'not a number'}.",
            f"a number from {_plain(scale[0])} to {_plain(scale[1])}",
            _cure_of_range(values[row], known, scale, given) if number else _cure_of_text(column, words, given),
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


def _cure_of_range(value: float, known: NDArray[np.float64], scale: tuple[float, float], given: list[Mark]) -> str:
    """Both ways out: the marks to leave out, and the scale that accepts all that is no mark."""
    others = known[~np.isin(known, USUAL_MARKS)]
    low, high = min([*others, scale[0]]), max([*others, scale[1]])
    marks = [mark for mark in USUAL_MARKS if mark in known and not low <= mark <= high] or [value]
    if (low, high) == scale:
        low, high = min(low, *marks), max(high, *marks)
    shown = ", ".join(_plain(mark) for mark in marks)
    return (
        f"if your ratings use another scale, say so: scale=({_plain(low)}, {_plain(high)}); if {shown} means "
        f'"not rated", leave such rows out: unrated={_marks(given, [_plain(mark) for mark in marks])}; '
        "to leave out all ratings: scale=None."
    )


def _cure_of_text(column: str, words: list[str], given: list[Mark]) -> str:
    """words: all that is no number, in order; the first is the one that is shown."""
    if words[0].strip().strip('"') == column:
        return "this line is the header again, perhaps of a second file: remove it."
    if re.fullmatch(r"-?[0-9]+,[0-9]+", words[0]):
        return "write a point before the decimals, as in 3.5."
    out = "" if len(words) > _MOST_WORDS else f"leave out rows without a rating: unrated={_marks(given, words, True)}; "
    return f"write a number, with a point before the decimals, as in 3.5; {out}to leave out all ratings: scale=None."


def _marks(given: list[Mark], more: list[str], words: bool = False) -> str:
    """The option `unrated` with the marks that were given and some more, as one writes it."""
    shown = [json.dumps(mark) if isinstance(mark, str) else _plain(mark) for mark in given]
    shown += [json.dumps(mark, ensure_ascii=False) for mark in more] if words else more
    return shown[0] if len(shown) == 1 else f"({', '.join(shown)})"


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
    if numbers.dtype == float and texts.str.fullmatch(r"-?[0-9]{1,15}\.0+").all():  # a column of floats
        numbers = numbers.astype(np.int64)
    whole = np.ones(len(texts), bool) if numbers.dtype == np.int64 else texts.str.fullmatch("-?[0-9]+").to_numpy(bool)
    seconds = numbers.to_numpy(float) / UNITS[unit]  # near enough to compare
    wrong = ~(whole & (seconds >= 0) & (seconds < LAST_SECOND + 1))
    if wrong.any():
        row = int(wrong.argmax())
        right = whole & (seconds >= _PLAIN_SECOND) & (seconds < LAST_SECOND + 1)
        why, cure = _why(texts.iloc[row], seconds[row] if whole[row] else np.nan, unit, bool(right.any()))
        table.fail(row, f"the time {texts.iloc[row]!r} is {why}.", _TIMES, cure)
    _check_unit(table, texts, numbers.to_numpy(np.int64), unit)
    return numbers.to_numpy(np.int64) // UNITS[unit]


def _check_unit(table: Table, texts: pd.Series, numbers: NDArray[np.int64], unit: str) -> None:
    """Refuse dates written as numbers, 20210131, and seconds that are said to be something finer: both are in 1970."""
    days = numbers.min() >= 19_000_101 and numbers.max() <= 20_991_231
    if days and texts.str.fullmatch(_DAY).all():
        table.fail(
            0, f"the time {texts.iloc[0]!r} is a date written as a number.", _TIMES, _cure_of_date(texts.iloc[0])
        )
    if unit == "ns" and numbers.min() >= _FILETIME[0] and numbers.max() < _FILETIME[1]:
        table.fail(0, f"the time {texts.iloc[0]!r} is {_OF_WINDOWS[0]}.", _TIMES, _OF_WINDOWS[1])
    if unit != "s" and numbers.min() >= _PLAIN_SECOND and numbers.max() <= LAST_SECOND:
        what = f"the time {texts.iloc[0]!r} is in seconds, not in {UNIT_NAMES[unit]}."
        table.fail(0, what, _TIMES, "leave time_unit out.")


def _why(text: str, seconds: float, unit: str, others: bool) -> tuple[str, str]:
    """What is wrong with a time, and the cure; seconds: NaN for what is no whole number; others: some are right."""
    if re.fullmatch(f"{_DAY}[0-9]{{4,6}}", text):
        return "a date written as a number", _cure_of_date(text)
    if re.fullmatch("[0-9]{18}", text) and _FILETIME[0] <= int(text) < _FILETIME[1]:
        return _OF_WINDOWS
    if np.isnan(seconds):
        return "not a whole number", _cure_of_words(text)
    if seconds < 0:
        return "before 1970", "repair the clock error, or remove the row."
    for finer, name in UNIT_NAMES.items():
        divisor = UNITS[finer] // UNITS[unit]
        if divisor > 1 and seconds / divisor <= LAST_SECOND:
            if others:
                return (
                    "after the year 2100",
                    f"other rows are right: divide those in {name} by {divisor} and round down.",
                )
            cure = f'it is probably in {name}: say time_unit="{finer}", or divide by {UNITS[finer]} and round down.'
            return "after the year 2100", cure
    return "after the year 2100", "repair the clock error, or remove the row."


def _cure_of_words(text: str) -> str:
    """The cure for a time that is no whole number: missing, a number of another form, or a date."""
    if text.strip().lower() in ("", "nan", "na", "n/a", "null", "none", "nat", "-"):
        return "write the time, or remove the row."
    if re.fullmatch(r"[-+0-9.,_eExa-fA-F]+", text) and not re.fullmatch(r"[0-9]+[-.][0-9]+[-.][0-9]+", text):
        return "round down to whole seconds, and write them with digits alone, as in 1609459200."
    return _cure_of_date(text)


def _cure_of_date(text: str) -> str:
    """How to make seconds of dates, in the words of pandas."""
    form, dates = "", "dates"
    if re.fullmatch("[0-9]+", text):
        form = ', format="' + {8: "%Y%m%d", 12: "%Y%m%d%H%M"}.get(len(text), "%Y%m%d%H%M%S") + '"'
        dates = "dates.astype(str)"
    elif re.match(r"[0-9]{1,2}\.[0-9]{1,2}\.", text):
        form = ", dayfirst=True"
    elif re.match(r"[0-9]{1,2}[/-][0-9]{1,2}[/-]", text):
        form = ", dayfirst=False"
    seconds = f"(pd.to_datetime({dates}, utc=True{form}) - pd.Timestamp(0, tz='UTC')) // pd.Timedelta('1s')"
    return f"make seconds of the dates with pandas (import pandas as pd): {seconds}."
