"""Lesson 04, films described by their words: `ORDER` names its exercises, in the order of the lesson."""

ORDER = (
    "bag",
    "idf",
    "tfidf",
    "profile",
    "parts",
    "build",
    "mend_long",
    "mend_leak",
)
