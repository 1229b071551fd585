"""Lesson 07, the dot product in a framework: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "one_hot",
    "pairs",
    "step",
    "softmax_loss",
    "sampled",
    "best_epoch",
    "mend_ratings",
    "mend_scalar",
    "build",
)
