"""Re-rankers that choose one place after the other. Each says what a candidate adds to the places before it.

r_i is the relevance of candidate i, S the items of the places before, w the weight, cos the cosine of the features.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from recsys_course.beyond import divergence, shares
from recsys_course.reranking.pool import Gains, Greedy, Pool


@dataclass(frozen=True)
class ByRelevance(Greedy):
    """The order of the model, as far as the rules allow.  gain_i = r_i"""

    def _gains(self, pool: Pool) -> Gains:
        while True:
            yield pool.relevance


@dataclass(frozen=True)
class MMR(Greedy):
    """Maximal marginal relevance: relevant, and unlike the most similar film before it.

    gain_i = w r_i - (1 - w) max_{j in S} cos(i, j)
    Source: Carbonell and Goldstein, SIGIR 1998, section 2.
    """

    def _gains(self, pool: Pool) -> Gains:
        nearest = np.full(pool.items.shape, -1.0)
        while True:
            chosen = yield self.weight * pool.relevance - (1 - self.weight) * nearest
            nearest = np.maximum(nearest, pool.alike[pool.rows, chosen])


@dataclass(frozen=True)
class XQuAD(Greedy):
    """Films for each side of a taste, and less for a side that is served.

    gain_i = w r_i + (1 - w) sum_g p(g | u) q(g | i) prod_{j in S} (1 - q(g | j)),  q: the features as shares
    Source: Santos, Macdonald, Ounis, WWW 2010, equations 1 to 4; sides of a query there, of a person here.
    """

    def _gains(self, pool: Pool) -> Gains:
        q = shares(pool.features)[pool.items] * (pool.items >= 0)[:, :, None]
        open_sides = pool.taste.copy()
        while True:
            added = np.einsum("nmd,nd->nm", q, open_sides)
            chosen = yield self.weight * pool.relevance + (1 - self.weight) * added
            open_sides = open_sides * (1 - q[pool.rows, chosen])


@dataclass(frozen=True)
class Calibrated(Greedy):
    """The mix of the list follows the mix of the past.

    gain_i = w r_i - (1 - w) KL(p || q~ of S and i), see `beyond.calibration`
    Source: Steck, RecSys 2018, equation 5 and the greedy steps below it.
    """

    def _gains(self, pool: Pool) -> Gains:
        q = shares(pool.features)[pool.items] * (pool.items >= 0)[:, :, None]
        total = np.zeros_like(pool.taste)
        while True:
            mix = total[:, None, :] + q
            size = mix.sum(axis=2, keepdims=True)
            mix = np.divide(mix, size, out=np.zeros_like(mix), where=size > 0)
            apart = divergence(pool.taste[:, None, :], mix)
            chosen = yield self.weight * pool.relevance - (1 - self.weight) * apart
            total = total + q[pool.rows, chosen]
