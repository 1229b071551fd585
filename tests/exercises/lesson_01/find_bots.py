"""Right answers of 01-find-bots, written in other ways than the reference."""

import numpy as np
import pandas as pd


def bots_with_two_loops(users, times, most, within):
    bots = set()
    for user, start in zip(users, times, strict=True):
        close = (users == user) & (times >= start) & (times <= start + within)
        if close.sum() > most:
            bots.add(int(user))
    return sorted(bots)


def bots_with_pandas(users, times, most, within):
    log = pd.DataFrame({"user": users, "time": times}).sort_values(["user", "time"])
    span = log["time"] - log.groupby("user")["time"].shift(most)
    return np.unique(log["user"][span <= within])


RIGHT_ANSWERS = [bots_with_two_loops, bots_with_pandas]
