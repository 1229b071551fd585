"""Lesson 12, many modalities: `ORDER` names its exercises, in the order of the lesson."""

ORDER = ("filter", "pool", "join", "build")
