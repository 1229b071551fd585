"""Right answers of 02-build, written in other ways than the reference."""

from math import log2

import numpy as np
import pandas as pd


def board_with_loops(lists, relevant, k, picks):
    board, first = {}, []
    for name, ranked in lists.items():
        values, hits = [], []
        for own, true in zip(ranked, relevant, strict=True):
            if true:
                worth = [1 / log2(place + 2) for place, film in enumerate(own[:k]) if film in true]
                values.append(sum(worth) / sum(1 / log2(place + 2) for place in range(min(k, len(true)))))
                hits.append(len(worth) > 0)
        first = first or values
        gains = [a - b for a, b in zip(values, first, strict=True)]
        row = {"hit rate": sum(hits) / len(hits)}
        for key, numbers, ends in (("nDCG", values, ("low", "high")), ("gain", gains, ("gain low", "gain high"))):
            means = [sum(numbers[n] for n in audience) / len(audience) for audience in picks]
            row[key] = sum(numbers) / len(numbers)
            row[ends[0]], row[ends[1]] = np.percentile(means, [2.5, 97.5])
        board[name] = row
    return board


def board_with_tables(lists, relevant, k, picks):
    """All models at once: a table of values with a column for each model."""
    tested = [n for n, films in enumerate(relevant) if len(films) > 0]
    discount = 1 / np.log2(np.arange(2, k + 2))
    best = np.array([discount[: len(relevant[n])].sum() for n in tested])
    hits = {
        name: np.array([[film in relevant[n] for film in (ranked[n] + [-1] * k)[:k]] for n in tested])
        for name, ranked in lists.items()
    }
    values = pd.DataFrame({name: found @ discount / best for name, found in hits.items()})
    gains = values.sub(values.iloc[:, 0], axis=0)
    board = {}
    for name in values:
        ends = np.quantile(values[name].to_numpy()[picks].mean(axis=1), [0.025, 0.975])
        gain_ends = np.quantile(gains[name].to_numpy()[picks].mean(axis=1), [0.025, 0.975])
        numbers = [values[name].mean(), *ends, hits[name].any(axis=1).mean(), gains[name].mean(), *gain_ends]
        keys = ["nDCG", "low", "high", "hit rate", "gain", "gain low", "gain high"]
        board[name] = dict(zip(keys, numbers, strict=True))
    return board


RIGHT_ANSWERS = [board_with_loops, board_with_tables]
