"""Right answers of lesson 01, each written in another way than the reference."""

import numpy as np
import pandas as pd
from scipy.sparse import coo_array


def ids_with_a_dict(raw):
    ids = sorted(set(raw))
    place = {one: number for number, one in enumerate(ids)}
    return [place[one] for one in raw]


def ids_with_pandas(raw):
    return pd.factorize(np.array(raw), sort=True)[0]


def matrix_in_one_step(users, items, ratings, n_users, n_items):
    matrix = np.zeros((n_users, n_items))
    matrix[users, items] = ratings
    return matrix


def matrix_with_pandas(users, items, ratings, n_users, n_items):
    last = pd.DataFrame({"u": users, "i": items, "r": ratings}).drop_duplicates(["u", "i"], keep="last")
    return coo_array((last["r"], (last["u"], last["i"])), shape=(n_users, n_items)).tocsr()


def sparsity_with_a_matrix(users, items, n_users, n_items):
    met = np.zeros((n_users, n_items), bool)
    met[users, items] = True
    return (~met).mean()


def sparsity_with_keys(users, items, n_users, n_items):
    return 1 - len(np.unique(users * n_items + items)) / n_users / n_items


def repair_with_a_loop(times, opened, closed):
    return [t // 1000 if t > closed and opened <= t // 1000 <= closed else t for t in times.tolist()]


def repair_in_place(times, opened, closed):
    times = times.copy()
    wrong = (times > closed) & (times >= opened * 1000) & (times < (closed + 1) * 1000)
    times[wrong] //= 1000
    return times


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


def newest_with_a_partition(times, n_test):
    place = len(times) - n_test
    return times >= np.partition(times, place)[place]


def newest_with_a_loop(times, n_test):
    oldest_hidden = min(sorted(times.tolist(), reverse=True)[:n_test])
    return [time >= oldest_hidden for time in times.tolist()]


def core_with_pandas(users, items, k):
    log = pd.DataFrame({"u": users, "i": items})
    size = -1
    while size != len(log):
        size = len(log)
        for column in ("u", "i"):
            log = log[log.groupby(column)[column].transform("size") >= k]
    return np.isin(np.arange(len(users)), log.index)


def core_one_event_at_a_time(users, items, k):
    kept = np.ones(len(users), bool)
    changed = True
    while changed:
        changed = False
        for row in np.flatnonzero(kept):
            if min((kept & (users == users[row])).sum(), (kept & (items == items[row])).sum()) < k:
                kept[row], changed = False, True
    return kept.tolist()


RIGHT_ANSWERS = {
    "01-number-ids": [ids_with_a_dict, ids_with_pandas],
    "01-to-matrix": [matrix_in_one_step, matrix_with_pandas],
    "01-sparsity": [sparsity_with_a_matrix, sparsity_with_keys],
    "01-repair-times": [repair_with_a_loop, repair_in_place],
    "01-find-bots": [bots_with_two_loops, bots_with_pandas],
    "01-leave-last-out": [last_out_with_pandas, last_out_with_a_loop],
    "01-newest-split": [newest_with_a_partition, newest_with_a_loop],
    "01-k-core": [core_with_pandas, core_one_event_at_a_time],
}
