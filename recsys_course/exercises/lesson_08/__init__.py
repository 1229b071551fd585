"""Lesson 08, deep networks: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "dense",
    "two_layers",
    "halves",
    "all_pairs",
    "cross_entropy",
    "neumf",
    "build",
    "accuracy",
    "mend_split",
    "mend_heads",
)
