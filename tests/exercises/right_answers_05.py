"""Right answers of lesson 05, written in other ways than the references."""

import math
import statistics

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist
from scipy.stats import zscore
from sklearn.preprocessing import normalize


def measure_with_counts(fires, happens):
    pairs = list(zip(fires.tolist(), happens.tolist(), strict=True))
    n, a, b, both = len(pairs), sum(f for f, _ in pairs), sum(h for _, h in pairs), pairs.count((1, 1))
    return [both / n, both / a, (both / a) / (b / n)]


def measure_with_pandas(fires, happens):
    people = pd.DataFrame({"fires": fires, "happens": happens})
    confidence = people.loc[people["fires"] == 1, "happens"].mean()
    return ((people.sum(axis=1) == 2).mean(), confidence, confidence / people["happens"].mean())


def points_with_loops(shares, has_genre, rules):
    scores = [0.0] * len(has_genre)
    for genre, at_least, recommend, points in rules:
        for film, row in enumerate(has_genre):
            if shares[genre] >= at_least and row[recommend] == 1:
                scores[film] += points
    return scores


def points_with_a_product(shares, has_genre, rules):
    per_genre = np.zeros(has_genre.shape[1])
    for genre, at_least, recommend, points in rules:
        per_genre[recommend] += points if shares[genre] >= at_least else 0
    return has_genre @ per_genre


def assign_with_loops(points, centres):
    groups = []
    for point in points:
        apart = [sum((x - c) ** 2 for x, c in zip(point, centre, strict=True)) for centre in centres]
        groups.append(apart.index(min(apart)))
    return groups


def assign_with_scipy(points, centres):
    return cdist(points, centres, "sqeuclidean").argmin(axis=1)


def move_with_loops(points, groups, centres):
    moved = []
    for c, old in enumerate(centres.tolist()):
        members = [point for point, group in zip(points.tolist(), groups, strict=True) if group == c]
        moved.append([sum(column) / len(members) for column in zip(*members, strict=True)] if members else old)
    return moved


def move_with_pandas(points, groups, centres):
    means = pd.DataFrame(points).groupby(np.asarray(groups)).mean().reindex(range(len(centres)))
    return means.where(means.notna(), pd.DataFrame(centres)).to_numpy()


def same_scale_with_loops(table):
    rows = []
    for row in table.tolist():
        length = math.sqrt(sum(x * x for x in row))
        rows.append([x / length for x in row] if length else row)
    return np.array(rows)


def same_scale_of_scikit_learn(table):
    return normalize(table)


def standardise_with_statistics(row):
    values = row.tolist()
    mean, deviation = statistics.fmean(values), statistics.pstdev(values)
    return [(x - mean) / deviation if deviation else 0.0 for x in values]


def standardise_with_scipy(row):
    return np.zeros(len(row)) if np.all(row == row[0]) else zscore(row)


def blend_with_loops(rows, weights):
    total = [0.0] * rows.shape[1]
    for row, weight in zip(rows, weights, strict=True):
        total = [t + weight * z for t, z in zip(total, standardise_with_statistics(row), strict=True)]
    return total


def blend_with_broadcasting(rows, weights):
    deviation = rows.std(axis=1, keepdims=True)
    z = (rows - rows.mean(axis=1, keepdims=True)) / np.where(np.ptp(rows, axis=1, keepdims=True) > 0, deviation, np.inf)
    return (np.asarray(weights)[:, None] * z).sum(axis=0)


def switch_with_a_loop(newcomer, other, lengths, at_least):
    table = other.copy()
    for person, length in enumerate(lengths):
        if length < at_least:
            table[person] = newcomer[person]
    return table


def switch_with_arithmetic(newcomer, other, lengths, at_least):
    new = (np.asarray(lengths) < at_least).astype(float).reshape(-1, 1)
    return new * newcomer + (1 - new) * other


def choose_with_a_loop(valid, test):
    best = 0
    for n in range(1, len(valid)):
        if valid[n] > valid[best]:
            best = n
    return [best, test[best]]


def choose_with_pandas(valid, test):
    table = pd.DataFrame({"valid": valid, "test": test}).sort_values("valid", ascending=False, kind="stable")
    return int(table.index[0]), table["test"].iloc[0]


RIGHT_ANSWERS = {
    "05-measure-rule": [measure_with_counts, measure_with_pandas],
    "05-rule-points": [points_with_loops, points_with_a_product],
    "05-nearest-centre": [assign_with_loops, assign_with_scipy],
    "05-move-centres": [move_with_loops, move_with_pandas],
    "05-same-scale": [same_scale_with_loops, same_scale_of_scikit_learn],
    "05-standardise": [standardise_with_statistics, standardise_with_scipy],
    "05-blend": [blend_with_loops, blend_with_broadcasting],
    "05-switch": [switch_with_a_loop, switch_with_arithmetic],
    "05-mend-choice": [choose_with_a_loop, choose_with_pandas],
}
