"""Lesson 09, convolutions over a history: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "windows",
    "filter",
    "strongest",
    "vertical",
    "layer",
    "build",
    "pool",
    "lengths",
    "mend_join",
    "mend_future",
)
