"""Quiz questions of lesson 08."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "08-q1",
    "A colleague removes every relu from the network on [p, q]. What can the network still do?",
    options={
        "a": "the same, because two layers have enough weights",
        "b": "it gives each person another list, but with less detail",
        "c": "all people get the films in one and the same order",
    },
    answer="c",
    why={
        "a": "Without relu, two layers are one: (x W1) W2 = x (W1 W2). The number of weights does not matter.",
        "b": "What would differ between people? The person adds the same number to the scores of all films.",
        "c": "The score is then a number of the person plus a number of the film. The order of the films is that of "
        "their own numbers, for everybody.",
    },
)

Q2 = Quiz(
    "08-q2",
    "A network is trained on seen films only, with the loss -ln sigma(s), without any negatives. The training loss "
    "falls to nearly 0. What did it learn?",
    options={
        "a": "to say yes to everything, because a large bias does it",
        "b": "the taste of the people, because the loss is small",
        "c": "nothing at all: the weights stay as they were at the start",
    },
    answer="a",
    why={
        "a": "Nothing in the loss ever asks for a no. A number that is large for every pair has loss 0.",
        "b": "A small loss says that the seen films have high scores. All the others may have them too.",
        "c": "The weights move, all of them towards yes.",
    },
)

Q3 = Quiz(
    "08-q3",
    "The training loss falls in every epoch. The validation nDCG rises for some epochs and then falls. Which weights "
    "does `fit(train, valid)` of the course keep?",
    options={
        "a": "those of the last epoch, because its loss is the smallest",
        "b": "those of the epoch with the highest validation nDCG",
        "c": "those of the epoch with the smallest training loss",
    },
    answer="b",
    why={
        "a": "A small training loss after the turn means that the training events are known by heart.",
        "b": "This is early stopping: training ends when the validation has not risen for some epochs, and the best "
        "weights come back.",
        "c": "That would be the last epoch, after the turn.",
    },
)

Q4 = Quiz(
    "08-q4",
    "Two models have equal nDCG. One scores by a dot product, the other by a network on pairs. A service has ten "
    "million films. Which is easier to serve, and why?",
    options={
        "a": "the network: its hidden layer is smaller than the catalogue",
        "b": "both need one pass over all films, so there is no difference",
        "c": "the dot product: one product of matrices, and there are indexes that find the largest ones quickly",
    },
    answer="c",
    why={
        "a": "The second layer must be computed for every pair of person and film.",
        "b": "The pass of the network costs many more multiplications for each film, and it cannot skip films.",
        "c": "Films with large dot products can be found without looking at all of them. For a network no such search "
        "is known in general.",
    },
)
