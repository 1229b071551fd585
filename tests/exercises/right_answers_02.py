"""Right answers of lesson 02, each written in another way than the reference."""

from fractions import Fraction
from math import comb, log2, nan

import numpy as np
import pandas as pd


def precision_recall_with_a_loop(ranked, relevant, k):
    hits = 0
    for item in ranked[:k]:
        if item in relevant:
            hits += 1
    return hits / k, hits / len(relevant)


def precision_recall_with_arrays(ranked, relevant, k):
    hits = np.isin(ranked[:k], relevant).sum()
    return np.array([hits / k, hits / len(relevant)])


def ndcg_with_a_loop(ranked, relevant, k):
    dcg = 0
    for position, item in enumerate(ranked[:k]):
        if item in relevant:
            dcg += 1 / log2(position + 2)
    ideal = 0
    for position in range(min(k, len(relevant))):
        ideal += 1 / log2(position + 2)
    return dcg / ideal


def ndcg_with_natural_logarithms(ranked, relevant, k):
    """The base of the logarithm cancels."""
    rel = [item in relevant for item in ranked[:k]]
    best = [True] * min(k, len(relevant))
    return np.divide(*(sum(r / np.log(j) for j, r in enumerate(row, start=2)) for row in (rel, best)))


def mrr_with_a_loop(hits):
    total = 0.0
    for row in hits:
        for place, hit in enumerate(row, start=1):
            if hit:
                total += 1 / place
                break
    return total / len(hits)


def mrr_with_argmax(hits):
    return np.where(hits.any(axis=1), 1 / (hits.argmax(axis=1) + 1), 0).mean()


def interval_with_a_loop(values, picks):
    means = []
    for row in picks:
        means.append(sum(values[i] for i in row) / len(row))
    return np.percentile(means, [2.5, 97.5])


def interval_by_sorting(values, picks):
    """As the lesson tells it: sort, and cut 2.5 % off each end."""
    means = sorted(values[picks].mean(axis=1))
    cut = int(0.025 * len(means))
    return means[cut], means[-cut - 1]


def interval_with_pandas(values, picks):
    means = pd.DataFrame(values[picks]).mean(axis=1)
    return [means.quantile(0.025), means.quantile(0.975)]


def gain_with_a_loop(truth, predicted):
    right = ones = total = 0
    for row, guess in zip(truth, predicted, strict=True):
        for t, p in zip(row, guess, strict=True):
            right, ones, total = right + (t == p), ones + t, total + 1
    return right / total - max(ones, total - ones) / total


def gain_by_trying_both(truth, predicted):
    baseline = max((truth == 0).mean(), (truth == 1).mean())
    return 1 - np.abs(truth - predicted).mean() - baseline


def chance_by_counting_lists(n_candidates, n_relevant, k):
    """1 - (lists without a relevant film) / (all lists)."""
    rates = []
    for m, r in zip(n_candidates.tolist(), n_relevant.tolist(), strict=True):
        k_here = min(k, m)
        rates.append(float(1 - Fraction(comb(m - r, k_here), comb(m, k_here))))
    return rates


def chance_with_a_loop(n_candidates, n_relevant, k):
    miss = np.ones(len(n_candidates))
    for j in range(k):
        miss = miss * np.clip(n_candidates - n_relevant - j, 0, None) / np.clip(n_candidates - j, 1, None)
    return 1 - miss


def mended_with_a_loop(hits, n_relevant):
    values = []
    for row, n in zip(hits, n_relevant, strict=True):
        dcg = sum(1 / log2(j + 2) for j, hit in enumerate(row) if hit)
        ideal = sum(1 / log2(j + 2) for j in range(min(n, len(row))))
        values.append(dcg / ideal if ideal else nan)
    return values


def mended_with_cumsum(hits, n_relevant):
    discount = 1 / np.log2(np.arange(2, hits.shape[1] + 2))
    best = np.append(np.nan, discount.cumsum())[np.minimum(n_relevant, hits.shape[1])]
    return (hits * discount).sum(axis=1) / best


RIGHT_ANSWERS = {
    "02-precision-recall": [precision_recall_with_a_loop, precision_recall_with_arrays],
    "02-ndcg": [ndcg_with_a_loop, ndcg_with_natural_logarithms],
    "02-mrr": [mrr_with_a_loop, mrr_with_argmax],
    "02-bootstrap": [interval_with_a_loop, interval_by_sorting, interval_with_pandas],
    "02-accuracy-gain": [gain_with_a_loop, gain_by_trying_both],
    "02-chance-hit-rate": [chance_by_counting_lists, chance_with_a_loop],
    "02-mended-ndcg": [mended_with_a_loop, mended_with_cumsum],
}
