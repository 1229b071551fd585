"""Quiz questions of lesson 12."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "12-q1",
    "A poster has 32 x 32 cells and three colours. A layer has 16 filters of 3 x 3, stride 1, no padding. How many "
    "numbers does it learn, and how many answers does each filter give?",
    options={
        "a": "3 * 3 * 3 * 16 + 16 = 448 numbers, 30 * 30 answers",
        "b": "32 * 32 * 3 * 16 = 49,152 numbers, one answer",
        "c": "3 * 3 * 16 + 16 = 160 numbers, 32 * 32 answers",
    },
    answer="a",
    why={
        "a": "A filter sees 3 x 3 cells in three colours and has one bias; it fits at 32 - 3 + 1 places each way.",
        "b": "That is a dense layer: it learns every place of the poster anew.",
        "c": "A filter sees all three colours, and without padding it does not stand over the edge.",
    },
)

Q2 = Quiz(
    "12-q2",
    "In the training of the towers, parts of what is known about films are hidden at random. Why?",
    options={
        "a": "to make the training faster",
        "b": "so that each modality learns to speak when the others are missing, as they will be for some films",
        "c": "because posters are not needed",
    },
    answer="b",
    why={
        "a": "Each step costs the same, and the loss falls more slowly.",
        "b": "Without the trick the network leans on the strongest modality, and a film may lack just that one.",
        "c": "All of them are used where they are there.",
    },
)

Q3 = Quiz(
    "12-q3",
    "Your model reads posters. Somebody sorts the file of posters in another order, and nothing raises an error. Which "
    "check finds it?",
    options={
        "a": "the loss of the training is a number",
        "b": "the shapes of the arrays agree",
        "c": "scores with the posters are compared with scores without them: they should be better, and are not",
    },
    answer="c",
    why={
        "a": "It trains without trouble on the posters of other films.",
        "b": "A shuffled table has the same shape.",
        "c": "A part of a model that helps nothing when it is there is broken or not needed. Knock it out and measure.",
    },
)
