"""Right answers of 01-build, written in other ways than the reference."""

import numpy as np
import pandas as pd


def split_with_pandas(rows, opened, closed, most, within):
    log = pd.DataFrame(rows, columns=["user", "item", "rating", "time"]).replace(["NaN", "null", ""], np.nan).dropna()
    log["rating"] = pd.to_numeric(log["rating"], errors="coerce")
    log = log[log["rating"].between(0.5, 5)].astype({"user": int, "item": int, "time": int})
    late = (log["time"] > closed) & (log["time"] // 1000).between(opened, closed)
    log["time"] = log["time"].where(~late, log["time"] // 1000)
    log = log[log["time"].between(opened, closed)].drop_duplicates()
    in_time = log.sort_values(["user", "time"])
    fast = in_time["time"] - in_time.groupby("user")["time"].shift(most) <= within
    log = log[~log["user"].isin(in_time["user"][fast])]
    log = log.sort_values("time", kind="stable").drop_duplicates(["user", "item"], keep="last")
    from_end = log.groupby("user").cumcount(ascending=False)
    enough = log.groupby("user")["time"].transform("size") >= 3
    part = np.where(enough, np.maximum(2 - from_end, 0), 0)
    numbers = [pd.factorize(log[name], sort=True)[0] for name in ("user", "item")]
    return *numbers, log["rating"].to_numpy(), log["time"].to_numpy(), part


def split_with_loops(rows, opened, closed, most, within):
    events = []
    for user, item, rating, time in rows:
        if not user.isdigit() or not item.isdigit() or not time.isdigit() or rating in ("", "NaN", "null", "five"):
            continue
        seconds = int(time)
        if seconds > closed and opened <= seconds // 1000 <= closed:
            seconds //= 1000
        event = [int(user), int(item), float(rating), seconds]
        if 0.5 <= float(rating) <= 5 and opened <= seconds <= closed and event not in events:
            events.append(event)
    bots = set()
    for user, _, _, start in events:
        if sum(other[0] == user and start <= other[3] <= start + within for other in events) > most:
            bots.add(user)
    events = sorted((event for event in events if event[0] not in bots), key=lambda event: event[3])
    newest = [e for place, e in enumerate(events) if not any(e[:2] == later[:2] for later in events[place + 1 :])]
    people, films = sorted({event[0] for event in newest}), sorted({event[1] for event in newest})
    part = [0] * len(newest)
    for user in people:
        own = [place for place, event in enumerate(newest) if event[0] == user]
        if len(own) > 2:
            part[own[-2]], part[own[-1]] = 1, 2
    users, items = [people.index(event[0]) for event in newest], [films.index(event[1]) for event in newest]
    return [users, items, [event[2] for event in newest], [event[3] for event in newest], part]


RIGHT_ANSWERS = [split_with_pandas, split_with_loops]
