"""The raw event log of lesson 01: a true excerpt of Harbour's log, with a known number of every fault."""

from __future__ import annotations

import numpy as np
import pandas as pd

from recsys_course.world.films import DAY, END, START

FROM = END - 165 * DAY  # the excerpt begins here
FAULTS = {
    "exact duplicates": 310,
    "missing user": 40,
    "missing item": 35,
    "missing rating": 120,
    "missing time": 25,
    "impossible rating 0": 60,
    "impossible rating 7.5": 45,
    "impossible rating -1": 30,
    'impossible rating "five"': 25,
    "time in milliseconds": 180,
    "time before Harbour opened": 50,
    "time in the future": 40,
    "user id spelled otherwise": 400,
    "item id spelled otherwise": 150,
}
# Each bot: user id, events, and the minutes they took.
BOTS = (("90001", 420, 9), ("90002", 380, 7), ("90003", 610, 14))
SPELLINGS = ("user-{}", "U{}", " {} ", "{}.0", "user_{}")
ITEM_SPELLINGS = ("film-{}", "F{}", " {}", "{}.0")


def make_raw_log(seed: int, log: pd.DataFrame, item_ids: np.ndarray) -> tuple[pd.DataFrame, dict[str, int]]:
    """(raw log, counts): columns user, item, rating, time as text, in order of arrival.

    `counts` has the true number of rows with each fault. `log` holds raw ids. Except for duplicates (a copy of a
    sound row) no row has two faults, so the counts add up; ids spelled otherwise and times in milliseconds can be
    repaired, the other faults cannot.
    """
    rng = np.random.default_rng((seed, 10))
    excerpt = log[log["time"] >= FROM].sort_values(["time", "user"], kind="stable", ignore_index=True)
    text = excerpt[["user", "item", "rating", "time"]].astype(str)
    arrival = excerpt["time"].to_numpy()
    rows = iter(np.split(rng.permutation(len(text)), np.cumsum(list(FAULTS.values()))))
    copies = next(rows)
    for fault in list(FAULTS)[1:]:
        _spoil(text, next(rows), fault, rng)
    bots = _bots(rng, item_ids)
    raw = pd.concat([text, text.loc[copies], bots[["user", "item", "rating", "time"]]], ignore_index=True)
    order = np.argsort(np.concatenate([arrival, arrival[copies] + 1, bots["time"].astype(np.int64)]), kind="stable")
    counts = {
        "sound events": len(text) - sum(list(FAULTS.values())[1:]),
        **FAULTS,
        "bot events": len(bots),
        "bots": len(BOTS),
        "rows": len(raw),
    }
    return raw.iloc[order].reset_index(drop=True), counts


def _spoil(text: pd.DataFrame, rows: np.ndarray, fault: str, rng: np.random.Generator) -> None:
    """Write one fault into the given rows of the log, in place."""
    if fault.startswith("missing "):
        text.loc[rows, fault.removeprefix("missing ")] = rng.choice(["", "", "NaN", "null"], len(rows))
    elif fault.startswith("impossible rating "):
        text.loc[rows, "rating"] = fault.removeprefix("impossible rating ").strip('"')
    elif fault == "time in milliseconds":
        text.loc[rows, "time"] += "000"
    elif fault == "time before Harbour opened":
        text.loc[rows, "time"] = rng.choice(["0", "1", str(START - 365 * DAY), str(START - 1_000 * DAY)], len(rows))
    elif fault == "time in the future":
        text.loc[rows, "time"] = (END + rng.integers(30, 3_000, len(rows)) * DAY).astype(str)
    else:
        column, patterns = ("user", SPELLINGS) if fault.startswith("user") else ("item", ITEM_SPELLINGS)
        chosen = rng.choice(patterns, len(rows))
        text.loc[rows, column] = [str(p).format(v) for p, v in zip(chosen, text.loc[rows, column], strict=True)]


def _bots(rng: np.random.Generator, item_ids: np.ndarray) -> pd.DataFrame:
    """Users who rate hundreds of films within minutes: a full house of fives, or ones against a rival."""
    parts = []
    for number, (user, events, minutes) in enumerate(BOTS):
        start = FROM + int(rng.integers(10, 150)) * DAY
        times = np.sort(start + rng.integers(0, minutes * 60, events))
        items = rng.choice(item_ids, events, replace=False)
        parts.append(
            pd.DataFrame({"user": user, "item": items, "rating": ("5.0", "0.5", "5.0")[number], "time": times})
        )
    return pd.concat(parts, ignore_index=True).astype(str)
