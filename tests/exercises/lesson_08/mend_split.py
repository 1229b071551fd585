"""Right answers of 08-mend-split, written in other ways than the reference."""

import numpy as np
import pandas as pd


def split_with_pandas(users, times):
    log = pd.DataFrame({"user": users, "time": times}).sort_values("time", kind="stable")
    last = ~log.duplicated("user", keep="last") & log.duplicated("user", keep=False)
    return last.sort_index().to_numpy()


def split_with_lexsort(users, times):
    order = np.lexsort((np.arange(len(users)), times, users))
    ends = np.append(users[order][1:] != users[order][:-1], True)
    starts = np.insert(users[order][1:] != users[order][:-1], 0, True)
    hidden = np.zeros(len(users), bool)
    hidden[order[ends & ~starts]] = True
    return hidden


RIGHT_ANSWERS = [split_with_pandas, split_with_lexsort]
