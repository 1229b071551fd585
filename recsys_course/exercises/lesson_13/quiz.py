"""Quiz questions of lesson 13."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "13-q1",
    "A person met 90 % dramas and 10 % comedies. Every list of ten for this person holds ten dramas. What do nDCG and "
    "calibration say, if nearly every next film is a drama?",
    options={
        "a": "nDCG may be high, and yet the divergence is above 0: the list lost the smaller side of the taste",
        "b": "both are perfect: dramas are what the person wants",
        "c": "the divergence is infinite, because the list has no comedy",
    },
    answer="a",
    why={
        "a": "For hits the larger side is the safe bet each time; a tenth of the person is never served. (The "
        "divergence is 0.37 here, and 0 for nine dramas and one comedy.)",
        "b": "A tenth of the past were comedies, and the list has none: its mix is not that of the person.",
        "c": "The smoothed mix 0.99 q + 0.01 p is never 0 where p is not, so the divergence stays finite.",
    },
)

Q2 = Quiz(
    "13-q2",
    "A new model draws every list at random from the whole catalogue. Which of these numbers is likely to be the best "
    "of all models?",
    options={
        "a": "nDCG",
        "b": "coverage",
        "c": "serendipity, which counts hits that popularity does not have",
    },
    answer="b",
    why={
        "a": "A list that knows nothing about the person has almost no hits.",
        "b": "Many random lists together hold nearly every film. Coverage alone loves chance.",
        "c": "Serendipity needs hits, and lists at random have almost none.",
    },
)

Q3 = Quiz(
    "13-q3",
    "Two films in a pool have exactly the same genres as each other, and one of them is in the list. What does a DPP "
    "on these genres, and what does MMR, think of the other one?",
    options={
        "a": "the same: its likeness is 1, so both subtract 1 - w",
        "b": "MMR subtracts 1 - w; for the DPP nothing is left of it, and log 0 is minus infinity",
        "c": "both refuse it",
    },
    answer="b",
    why={
        "a": "For MMR that is right. The DPP takes the logarithm of what is left, and nothing is left.",
        "b": "MMR can be outvoted by a high relevance; the logarithm of (nearly) 0 cannot.",
        "c": "MMR subtracts 1 - w from its gain; with a high relevance it may still be chosen.",
    },
)

Q4 = Quiz(
    "13-q4",
    "Ratings of a film are given by those who choose it, with chances that you know exactly. You weigh each by 1 / "
    "chance. What do you get?",
    options={
        "a": "the exact mean of everybody's rating",
        "b": "a mean that is right on average and moves more the smaller the chances are",
        "c": "a mean that is too low, because rare ratings count too much",
    },
    answer="b",
    why={
        "a": "Only on average. Who rates is still luck, and a rating with a small chance has a large weight.",
        "b": "Unbiased, with a large variance: one rating with the chance 0.01 stands for a hundred.",
        "c": "A rare rating counts as often as it is missing, so on average nothing is too low.",
    },
)
