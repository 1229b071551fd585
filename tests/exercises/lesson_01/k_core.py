"""Right answers of 01-k-core, written in other ways than the reference."""

import numpy as np
import pandas as pd


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


RIGHT_ANSWERS = [core_with_pandas, core_one_event_at_a_time]
