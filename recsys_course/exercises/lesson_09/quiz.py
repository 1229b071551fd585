"""Quiz questions of lesson 09."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "09-q1",
    "A picture has L = 5 rows and d = 32 columns. A layer has 16 horizontal filters of height 3. How many numbers "
    "does it learn, and at how many places does each filter give an answer?",
    options={
        "a": "3 * 32 * 16 + 16 = 1,552 numbers, 3 places",
        "b": "5 * 32 * 16 = 2,560 numbers, 5 places",
        "c": "3 * 3 * 16 + 16 = 160 numbers, 3 * 30 places",
    },
    answer="a",
    why={
        "a": "Each filter has a cell for 3 films times 32 numbers, and one bias; it fits at 5 - 3 + 1 places.",
        "b": "A filter of height 3 covers 3 rows, not all 5, and its numbers are the same at every place.",
        "c": "Filters for photographs move in two directions. Ours cover all columns and move over time only.",
    },
)

Q2 = Quiz(
    "09-q2",
    "A network reads the last five films with the parts that you know so far. Which part knows that a film was the "
    "LAST one, and not only that it is among the five?",
    options={
        "a": "the horizontal filters of heights 1 to 3, with max over time",
        "b": "the vertical filters",
        "c": "the table of the films' vectors",
    },
    answer="b",
    why={
        "a": "The maximum forgets the place: a strong answer counts the same, old or new. (A filter of height 5 has "
        "one place only, and would know.)",
        "b": "A vertical filter has one weight for each age, so the newest row can weigh more than the others.",
        "c": "A film has the same vector wherever it is in the history.",
    },
)

Q3 = Quiz(
    "09-q3",
    "After the first epoch your network has validation nDCG@10 = 0.95, where the best model so far has 0.17. What do "
    "you do first?",
    options={
        "a": "tell the team: networks are better than we thought",
        "b": "train longer: the value is still rising",
        "c": "look at one window and its target, and ask whether the window could be known at that moment",
    },
    answer="c",
    why={
        "a": "On Harbour not even the oracle comes near. A result above the ceiling is an error until proved right.",
        "b": "More epochs make a leak look better still.",
        "c": "A value far above every other model nearly always has the answer among its inputs.",
    },
)

Q4 = Quiz(
    "09-q4",
    "The difference of two models on the test is +0.004, with the 95 % interval from -0.010 to +0.018. What may you "
    "write?",
    options={
        "a": "the second model is better by 0.004",
        "b": "the two are equally good",
        "c": "this test cannot tell the two apart; a difference of more than about 0.02 is unlikely",
    },
    answer="c",
    why={
        "a": "Another thousand people could turn the sign.",
        "b": "That is not shown either: a small difference may exist, and the test is too small to see it.",
        "c": "The interval holds 0, and its ends say how large a difference could have been missed.",
    },
)
