"""Quiz questions of lesson 14."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "14-q1",
    "Explainer A names the true cause in 0.68 of 93 lists, explainer B in 0.88 of 499 lists. The lists are not the "
    "same. Who is the better explainer?",
    options={
        "a": "B: 0.88 is more, and the intervals do not overlap",
        "b": "A: fewer lists are harder",
        "c": "one cannot say it so: each is judged on its own recommendations, so on other questions",
    },
    answer="c",
    why={
        "a": "True of the two numbers. But they answer different questions: each model chose its own films.",
        "b": "Few lists make the interval wide. They do not make the question harder.",
        "c": "Compare each with 'the last film' on the same lists: that is a fair pair.",
    },
)

Q2 = Quiz(
    "14-q2",
    "The parts of a score add up to it exactly. What do you know then about the sentence 'because you watched X', "
    "with X the film of the largest part?",
    options={
        "a": "that it is the reason why the person will like the film",
        "b": "that X gave most to this score, in this model",
        "c": "that the film would not stand there without X",
    },
    answer="b",
    why={
        "a": "The parts describe the model. Whether the model is right about the person is another question.",
        "b": "A sum that adds up explains the model, and no more. Ask the world and the removal on their own.",
        "c": "The rest may be enough to stay first. Only a removal tells.",
    },
)

Q3 = Quiz(
    "14-q3",
    "You order films by occlusion and draw the deletion curve of the same model. Its first step falls deeper than that "
    "of every other explanation. What does this show?",
    options={
        "a": "nothing about the world: the first step of the curve IS the largest occlusion, by definition",
        "b": "that occlusion finds the true causes",
        "c": "that the model is right",
    },
    answer="a",
    why={
        "a": "The judge and the judged are the same computation. Only a line of chance and another judge help.",
        "b": "The curve asks the model, never the world.",
        "c": "A wrong model can be explained perfectly.",
    },
)

Q4 = Quiz(
    "14-q4",
    "A small tree imitates a model with 0.9 on the people it learned from and 0.3 on other people. What may you say?",
    options={
        "a": "the tree explains 0.9 of the model",
        "b": "the tree explains the model for the people it knows, and that is enough",
        "c": "the tree has learned these people by heart; it explains 0.3 of the model",
    },
    answer="c",
    why={
        "a": "On the people it learned from a deep tree can imitate anything, even chance.",
        "b": "What it says about them is learned by heart too: another half of the people gives another tree.",
        "c": "As for every model: what counts is what it says about data that it has not seen.",
    },
)
