"""Lesson 02, how good a list is, and how sure we are: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "precision_recall",
    "ndcg",
    "mrr",
    "bootstrap",
    "build",
    "accuracy_gain",
    "mended_ndcg",
    "chance_hit_rate",
)
