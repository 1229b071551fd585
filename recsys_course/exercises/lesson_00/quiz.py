"""Quiz questions of lesson 00: what a recommender gives back, and how the exercises work."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "00-q1",
    "What does a recommender give back for one person?",
    options={
        "a": "the one film this person will certainly like",
        "b": "a score for every film, sorted into a list",
        "c": "the films that this person has watched and rated best so far",
        "d": "the list of the most popular films, which is the same for everybody",
    },
    answer="b",
    why={
        "a": "Nobody can promise that. A recommender gives every film a score, and is judged by how often the good "
        "ones are near the top.",
        "b": "A score for every film comes first; sorting the scores and keeping the best k makes the "
        "list. Every "
        "model in this course, from counting to neural networks, has this form.",
        "c": "Those are in the data already. The task is about films the person does not know yet.",
        "d": "That is only true of the simplest one, popularity. Even there, what a person has seen is left out.",
    },
)

Q2 = Quiz(
    "00-q2",
    "Why does the recommender leave out what a person has already seen?",
    options={
        "a": "because the films that somebody has seen were mostly not liked, and should not be shown again",
        "b": "because a model cannot compute a score for a film that the person has seen",
        "c": "because they would fill the list, and show the person nothing new",
    },
    answer="c",
    why={
        "a": "Often they are the best match of all. That is just why they would take the place of everything else.",
        "b": "It can: it gives a score to every film. Leaving some out is a decision that we take afterwards.",
        "c": "Films someone chose fit that person well, so most models put them on top. A list of known "
        "films helps "
        "nobody to discover one. (For music or groceries, repeating can be right: it depends on the "
        "product.)",
    },
)

Q3 = Quiz(
    "00-q3",
    'You press "Run All" in a fresh notebook, and below an exercise it says "not attempted yet". What does it mean?',
    options={
        "a": "Nothing is broken: the answer cell still holds `...`",
        "b": "The notebook has an error, and must be downloaded or installed once more",
        "c": "Your answer was wrong, and the points of this exercise are lost",
    },
    answer="a",
    why={
        "a": "An untouched exercise is not an error, so the whole notebook runs to its end. Write your answer "
        "in place of "
        "`...`, run that cell, then run the check.",
        "b": "Everything is in order. An error would stop the notebook and show a red traceback.",
        "c": "For a wrong answer the message is a different one: you would see what differs, and often why. "
        "And trying costs no points.",
    },
)
