"""Quiz questions of lesson 10."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "10-q1",
    "A fading mean keeps one half of its state at each step: h = 0.5 h + 0.5 x. How much does the film three steps "
    "before the last one count?",
    options={"a": "1/8", "b": "1/16", "c": "0: it is forgotten"},
    answer="b",
    why={
        "a": "Three halvings give 1/8, but when it was read it entered with 1/2.",
        "b": "It entered with 1/2 and was halved three times: 1/2 times 1/8.",
        "c": "Halving never reaches 0. A fading mean forgets slowly and never completely.",
    },
)

Q2 = Quiz(
    "10-q2",
    "At one step all numbers of the update gate z are 0.99. What happened to the film that was just read?",
    options={
        "a": "it was nearly ignored: the state stays as it was",
        "b": "it was taken over: the state is nearly the candidate",
        "c": "the old state was cleared",
    },
    answer="a",
    why={
        "a": "The new state is 0.99 of the old one and 0.01 of the candidate.",
        "b": "That is z near 0 in this form. (Some books call 1 - z the update gate; read the formula first.)",
        "c": "Clearing the old state is z near 0, or r near 0 inside the candidate.",
    },
)

Q3 = Quiz(
    "10-q3",
    "A tutorial pads all histories to 500 films and reports a loss of 1.3. Yours, with the same data and model, "
    "reports 6.1 over real places. Who has the better model?",
    options={
        "a": "the tutorial: its loss is lower",
        "b": "you: a larger loss means a harder task",
        "c": "nobody can say: first take both means over the same places",
    },
    answer="c",
    why={
        "a": "Its mean may be made of empty places. With 4 of 5 places empty, 6.5 becomes 1.3 without any learning.",
        "b": "A larger loss is not better either. The two numbers are means over different places.",
        "c": "A mean over 80 % empty places says nothing. Compare on real places, or better: on nDCG.",
    },
)

Q4 = Quiz(
    "10-q4",
    "On MovieLens many people enter all their ratings in one evening. Why does that make it hard to learn from order?",
    options={
        "a": "the order of typing follows the page that the site showed, and ties do not have any order",
        "b": "too few people do this in one evening",
        "c": "networks cannot read the time of day",
    },
    answer="a",
    why={
        "a": "Between two ratings lie seconds, not a film. A model then learns how the site lists films.",
        "b": "The number of people is not the problem: what counts is what lies between two events of one person.",
        "c": "None of our models reads the clock; they read the order. But the order is not that of watching.",
    },
)
