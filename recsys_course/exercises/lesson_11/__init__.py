"""Lesson 11, attention: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "weights",
    "attend",
    "mend_mask",
    "layer",
    "distance",
    "norm",
    "block",
    "padding",
    "build",
    "rollout",
    "left_out",
    "integrated",
)
