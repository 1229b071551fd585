"""Right answers of 01-leave-last-out, written in other ways than the reference."""

import pandas as pd


def last_out_with_pandas(users, times):
    log = pd.DataFrame({"user": users, "time": times}).sort_values(["user", "time"], kind="stable")
    back = log.groupby("user").cumcount(ascending=False)
    back = back.where(log.groupby("user")["time"].transform("size") >= 3, 2)
    return (2 - back.clip(upper=2)).sort_index().to_numpy()


def last_out_with_a_loop(users, times):
    part = [0] * len(users)
    for user in set(users.tolist()):
        rows = [row for _, row in sorted((times[row], row) for row in range(len(users)) if users[row] == user)]
        if len(rows) > 2:
            part[rows[-1]], part[rows[-2]] = 2, 1
    return part


RIGHT_ANSWERS = [last_out_with_pandas, last_out_with_a_loop]
