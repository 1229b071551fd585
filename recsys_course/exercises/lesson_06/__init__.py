"""Lesson 06, the dot product and how it is learned: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "item_scores",
    "mend",
    "predict",
    "gradient",
    "sgd_step",
    "build_sgd",
    "als_user",
    "build",
    "bpr_gradient",
    "ease",
    "softmax",
)
