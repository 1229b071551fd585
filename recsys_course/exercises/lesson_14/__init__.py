"""Lesson 14, explanations: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "parts",
    "because",
    "names_cause",
    "instead",
    "occlusion",
    "on_the_way",
    "left_after",
    "imitated",
    "sentence",
    "build",
    "from_the_future",
)
