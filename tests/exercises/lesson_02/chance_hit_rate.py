"""Right answers of 02-chance-hit-rate, written in other ways than the reference."""

from fractions import Fraction
from math import comb

import numpy as np


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


RIGHT_ANSWERS = [chance_by_counting_lists, chance_with_a_loop]
