"""One reader for every table of ratings: who, what, how much, when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from recsys_course.data.columns import find_columns, refuse_sensitive
from recsys_course.data.errors import DataError
from recsys_course.data.table import Table, read_table
from recsys_course.data.values import LAST_SECOND, Mark, ratings_of, times_of

__all__ = ["LAST_SECOND", "NO_ID", "plain_numbers", "read_ids", "read_ratings"]

NO_ID = {"", "nan", "na", "n/a", "<na>", "null", "none"}


def read_ratings(
    path: Path | str,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    separator: str | None = None,
    scale: tuple[float, float] | None = (0.5, 5.0),
    duplicates: str = "error",
    encoding: str = "utf-8",
    *,
    unrated: Mark | Sequence[Mark] = (),
    quotes: str = "double",
    time_unit: str = "s",
    allow: Sequence[str] | str = (),
) -> pd.DataFrame:
    """Read any CSV of ratings into columns user, item, rating (float64), time (int64); rows keep order.

    columns     None: guessed from the usual spellings (userId, movie_id, ...); a dict {"user": "its name"};
                or a list with the names of all columns, for a file without a header line
    separator   None: found in the first line;  encoding  a byte-order mark is accepted
    scale       least and greatest rating accepted. No rating column: every rating is 1.0 (implicit feedback);
                scale=None leaves the ratings of the file out in the same way
    unrated     what stands for "not rated", such as -1 or (99, ""): rows with it are left out
    duplicates  one user, one item, two rows: "error", or keep "first" or "last" in time (then in the file)
    quotes      "double", "backslash" or "none", as in `read_table`
    time_unit   "s", "ms", "us" or "ns"; times become seconds, rounded down
    allow       columns that look like a password, a card or an identity number and may be there all the same
    Ids become int64 where all are plain whole numbers ("7", not "07"), else stay str; str(id) is as written.
    Times are whole seconds since 1970 UTC, in any order. No time column: the row number, from 0.
    Errors: DataError with the file, the line, the value, the limit and the cure. The file is never changed.
    """
    if duplicates not in ("error", "first", "last"):
        raise ValueError(f'duplicates={duplicates!r} is unknown. Use "error", "first" or "last".')
    named = None if columns is None or isinstance(columns, Mapping) else list(columns)
    table = read_table(path, separator, encoding, named, quotes)
    refuse_sensitive(table, allow)
    found = find_columns(table, ("user", "item", "rating", "time"), columns if isinstance(columns, Mapping) else None)
    _need_rows(table)
    rating = ratings_of(
        table, None if scale is None else found.get("rating"), (1, 1) if scale is None else scale, unrated
    )
    ratings = pd.DataFrame(
        {
            "user": read_ids(table, found["user"], "user"),
            "item": read_ids(table, found["item"], "item"),
            "rating": rating,
            "time": times_of(table, found.get("time"), time_unit),
        }
    )
    return _without_duplicates(table, ratings[~np.isnan(rating)], duplicates)


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
                "repair or remove the row (recsys_course.data.clean does it for a raw log)"
                + ('; or, if marks are letters like others, say quotes="none".' if "\n" in text else "."),
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


def _without_duplicates(table: Table, ratings: pd.DataFrame, keep: str) -> pd.DataFrame:
    """Each user meets each item once: refuse a second meeting, or keep the first or last in time."""
    if keep == "error":
        again = ratings.duplicated(["user", "item"]).to_numpy()
        if again.any():
            row = ratings.index[again][0]
            user, item = ratings.loc[row, ["user", "item"]]
            table.fail(
                row,
                f"user {str(user)!r} meets item {str(item)!r} a second time.",
                "each pair of user and item once",
                'keep one of them: duplicates="last" (the newest) or duplicates="first".',
            )
        return ratings.reset_index(drop=True)
    first_or_last: Literal["first", "last"] = "first" if keep == "first" else "last"
    kept = ratings.sort_values("time", kind="stable").drop_duplicates(["user", "item"], keep=first_or_last)
    return kept.sort_index().reset_index(drop=True)
