"""From a raw event log to ratings that you can trust, in small steps. Every row that goes is counted.

    rows in = rows out + rows removed, for every step and for the whole.

A log is a DataFrame with columns user, item, rating, time, all text at first.
A step is a function from a log to a `Step`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from recsys_course.data.columns import find_columns
from recsys_course.data.errors import DataError
from recsys_course.data.readers import LAST_SECOND, NO_ID, plain_numbers
from recsys_course.data.table import read_table

COLUMNS = ["user", "item", "rating", "time"]
# "User-0042", " u42", "42.0" and "42" are one person: a word for the kind, zeros and ".0" say nothing.
SPELLING = r"(?i)^(?:user|person|u|item|film|movie|i|f|m)?[\s_:#-]*0*([0-9]+)(?:\.0+)?$"


class Step(NamedTuple):
    """What a step did: rows `kept`, rows `removed` (with a column `reason`), how many `repaired`."""

    kept: pd.DataFrame
    removed: pd.DataFrame
    repaired: int = 0


def read_raw_log(
    path: Path | str, separator: str | None = None, encoding: str = "utf-8", quotes: str = "double"
) -> pd.DataFrame:
    """Read an event log as it is: columns user, item, rating, time of str, "" where a value is missing.

    The parameters are those of `read_ratings`.
    """
    table = read_table(path, separator, encoding, quotes=quotes)
    found = find_columns(table, tuple(COLUMNS))
    lacking = [role for role in COLUMNS if role not in found]
    if lacking:
        raise DataError(f"no column looks like {', '.join(lacking)}.", path=path, line=1, limit=", ".join(COLUMNS))
    return table.frame[[found[role] for role in COLUMNS]].set_axis(COLUMNS, axis=1)


def clean(
    raw: pd.DataFrame,
    opened: int = 0,
    closed: int = LAST_SECOND,
    scale: tuple[float, float] = (0.5, 5.0),
    most: int = 30,
    within: int = 3600,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The reference cleaning of lesson 01: (clean log, report).

    raw     user, item, rating, time as text, as `read_raw_log` gives it; it is not changed
    opened, closed  first and last second of the service (unix);  scale  least and greatest rating, half stars
    most, within    a user with more than `most` events within `within` seconds is a bot
    clean   ids int64 where all are whole numbers, rating float64, time int64; rows keep order and index
    report  one row per step: step, before, after, removed, repaired (rows);  before = after + removed
    """
    kept, report = run_steps(
        raw,
        {
            "spell ids alike": normalise_ids,
            "missing values": drop_missing,
            "impossible ratings": partial(drop_impossible_ratings, scale=scale),
            "clock errors": partial(repair_clock, opened=opened, closed=closed),
            "exact duplicates": drop_exact_duplicates,
            "bots": partial(drop_bots, most=most, within=within),
            "changed opinions": keep_newest_opinion,
        },
    )
    numbered = {name: plain_numbers(kept[name]) for name in ("user", "item")}
    return kept.assign(**numbered), report


def run_steps(
    log: pd.DataFrame, steps: Mapping[str, Callable[[pd.DataFrame], Step]]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Run steps {name: function} in turn: (log, report). Errors: DataError where a step loses rows uncounted."""
    lines = []
    for name, step in steps.items():
        before = len(log)
        log, removed, repaired = step(log)
        if before != len(log) + len(removed):
            raise DataError(
                f"the step {name!r} was given {before} rows, kept {len(log)}, removed {len(removed)}.",
                limit="before = after + removed",
                cure="return every row, in `kept` or in `removed`.",
            )
        lines.append((name, before, len(log), len(removed), repaired))
    return log, pd.DataFrame(lines, columns=["step", "before", "after", "removed", "repaired"])


def normalise_ids(log: pd.DataFrame) -> Step:
    """Spell ids one way: "User-0042", " u42", "42.0" become "42"; others lose only spaces and capitals."""
    fixed = {}
    for name in ("user", "item"):
        text = log[name].str.strip()
        spelled = text.str.extract(SPELLING, expand=False).fillna(text.str.lower())
        fixed[name] = spelled.mask(text.str.lower().isin(NO_ID), log[name])  # what is missing is not a spelling
    changed = (fixed["user"] != log["user"]) | (fixed["item"] != log["item"])
    return Step(log.assign(**fixed), log.iloc[:0].assign(reason=""), int(changed.sum()))


def drop_missing(log: pd.DataFrame) -> Step:
    """Remove rows in which a value is missing: empty, NaN, null, none, in any column."""
    gone = np.logical_or.reduce([log[name].str.strip().str.lower().isin(NO_ID) for name in COLUMNS])
    return _part(log, gone, "missing value")


def drop_impossible_ratings(log: pd.DataFrame, scale: tuple[float, float] = (0.5, 5.0), step: float = 0.5) -> Step:
    """Remove ratings that are not a number, outside `scale`, or not a multiple of `step`. Kept: float64."""
    stars = pd.to_numeric(log["rating"], errors="coerce").astype(float)
    possible = stars.between(*scale) & (stars % step == 0)
    return _part(log.assign(rating=stars), ~possible, "impossible rating", log)


def repair_clock(log: pd.DataFrame, opened: int = 0, closed: int = LAST_SECOND) -> Step:
    """Milliseconds become seconds (divided by 1000, rounded down); times outside opened..closed go.

    A time is taken to be in milliseconds only when it is too late as seconds and in range as milliseconds.
    """
    clock = pd.to_numeric(log["time"], errors="coerce").astype(float)
    shifted = (clock // 1000).where((clock > closed) & (clock // 1000).between(opened, closed), clock)
    kept = shifted.between(opened, closed)
    step = _part(log.assign(time=shifted), ~kept, "clock error", log)
    return Step(step.kept.astype({"time": np.int64}), step.removed, int((kept & (shifted != clock)).sum()))


def drop_exact_duplicates(log: pd.DataFrame) -> Step:
    """Remove rows that repeat an earlier row in user, item, rating and time: the same event, sent twice."""
    return _part(log, log.duplicated(COLUMNS), "exact duplicate")


def drop_bots(log: pd.DataFrame, most: int = 30, within: int = 3600) -> Step:
    """Remove all rows of users with more than `most` events within `within` seconds. Time: numbers."""
    ordered = log.sort_values(["user", "time"], kind="stable")
    span = ordered["time"] - ordered.groupby("user")["time"].shift(most)  # from an event back to the one `most` before
    bots = ordered["user"][span <= within].unique()
    return _part(log, log["user"].isin(bots), f"bot: more than {most} events within {within} seconds")


def keep_newest_opinion(log: pd.DataFrame) -> Step:
    """Where a user rated an item several times, keep the newest rating (in one second: the last row)."""
    order = np.argsort(log["time"].to_numpy(), kind="stable")
    older = np.zeros(len(log), bool)
    older[order] = log.iloc[order].duplicated(["user", "item"], keep="last").to_numpy()
    return _part(log, older, "an older opinion")


def _part(log: pd.DataFrame, gone: pd.Series | np.ndarray, reason: str, as_found: pd.DataFrame | None = None) -> Step:
    """Divide a log into rows kept and rows removed; the latter as they were found, with the reason."""
    gone = np.asarray(gone, dtype=bool)
    return Step(log[~gone], (log if as_found is None else as_found)[gone].assign(reason=reason))
