"""Re-ranking: a model finds candidates, a re-ranker makes a good list of them.

    pool = pool_of(model, users, genres)               the 50 best items of each person
    places = MMR(0.7).pick(pool, k=10)                 which of them, in which order
    Reranked(ItemKNN(), MMR(0.7), genres).fit(train)   the same as a recommender, for evaluate and leaderboard

`Greedy` is the one interface: weight says how much relevance counts, rules what a list must keep.
"""

from recsys_course.reranking.dpp import DPP
from recsys_course.reranking.methods import MMR, ByRelevance, Calibrated, XQuAD
from recsys_course.reranking.pool import Greedy, Pool, Reranker, relevance_of
from recsys_course.reranking.reranked import Reranked, pool_of
from recsys_course.reranking.rules import AtLeast, AtMost, Floor, Rule

__all__ = [
    "DPP", "MMR", "AtLeast", "AtMost", "ByRelevance", "Calibrated", "Floor", "Greedy", "Pool", "Reranked", "Reranker",
    "Rule", "XQuAD", "pool_of", "relevance_of",
]  # fmt: skip
