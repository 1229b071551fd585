"""Quiz questions of lesson 02: what a number about a list means, and what it does not mean."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "02-q1",
    "Look at Bo's stars. He gave The Wedding Cook 1 star. Suppose we call a film relevant only when he gave it 4 "
    "stars or more. What is the precision of the list (Tea for Two Cats, Letters to Lisbon, The Wedding Cook, Iron "
    "Comet) now?",
    options={"a": "2/4, as before", "b": "1/4", "c": "2/3", "d": "1/3"},
    answer="b",
    why={
        "a": "That counts The Wedding Cook as a hit. He watched it, but with 1 star it is no longer relevant.",
        "b": "Only Iron Comet is left as a hit, at one of four places. The list did not change; our definition of "
        "relevant did. Every article must say which definition it uses. (The recall changes too: from 2/3 to 1/2.)",
        "c": "2/3 was the recall before: two of three relevant films. Precision is a share of the list.",
        "d": "The list has four places, so the denominator of precision is 4.",
    },
)

Q2 = Quiz(
    "02-q2",
    "The course hides one film per person and makes lists of 10. What is the highest precision at 10 that any model "
    "can reach there?",
    options={"a": "1", "b": "0.5", "c": "0.1", "d": "it depends on the model"},
    answer="c",
    why={
        "a": "For that, all ten films of a list would have to be relevant. Only one film is hidden.",
        "b": "Count again: at most one of the ten places can hold the hidden film.",
        "c": "One hit among ten places is 1/10. So a precision that sounds low can be the best possible one: a number "
        "needs its ceiling beside it.",
        "d": "A better model has more hits, but never more than one per person. The way of testing sets this limit.",
    },
)

Q3 = Quiz(
    "02-q3",
    "Model A has nDCG 0.050 (interval 0.040 to 0.060), model B 0.056 (interval 0.045 to 0.067), on the same people. "
    "The paired difference B - A is +0.006 with the interval +0.002 to +0.010. What follows?",
    options={
        "a": "Nothing: the two intervals overlap",
        "b": "B is better on this test: the interval of the difference leaves out 0",
        "c": "B is better for every single person",
    },
    answer="b",
    why={
        "a": "Each of the two intervals contains the luck of having these people and not others. Both models share "
        "this luck, and it cancels in the difference. So look at the paired difference.",
        "b": "Yes. For the same people the differences vary much less than the values themselves. Whether +0.006 is "
        "worth anything to a product is another question.",
        "c": "The statement is about the mean over people. For many persons A may well be better.",
    },
)

Q4 = Quiz(
    "02-q4",
    "An article ranks the hidden item against 100 random unseen items and reports a hit rate at 10 of 0.72. Which "
    "conclusion is safe?",
    options={
        "a": "For 72 % of the people the hidden item would be on their list of ten",
        "b": "The model is better than one with a hit rate of 0.20 over all items",
        "c": "The hidden item is in the first tenth or so of the whole catalogue for about 72 % of the people",
    },
    answer="c",
    why={
        "a": "That would need the whole catalogue as rivals. A hundred random items leave out almost all of the "
        "strong rivals.",
        "b": "The two numbers measure different things. In the lesson the sampled hit rates 0.50 and 0.50 belonged to "
        "models with 0.09 and 0.17 over all films.",
        "c": "Place 10 among 101 corresponds to a place near one tenth of the catalogue: far below what a person ever "
        "sees. And even chance gets about 0.10 this way.",
    },
)
