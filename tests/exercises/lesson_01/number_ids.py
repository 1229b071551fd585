"""Right answers of 01-number-ids, written in other ways than the reference."""

import numpy as np
import pandas as pd


def ids_with_a_dict(raw):
    ids = sorted(set(raw))
    place = {one: number for number, one in enumerate(ids)}
    return [place[one] for one in raw]


def ids_with_pandas(raw):
    return pd.factorize(np.array(raw), sort=True)[0]


RIGHT_ANSWERS = [ids_with_a_dict, ids_with_pandas]
