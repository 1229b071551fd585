"""Learning with a promise, and an attack on models that learned without one."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import rankdata

from recsys_course.privacy.noise import Floats, clipped_rows


def private_gradient(gradients: ArrayLike, longest: float, multiplier: float, rng: np.random.Generator) -> Floats:
    """One gradient of DP-SGD: clip each PERSON's, add them, add noise, divide.  (n, d) -> (d,)

        g = (sum_u g_u / max(1, |g_u| / C) + N(0, (multiplier C)^2)) / n,   C = longest

    gradients: one row for each person, the sum over the person's events. Source: Abadi and others, CCS 2016,
    algorithm 1. Errors: ValueError for no row, a length that is not positive, a multiplier below 0.
    """
    rows = np.asarray(gradients, float)
    if rows.ndim != 2 or not len(rows):
        raise ValueError(f"The gradients have the shape {rows.shape}. Give one row for each person: (n, d), n >= 1.")
    if not multiplier >= 0:
        raise ValueError(f"multiplier={multiplier} is negative. Use 0 (no noise and no promise) or more.")
    total = clipped_rows(rows, longest).sum(axis=0)
    return np.asarray((total + rng.normal(0, multiplier * longest, rows.shape[1])) / len(rows))


def attack_auc(members: ArrayLike, strangers: ArrayLike) -> float:
    """How well a loss tells who was in the training: the share of pairs in which the member's loss is smaller.

    members, strangers: losses (n,), (m,). A tie counts one half. 0.5 is a coin, 1 a leak of everybody.
    Source: Yeom and others, CSF 2018 (the attack by loss); Mann and Whitney 1947 (the AUC as pairs).
    Errors: ValueError where one side is empty, or a loss is not a number.
    """
    inside, outside = np.ravel(members).astype(float), np.ravel(strangers).astype(float)
    if not len(inside) or not len(outside):
        raise ValueError(f"{len(inside)} members and {len(outside)} strangers. Give one loss or more of both.")
    if np.isnan(inside).any() or np.isnan(outside).any():
        raise ValueError("A loss is NaN, so it is neither smaller nor larger. Leave such rows out.")
    ranks = rankdata(np.r_[outside, inside])  # high rank: large loss; ties share the middle one
    above = ranks[: len(outside)].sum() - len(outside) * (len(outside) + 1) / 2
    return float(above / (len(inside) * len(outside)))
