"""Quiz questions of lesson 11."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "11-q1",
    "All matches of a query with four films are equal. What does attention take?",
    options={
        "a": "nothing: no film stands out",
        "b": "the mean of the four values",
        "c": "the value of the last film",
    },
    answer="b",
    why={
        "a": "The weights of a query always sum to 1. Equal matches give equal weights, here 1/4 each.",
        "b": "Equal matches give the weights 1/4, 1/4, 1/4, 1/4: the plain mean.",
        "c": "Nothing says where a film stands in the row: attention by itself does not know what is last.",
    },
)

Q2 = Quiz(
    "11-q2",
    "A history is shuffled; only its last film stays where it is. The last film asks, by the attention of this lesson "
    "so far. What does it take?",
    options={
        "a": "the same as before",
        "b": "something else, because the films have other neighbours now",
        "c": "something else, but only where two films are equal",
    },
    answer="a",
    why={
        "a": "The last query meets the same keys and takes the same values. A sum does not know its order.",
        "b": "The query of the last place compares itself with each key alone; who stands beside whom plays no part.",
        "c": "Equal or not, each film has the same key and the same value wherever it stands.",
    },
)

Q3 = Quiz(
    "11-q3",
    "Slope 0.35, all matches equal. How much does the film two places back count, beside the film just read?",
    options={"a": "about a half", "b": "about a third", "c": "0.30"},
    answer="a",
    why={
        "a": "e to the -0.7 is 0.497: two places back the weight has halved. The half-life is ln 2 / 0.35 = 1.98.",
        "b": "A third would be e to the -1.1, three places back.",
        "c": "1 - 2 * 0.35 is not it: the distance stands in the exponent.",
    },
)

Q4 = Quiz(
    "11-q4",
    'A colleague shows a picture: for every list, the film with the largest weight in the last block. "This is why the '
    'model recommends it." What is missing?',
    options={
        "a": "more heads: one head cannot explain",
        "b": "a test: do the scores fall when this film is taken away, more than for any other, and more than for the "
        "last film?",
        "c": "nothing: the weights sum to 1, so they are shares of the reason",
    },
    answer="b",
    why={
        "a": "More heads give more pictures. None of them is a test.",
        "b": "A weight says what was read from a place, and by then the places hold mixtures. Only taking away shows "
        "what the score rests on.",
        "c": "They are shares of what was READ at the last block. What stays of x by itself, and what lower blocks "
        "moved, is not in them.",
    },
)
