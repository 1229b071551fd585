"""Quiz questions of lesson 01: empty cells, cleaning, selection, and splits."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "01-q1",
    "A colleague takes the mean of each column of the matrix of tiny and reports: *Quiet Snow* is the worst film, "
    "with 5 / 6 = 0.83 stars. What do you answer?",
    options={
        "a": "That is right: 0.83 is below half a star, so nearly everybody disliked it",
        "b": "The sum should be divided by 8, the number of films",
        "c": "Only one person rated it, with 5 stars. The other five cells are not ratings",
        "d": "The zeros are low ratings, but one should take the median instead of the mean",
    },
    answer="c",
    why={
        "a": "The lowest possible rating is half a star, so a mean below it cannot be right. Five zeros are in it.",
        "b": "A column has one cell for each person. But which of these cells hold a rating?",
        "c": "Five cells are empty, and 0 is how the array writes that. The mean over what was rated is 5, from one "
        "rating: a good sign, and a weak one.",
        "d": "The zeros are not ratings. The median would be 0, which is no better.",
    },
)

Q2 = Quiz(
    "01-q2",
    "Because of a bad connection, one rating was sent twice, and the second row carries a time that is one second "
    "later. Everything else is the same. What does `clean` do with the two rows?",
    options={
        "a": "the step 'exact duplicates' removes one of them",
        "b": "the step 'exact duplicates' keeps both, and the step 'changed opinions' removes the older one",
        "c": "both rows stay, because their times differ",
        "d": "both rows go, because nobody knows which one is right",
    },
    answer="b",
    why={
        "a": "That step compares all four columns, and the times differ.",
        "b": "They are not exact duplicates, but they have the same person and film: the newest one counts. The row "
        "is counted as removed, with a reason that is not quite true. No rule sees why a row is there.",
        "c": "They pass the step 'exact duplicates'. Look at the last line of the report: one more step follows.",
        "d": "No step does this. You would lose a true event.",
    },
)

Q3 = Quiz(
    "01-q3",
    "The mean of all ratings in the log of Harbour is 3.5. What would the mean be if everybody had to rate every film?",
    options={
        "a": "also 3.5: the log is a large sample",
        "b": "lower: people rate films that they chose, and they choose what they expect to like",
        "c": "higher: people rate mostly what made them angry",
        "d": "2.75, the middle of the scale from 0.5 to 5",
    },
    answer="b",
    why={
        "a": "Size does not help when the sample is chosen. Who rates what is not left to chance.",
        "b": "The next cell measures it on Harbour. For music it was measured by asking people to rate songs drawn "
        "at random.",
        "c": "Where this happens, low ratings would be the most frequent ones. The picture above shows the opposite.",
        "d": "Nothing ties the mean of a taste to the middle of the scale.",
    },
)

Q4 = Quiz(
    "01-q4",
    "In the split by rows of the matrix, ItemKNN gives 0 to all films for each person in the test. Why?",
    options={
        "a": "the number of similar films that ItemKNN keeps is too small",
        "b": "the model is broken: it should have learned from the other people",
        "c": "a person without any event in training has watched nothing that films could be compared with",
        "d": "the films of the test do not occur in training",
    },
    answer="c",
    why={
        "a": "No number helps: the score is a sum over the films that the person watched, and here there are none.",
        "b": "It did learn which films go together. But it does not know which films these people watched.",
        "c": "The score is a sum over the films of the history, and the history is empty. With such a split every "
        "personal model turns into the same list for everybody.",
        "d": "They do occur: other people watched them. The rows of the test people are missing, not the columns.",
    },
)
