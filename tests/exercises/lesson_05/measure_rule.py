"""Right answers of 05-measure-rule, written in other ways than the reference."""

import pandas as pd


def measure_with_counts(fires, happens):
    pairs = list(zip(fires.tolist(), happens.tolist(), strict=True))
    n, a, b, both = len(pairs), sum(f for f, _ in pairs), sum(h for _, h in pairs), pairs.count((1, 1))
    return [both / n, both / a, (both / a) / (b / n)]


def measure_with_pandas(fires, happens):
    people = pd.DataFrame({"fires": fires, "happens": happens})
    confidence = people.loc[people["fires"] == 1, "happens"].mean()
    return ((people.sum(axis=1) == 2).mean(), confidence, confidence / people["happens"].mean())


RIGHT_ANSWERS = [measure_with_counts, measure_with_pandas]
