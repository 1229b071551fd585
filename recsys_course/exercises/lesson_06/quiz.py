"""Quiz questions of lesson 06."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "06-q1",
    "All six numbers of a film are doubled. What happens to its dot product with a person, and to its cosine?",
    options={
        "a": "both become twice as large",
        "b": "the dot product becomes twice as large, the cosine stays",
        "c": "both stay: the direction is the same",
    },
    answer="b",
    why={
        "a": "The cosine divides by the length of the film, which is doubled too.",
        "b": "The cosine reads the direction only. In the dot product a long vector wins: its length can say how well "
        "known or how strong a film is.",
        "c": "The direction is the same, and the cosine reads only that. But every product in the sum is doubled.",
    },
)

Q2 = Quiz(
    "06-q2",
    "In another data set, after 10 epochs the RMSE is 0.80 on training and 0.86 on validation; after 100 epochs it is "
    "0.45 and 0.95. What happened, and what do you do?",
    options={
        "a": "the model still learns, as the training RMSE shows: train on",
        "b": "the validation ratings are wrong: choose other ones",
        "c": "the model learned the noise of the training ratings: stop earlier, or raise the penalty",
    },
    answer="c",
    why={
        "a": "It learns the training ratings by heart. On ratings that it has not seen, which count, it got worse.",
        "b": "Choosing validation ratings until the number is pleasant is a way to fool yourself.",
        "c": "Training better, validation worse: over-fitting. Fewer epochs, fewer factors or more penalty help.",
    },
)

Q3 = Quiz(
    "06-q3",
    "In ALS for implicit feedback, what does an empty cell of the matrix say?",
    options={
        "a": "this person does not like the film: x = 0 with full confidence",
        "b": "nothing: empty cells are left out of the loss",
        "c": "x = 0 with the low confidence 1, and c = 1 + alpha * r for a film that was seen",
    },
    answer="c",
    why={
        "a": "Perhaps the person never heard of it. The confidence of an empty cell is the lowest one, 1.",
        "b": "Then a model that gives every film the score 1 has no error at all. The empty cells keep it honest.",
        "c": "An empty cell is weak evidence against, a full cell strong evidence for. There are very many empty "
        "cells, so together they still count.",
    },
)

Q4 = Quiz(
    "06-q4",
    "To all scores of one person we add 7, and to the scores of another person we add 100. What changes?",
    options={
        "a": "nothing in the chances of the softmax, and nothing in the lists",
        "b": "the chances become closer to equal, the lists stay",
        "c": "the second person gets more popular films",
    },
    answer="a",
    why={
        "a": "exp(s + 7) = exp(s) exp(7), and the factor is above and below the line. So mu and b_u, which are "
        "the same for all films of a person, play no part in a ranking.",
        "b": "The factor exp(7) cancels exactly. Only multiplying the scores would change how even the chances are.",
        "c": "The order of a person's films does not change when the same number is added to all of them.",
    },
)
