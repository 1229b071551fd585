"""Lesson 13, beyond accuracy: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "gini",
    "lift",
    "calibration",
    "exposure",
    "mmr_next",
    "what_is_left",
    "allowed",
    "build",
    "all_ratings",
    "mend_threshold",
)
