"""Lesson 03, people and films that are alike: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "cosine",
    "user_scores",
    "item_similarities",
    "keep_nearest",
    "shrink",
    "recency",
    "build",
    "mend",
)
