"""One reader for every table of ratings: who, what, how much, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, NoReturn

import numpy as np
import pandas as pd

from recsys_course.data.columns import find_columns
from recsys_course.data.errors import DataError
from recsys_course.data.table import Table, read_table

LAST_SECOND = 4_102_444_800  # 2100-01-01 UTC; a larger number is milliseconds, or a mistake
NO_ID = {"", "nan", "na", "n/a", "<na>", "null", "none"}


def read_ratings(
    path: Path | str,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    separator: str | None = None,
    scale: tuple[float, float] = (0.5, 5.0),
    duplicates: str = "error",
    encoding: str = "utf-8",
) -> pd.DataFrame:
    """Read any CSV of ratings into columns user, item, rating (float64), time (int64); rows keep order.

    columns     None: guessed from the usual spellings (userId, movie_id, ...); a dict {"user": "its name"};
                or a list with the names of all columns, for a file without a header line
    separator   None: found in the first line;  encoding  a byte-order mark is accepted
    scale       least and greatest rating accepted. No rating column: every rating is 1.0 (implicit feedback)
    duplicates  one user, one item, two rows: "error", or keep "first" or "last" in time (then in the file)
    Ids become int64 where all are plain whole numbers ("7", not "07"), else stay str; str(id) is as written.
    Times are whole seconds since 1970 UTC, in any order. No time column: the row number, from 0.
    Errors: DataError with the file, the line, the value, the limit and the cure. The file is never changed.
    """
    if duplicates not in ("error", "first", "last"):
        raise ValueError(f'duplicates={duplicates!r} is unknown. Use "error", "first" or "last".')
    named = None if columns is None or isinstance(columns, Mapping) else list(columns)
    table = read_table(path, separator, encoding, named)
    found = find_columns(table, ("user", "item", "rating", "time"), columns if isinstance(columns, Mapping) else None)
    _need_rows(table)
    ratings = pd.DataFrame(
        {
            "user": read_ids(table, found["user"], "user"),
            "item": read_ids(table, found["item"], "item"),
            "rating": _ratings(table, found.get("rating"), scale),
            "time": _times(table, found.get("time")),
        }
    )
    return _without_duplicates(table, ratings, duplicates)


def read_ids(table: Table, column: str, role: str) -> pd.Series:
    """The ids of a column (n,): int64 where all are plain whole numbers, else str.

    Errors: DataError for an empty or an invisible one.
    """
    codes, different = pd.factorize(table.frame[column])
    texts = pd.Series(different, dtype=object)
    for number, text in enumerate(texts):
        if text.lower() in NO_ID or text != text.strip() or not text.isprintable():
            table.fail(
                int(np.argmax(codes == number)),
                f"the {role} id is {text[:40]!r}.",
                "an id of visible characters, without spaces around it; not empty, not NaN, null or none",
                "repair or remove the row (recsys_course.data.clean does it for a raw log).",
            )
    return pd.Series(plain_numbers(texts).to_numpy()[codes], name=role)


def plain_numbers(texts: pd.Series) -> pd.Series:
    """int64 where every text is a whole number as Python writes it (not "007"), else unchanged."""
    plain = len(texts) > 0 and texts.astype(str).str.fullmatch(r"0|-?[1-9][0-9]{0,17}").all()
    return texts.astype("int64") if plain else texts


def _need_rows(table: Table) -> None:
    if len(table.frame) == 0:
        raise DataError(
            "there is a header and no rating.",
            path=table.path,
            limit="at least one row",
            cure="write or copy the file again; perhaps the copy was interrupted.",
        )


def _ratings(table: Table, column: str | None, scale: tuple[float, float]) -> np.ndarray:
    """Ratings (n,) float64 inside `scale`; ones when there is no such column."""
    if column is None:
        return np.ones(len(table.frame))
    values = pd.to_numeric(table.frame[column], errors="coerce").to_numpy(float)
    wrong = ~((values >= scale[0]) & (values <= scale[1]))
    if wrong.any():
        row = int(wrong.argmax())
        text, (low, high) = table.frame[column].iloc[row], scale
        number = np.isfinite(values[row])
        table.fail(
            row,
            f"the rating {text!r} is {'out of range' if number else 'not a number'}.",
            f"a number from {low:g} to {high:g}",
            "if your ratings use another scale, say so: scale=(1, 10)."
            if number
            else "write a point before the decimals, as in 3.5; remove rows without a rating.",
        )
    return values


def _times(table: Table, column: str | None) -> np.ndarray:
    """Times (n,) int64; the row numbers when there is no such column."""
    if column is None:
        return np.arange(len(table.frame), dtype=np.int64)
    texts = table.frame[column]
    values = pd.to_numeric(texts, errors="coerce")
    if values.dtype != np.int64:
        whole = texts.str.fullmatch(r"-?[0-9]{1,18}").to_numpy(bool)
        if not whole.all():
            _bad_time(
                table,
                int(whole.argmin()),
                texts,
                "not a whole number",
                "round down; dates: (pd.to_datetime(dates) - pd.Timestamp(0)) // pd.Timedelta('1s').",
            )
        values = texts.astype("int64")
    wrong = (values.to_numpy() < 0) | (values.to_numpy() > LAST_SECOND)
    if wrong.any():
        row = int(wrong.argmax())
        _bad_time(
            table,
            row,
            texts,
            "before 1970" if values.iloc[row] < 0 else "after the year 2100",
            "repair the clock error, or remove the row."
            if values.iloc[row] < 0
            else "it is probably in milliseconds: divide by 1000 and drop the remainder.",
        )
    return values.to_numpy(np.int64)


def _bad_time(table: Table, row: int, texts: pd.Series, why: str, cure: str) -> NoReturn:
    table.fail(
        row,
        f"the time {texts.iloc[row]!r} is {why}.",
        f"whole seconds since 1970-01-01 UTC, from 0 to {LAST_SECOND}",
        cure,
    )


def _without_duplicates(table: Table, ratings: pd.DataFrame, keep: str) -> pd.DataFrame:
    """Each user meets each item once: refuse a second meeting, or keep the first or last in time."""
    if keep == "error":
        again = ratings.duplicated(["user", "item"]).to_numpy()
        if again.any():
            row = int(again.argmax())
            user, item = ratings["user"].iloc[row], ratings["item"].iloc[row]
            table.fail(
                row,
                f"user {str(user)!r} meets item {str(item)!r} a second time.",
                "each pair of user and item once",
                'keep one of them: duplicates="last" (the newest) or duplicates="first".',
            )
        return ratings
    first_or_last: Literal["first", "last"] = "first" if keep == "first" else "last"
    kept = ratings.sort_values("time", kind="stable").drop_duplicates(["user", "item"], keep=first_or_last)
    return kept.sort_index().reset_index(drop=True)
