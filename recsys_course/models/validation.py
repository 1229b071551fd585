"""How good is a fitted model on the validation? For choices that a model makes while it learns."""

from __future__ import annotations

import numpy as np

from recsys_course import metrics
from recsys_course.data import Interactions
from recsys_course.models.base import Recommender


def mean_ndcg(model: Recommender, valid: Interactions, k: int = 10) -> float:
    """Mean nDCG@k over the users in `valid`, all unseen items ranked. The same number as evaluation.evaluate's."""
    users = np.unique(valid.users)
    if not len(users):
        raise ValueError("The validation has 0 events, so nothing can be chosen on it. Check the split.")
    relevant = valid.matrix()[users]
    found = metrics.hits(model.recommend(users, k), relevant)
    return float(np.nanmean(metrics.ndcg(found, np.diff(relevant.indptr))))
