"""Quiz questions of lesson 05."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "05-q1",
    'A shop finds the rule "bought bread -> bought milk". Its support is 0.02 and its confidence is 0.8. Of all '
    "customers, 0.4 buy milk. What is the lift, and what does it say?",
    options={
        "a": "40: people who buy bread buy milk forty times as often",
        "b": "0.32: bread makes milk less likely",
        "c": "2: among those who buy bread, milk is twice as common as among everybody",
    },
    answer="c",
    why={
        "a": "You divided the confidence by the support. Divide by the share of everybody who buys milk, 0.4.",
        "b": "You multiplied. The lift is the confidence DIVIDED by the share of everybody.",
        "c": "0.8 / 0.4 = 2. The support of 0.02 says that it concerns few people.",
    },
)

Q2 = Quiz(
    "05-q2",
    "You run k-means twice on the same rows, with the same number of groups and two starts. The inertia is 120 the "
    "first time and 135 the second time. Which result do you keep?",
    options={
        "a": "the one with 120: its rows lie nearer to their centres",
        "b": "the one with 135: a higher value is better",
        "c": "neither: when two runs differ, there are no groups in the data",
    },
    answer="a",
    why={
        "a": "The inertia is what k-means makes small; with the same rows and number of groups it compares.",
        "b": "The inertia is a sum of squared distances: smaller is better.",
        "c": "Two starts can end in two places even where the groups are clear. That is why several starts are tried.",
    },
)

Q3 = Quiz(
    "05-q3",
    "A colleague multiplies all scores of one part of a weighted hybrid by 1,000. The hybrid standardises the rows "
    "of its parts, as above. What happens to the lists?",
    options={
        "a": "this part now decides alone",
        "b": "nothing",
        "c": "its weight must be divided by 1,000 to get the old lists back",
    },
    answer="b",
    why={
        "a": "That would be so with raw scores. Here the mean and the deviation grow by the same factor.",
        "b": "Mean and deviation grow by 1,000 too, so the standardised row is the same. Nobody wins by shouting.",
        "c": "The weight multiplies the standardised row, and that row has not changed.",
    },
)

Q4 = Quiz(
    "05-q4",
    "The first model of a cascade picks 100 candidates. For 30 % of the people, the film that they will really watch "
    "is among them. What is the highest hit rate of the cascade for lists of 10, whatever the second model is?",
    options={
        "a": "1, if the second model is perfect",
        "b": "0.3",
        "c": "0.03, because 10 of 100 candidates are shown",
    },
    answer="b",
    why={
        "a": "The second model only orders what the first one picked. A film that is not a candidate is not shown.",
        "b": "A perfect second model puts the film on top whenever it is a candidate: for 30 % of the people.",
        "c": "That would be a second model that draws by chance. A good one finds the film among the 100.",
    },
)
