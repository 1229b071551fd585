"""Quiz questions of lesson 03."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "03-q1",
    "Bo changes all ratings to half as many stars (5 becomes 2.5, and so on). "
    "What happens to the cosine of Ana and Bo?",
    options={
        "a": "it becomes half as large",
        "b": "it stays the same",
        "c": "it becomes larger, because the lengths shrink",
    },
    answer="b",
    why={
        "a": "The dot product becomes half as large, but so does the length of Bo, and one divides the other.",
        "b": "The cosine reads the direction of a row, not its length. Half of everything has the same direction.",
        "c": "The length shrinks, but the dot product shrinks by the same factor.",
    },
)

Q2 = Quiz(
    "03-q2",
    "A service has 2 million people and 20,000 films. New ratings arrive every second. Why do many services compute "
    "item-item similarities once a night, and no user-user similarities?",
    options={
        "a": "cosines between items are always larger than cosines between people",
        "b": "user-based recommenders cannot use ratings, only what was seen",
        "c": "there are far fewer pairs of films, and they change more slowly",
    },
    answer="c",
    why={
        "a": "How large they are says nothing about cost. Count the pairs.",
        "b": "They can: you computed scores from stars with the neighbours of Ana.",
        "c": "About 200 million pairs of films against 2,000,000 million pairs of people. And one new rating moves a "
        "film with thousands of ratings little, but a person with ten ratings a lot.",
    },
)

Q3 = Quiz(
    "03-q3",
    "One person is the only one who saw film A, and also the only one who saw film B. What is the cosine of A and B, "
    "and how much should we trust it?",
    options={
        "a": "it is 1, on the evidence of one person only: trust it little",
        "b": "it is 0, because one person is too little evidence for a cosine",
        "c": "it is 1, the highest possible, and so A and B are certainly alike",
    },
    answer="a",
    why={
        "a": "The two columns point in the same direction, so the cosine is 1. Shrinkage 5 turns it into 1/6.",
        "b": "The formula does not know how many people are behind it: the columns are parallel, so it gives 1.",
        "c": "The cosine is 1, but chance alone makes such pairs in every large table.",
    },
)

Q4 = Quiz(
    "03-q4",
    "In another experiment model A has nDCG 0.051 and model B has 0.053; the 95 % interval of the difference is "
    "-0.008 to +0.011. What do you write?",
    options={
        "a": "B is better than A by 0.002, which is 4 %",
        "b": "the two cannot be told apart on this data",
        "c": "A is better, because it is the simpler one of the two",
    },
    answer="b",
    why={
        "a": "With other people drawn by chance the sign could turn: 0 lies inside the interval.",
        "b": "The interval holds 0. You may still choose one, for other reasons such as speed: say so then.",
        "c": "Simplicity is a reason to choose, but not a measurement.",
    },
)
