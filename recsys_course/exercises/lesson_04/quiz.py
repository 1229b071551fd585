"""Quiz questions of lesson 04."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "04-q1",
    "A careless program splits genres at the space: Science Fiction becomes two terms, science and fiction. "
    "What goes wrong?",
    options={
        "a": "nothing: both words together still mean the same",
        "b": "the genre counts twice, and a film whose text says pure fiction shares a term with every space film",
        "c": "the cosine becomes larger than 1",
    },
    answer="b",
    why={
        "a": "A bag of words has forgotten that the two were together. Each is a term of its own now.",
        "b": "Two terms instead of one give this genre more weight than Comedy has, and each half can match films "
        "that have nothing to do with it.",
        "c": "Whatever the terms are, the lengths divide the dot product: a cosine never exceeds 1.",
    },
)

Q2 = Quiz(
    "04-q2",
    "The word streaming occurs in every one of 1,000 documents. What are its idf (in the formula above), and its "
    "effect on the cosines?",
    options={
        "a": "idf = 0, so it has no effect at all",
        "b": "idf = 1, the lowest weight; it still makes all films a little alike",
        "c": "idf = ln(1000), because it occurs in 1,000 documents",
    },
    answer="b",
    why={
        "a": "Without the + 1 it would be 0: ln(1001 / 1001). The + 1 keeps such words, with a small weight.",
        "b": "ln(1001 / 1001) + 1 = 1. A word in one single document has ln(1001 / 2) + 1 = 7.2, seven times as much.",
        "c": "The number of documents that hold the word is below the line: many documents, small weight.",
    },
)

Q3 = Quiz(
    "04-q3",
    "Tonight a new PERSON joins, without any history. Which model can make a list for them that fits their taste?",
    options={
        "a": "ContentBased, because it solves the cold start",
        "b": "ItemKNN, because it has seen many other people",
        "c": "neither of the two, as long as this person has told us nothing",
    },
    answer="c",
    why={
        "a": "It solves the cold start of ITEMS. Without films there is no profile: every score is 0.",
        "b": "It sums over the films of the history. The history is empty, so every score is 0.",
        "c": "Show what is popular, or ask: three films that they liked are enough for `score_history` of both models.",
    },
)

Q4 = Quiz(
    "04-q4",
    "A colleague tests a content model by leave-last-out. Its hit rate is 0.95, and the profiles were computed once, "
    "from all events of the log. What is your first thought?",
    options={
        "a": "the texts must be very good",
        "b": "the hidden film is part of the profile, so it looks for itself",
        "c": "hit rate is the wrong metric; nDCG would be lower",
    },
    answer="b",
    why={
        "a": "Perhaps, but first exclude the other explanation: nobody watches films that predictably.",
        "b": "The film most like a film is that film itself. Compute profiles from the events before the hidden one "
        "only.",
        "c": "nDCG would be lower, but a leak inflates every metric.",
    },
)
