"""Right answers of 15-build: with the package, and from Steck's first equations, column by column."""

import numpy as np

from recsys_course.privacy import clipped_rows, item_weights


def with_the_package(table, gone, longest, penalty, sigma, noise):
    left = table.astype(float)
    left[gone] = 0
    rows = clipped_rows(left, longest)
    sums = rows.T @ rows + sigma * longest**2 * (np.triu(noise) + np.triu(noise, 1).T)
    values, vectors = np.linalg.eigh(sums)
    return left @ item_weights((vectors / (values.clip(0) + penalty)) @ vectors.T)


def column_by_column(table, gone, longest, penalty, sigma, noise):
    left = np.array([row * (u not in gone) for u, row in enumerate(table)], dtype=float)
    lengths = np.sqrt((left**2).sum(axis=1))
    rows = np.array([row * longest / n if n > longest else row for row, n in zip(left, lengths, strict=True)])
    sums = rows.T @ rows
    for i in range(len(noise)):
        for j in range(i, len(noise)):
            sums[i, j] += sigma * longest**2 * noise[i, j]
            sums[j, i] = sums[i, j]
    values, vectors = np.linalg.eigh(sums)
    sums = sum(max(value, 0) * np.outer(v, v) for value, v in zip(values, vectors.T, strict=True))
    scores = np.zeros_like(left)
    for j in range(len(noise)):  # each film is explained by all others: a ridge regression without film j
        others = [i for i in range(len(noise)) if i != j]
        b = np.linalg.solve(sums[np.ix_(others, others)] + penalty * np.eye(len(others)), sums[others, j])
        scores[:, j] = left[:, others] @ b
    return scores


RIGHT_ANSWERS = [with_the_package, column_by_column]
