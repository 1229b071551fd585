"""Quiz questions of lesson 07."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "07-q1",
    "A batch holds two ratings: Ana and Bo, both for Star Freight. The loss is the mean squared error. "
    "Which rows of P and Q have a gradient that is not all zeros?",
    options={
        "a": "all rows: the tables are learned as a whole",
        "b": "the rows of Ana and Bo in P, and the row of Star Freight in Q",
        "c": "the rows of Ana and Bo in P; two people cannot share a row of Q",
    },
    answer="b",
    why={
        "a": "Rows that were not looked up take no part in the loss, so moving them changes nothing: their gradient "
        "is 0.",
        "b": "Only looked-up rows take part in the loss. Star Freight was looked up twice: both gradients are added.",
        "c": "They share it: the gradient of that row is the sum of what both say.",
    },
)

Q2 = Quiz(
    "07-q2",
    "After training, the full softmax over 1,500 films has the loss 6.2, and BPR has 0.3. Which model makes better "
    "lists?",
    options={
        "a": "BPR: its loss is much smaller",
        "b": "the softmax: it had the harder task",
        "c": "the losses cannot say it; compare the lists on the validation",
    },
    answer="c",
    why={
        "a": "Two losses are two scales. A model that knows nothing has ln 1500 = 7.3 in the one and ln 2 = 0.7 in the "
        "other.",
        "b": "A hard task does not prove anything. The lists can be compared, with one metric and an interval.",
        "c": "A loss can be compared with itself, epoch after epoch. Between losses, only a common metric speaks.",
    },
)

Q3 = Quiz(
    "07-q3",
    "A notebook from the web calls `model.fit(x, x)`, where x is the matrix of stars, and is proud of a loss of "
    "0.0001. What does the network learn about films that a person has not seen?",
    options={
        "a": "to give them 0, because 0 is what the target holds there",
        "b": "their expected stars, because it guesses what an empty cell would hold",
        "c": "nothing wrong: input and target are the same, so the training is exact",
    },
    answer="a",
    why={
        "a": "There is no target that the input does not already hold. Copying is the best answer, and it copies the "
        "empty cells too. Hide something from the input, and let that be the target.",
        "b": "Only if something hinders it from copying (a narrow layer, hidden cells). The small loss says that "
        "nothing hindered it.",
        "c": "Exact copying is what lesson 06 called a film that explains itself: the perfect model of the past.",
    },
)

Q4 = Quiz(
    "07-q4",
    "Tomorrow a film arrives that nobody has seen. Its title and its people are known. What does the two-tower model "
    "need to give it a score?",
    options={
        "a": "a new training with the film in the catalogue",
        "b": "its features: their product with the learned table B is its vector",
        "c": "at least one viewer, as ItemKNN does",
    },
    answer="b",
    why={
        "a": "A new training helps once people have watched it. For a first score the learned towers are enough.",
        "b": "Such a film has no learned q, so q is 0, and f B is there from the first minute. We measure how good it "
        "is by hiding films.",
        "c": "That is the cold start of collaborative models. The towers also speak through features.",
    },
)
