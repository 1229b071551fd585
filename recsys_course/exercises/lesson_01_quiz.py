"""Quiz questions of lesson 01: empty cells, cleaning, selection, and splits."""

from __future__ import annotations

from recsys_course.exercises.base import Quiz

Q1 = Quiz(
    "01-q1",
    "In the matrix of ratings, the cell of Ana and *Quiet Snow* holds 0. What does it say?",
    options={
        "a": "Ana rated the film with 0 stars",
        "b": "Ana does not like the film",
        "c": "There is no event: Ana may love it, hate it, or never have heard of it",
        "d": "The film has no ratings at all",
    },
    answer="c",
    why={
        "a": "The lowest possible rating is half a star. The 0 only fills a place in the array.",
        "b": "Perhaps, but nothing in the data says so. She has not met it.",
        "c": "The cell is empty, and 0 is how the array writes that. No conclusion about her taste follows.",
        "d": "Eli rated it. The cell speaks about one person and one film only.",
    },
)

Q2 = Quiz(
    "01-q2",
    "A person gave *Harbour Lights* 3 stars in May and 4 stars in July. Both rows are in the log. What do you do?",
    options={
        "a": "remove both rows, because they contradict each other",
        "b": "keep one of the two, by a rule that you write down, and count the other as removed",
        "c": "keep both rows, because nothing may ever be deleted",
        "d": "nothing: it is an exact duplicate, and the program finds it",
    },
    answer="b",
    why={
        "a": "People change their minds, and both rows are true. You would lose a true event.",
        "b": "The usual rule is that the newest opinion counts. The report then shows one more removed row, with its "
        "reason, so that everybody can judge the rule.",
        "c": "A matrix has one cell for the two. Without a rule of yours, some piece of code decides for you; SciPy "
        "would add the two and write 7 stars.",
        "d": "The rows differ in rating and time: they are two opinions, not one event sent twice.",
    },
)

Q3 = Quiz(
    "01-q3",
    "The mean of all ratings in the log is 3.5. What would the mean be if everybody had to rate every film?",
    options={
        "a": "also 3.5: the log is a large sample",
        "b": "probably lower: people rate films that they chose, and they choose what they expect to like",
        "c": "probably higher: people rate mostly what made them angry",
        "d": "2.75, the middle of the scale from 0.5 to 5",
    },
    answer="b",
    why={
        "a": "Size does not help when the sample is chosen. Who rates what is not left to chance.",
        "b": "This is the selection effect. On Harbour we can compute it. For music it was measured, by asking "
        "people to rate songs drawn at random.",
        "c": "Where this happens, low ratings would be the most frequent ones. The picture above shows the opposite.",
        "d": "Nothing ties the mean of a taste to the middle of the scale.",
    },
)

Q4 = Quiz(
    "01-q4",
    "In the split by rows of the matrix, ItemKNN gives 0 to all films for each person of the test. Why?",
    options={
        "a": "the number of neighbours, k, is too small",
        "b": "the model is broken: it should have learned from the other people",
        "c": "for a person without any event in training there is no film met, so nothing to compare with",
        "d": "the films of the test do not occur in training",
    },
    answer="c",
    why={
        "a": "No k helps: the score adds up over the films that the person met, and here there are none.",
        "b": "It did learn which films go together. But it does not know which films these people met.",
        "c": "The score is a sum over the films of the history, and the history is empty. With such a split every "
        "personal model turns into the same list for all.",
        "d": "They do occur: other people met them. The rows of the test people are missing, not the columns.",
    },
)
