"""Lesson 00, the first recommendation by counting: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "most_watched",
    "recommend_unseen",
)
