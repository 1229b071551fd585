"""A determinantal point process: a list is good when the parallelepiped of its vectors has a large volume."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recsys_course.reranking.pool import Gains, Greedy, Pool

SMALLEST = 1e-10  # what is left of a film that the films before it explain wholly


@dataclass(frozen=True)
class DPP(Greedy):
    """Greedy search for the list with a large determinant of likenesses.

    maximise  w sum_{i in S} r_i + (1 - w) log det C_S,  C_ij = cos(i, j)

    One more film multiplies the determinant by d_i^2, the squared part of its vector that the films before do not
    explain, so  gain_i = w r_i + (1 - w) log d_i^2. Each step updates d_i^2 by one row of a Cholesky factor:

        e_i = (C_ji - c_j . c_i) / d_j,   c_i <- [c_i, e_i],   d_i^2 <- d_i^2 - e_i^2      (j was chosen)

    With d features at most d films have a determinant above 0. From there on d_i^2 counts as 1e-10 for all, so that
    relevance decides and no list stays short.
    Source: Chen, Zhang, Zhou, Fast greedy MAP inference for determinantal point process, NeurIPS 2018, algorithm 1 and
    equation 12 (there with the weight theta).
    """

    def _gains(self, pool: Pool) -> Gains:
        left = np.ones(pool.items.shape)
        rows = np.empty((*pool.items.shape, 0))
        while True:
            known = np.maximum(left, SMALLEST)
            chosen = yield self.weight * pool.relevance + (1 - self.weight) * np.log(known)
            own = rows[pool.rows, chosen]
            explained = np.einsum("nmt,nt->nm", rows, own)
            e = (pool.alike[pool.rows, chosen] - explained) / np.sqrt(known[pool.rows, chosen])[:, None]
            rows, left = np.concatenate([rows, e[:, :, None]], axis=2), left - e**2
