"""Quiz questions of lesson 15."""

from __future__ import annotations

from recsys_course.checking.exercise import Quiz

Q1 = Quiz(
    "15-q1",
    "A shop replaces each e-mail address by its SHA-256 and gives the table away. What does a stranger need to find "
    "out what ana@example.org bought?",
    options={
        "a": "a way to turn SHA-256 round, which nobody knows",
        "b": "the address: hash it, and look for the result in the table",
        "c": "the key of the shop",
    },
    answer="b",
    why={
        "a": "Nobody has to turn it round. It is enough to go forward from a guess.",
        "b": "Addresses can be guessed or bought, and everybody can compute the same hash.",
        "c": "A plain hash has no key. With HMAC the answer would be c.",
    },
)

Q2 = Quiz(
    "15-q2",
    "A table is 7-anonymous in age and city. In one group of seven people all rated the same film, a documentary about "
    "an illness, with five stars. What does somebody know who knows that a neighbour is in this group?",
    options={
        "a": "nothing: seven people look alike",
        "b": "that the neighbour rated this film with five stars",
        "c": "a chance of one in seven",
    },
    answer="b",
    why={
        "a": "They look alike in age and city. What they hide is the same for all seven.",
        "b": "k counts who looks alike; it does not ask whether their secrets differ.",
        "c": "One in seven is the chance to find the right row. All seven rows say the same.",
    },
)

Q3 = Quiz(
    "15-q3",
    "Noisy counts with epsilon 1 are published every Monday, with new noise, ten weeks long. What is the promise "
    "about a person whose events are the same in all ten weeks?",
    options={
        "a": "epsilon 1: each table keeps it",
        "b": "epsilon 10: the epsilons add up, and a mean of ten tables has less noise",
        "c": "epsilon 0.1: ten times as much noise was drawn",
    },
    answer="b",
    why={
        "a": "Each table alone keeps it. A stranger has all ten, and the mean of ten draws is nearer to the truth.",
        "b": "That is why the budget belongs to the person, not to the question.",
        "c": "More tables tell more, not less.",
    },
)

Q4 = Quiz(
    "15-q4",
    "A small loss for a rating tells that it was in the training. For which model does this attack work best?",
    options={
        "a": "for the one with the smallest loss on new ratings",
        "b": "for the one whose losses in and out of the training differ most",
        "c": "for the largest one, whatever its losses are",
    },
    answer="b",
    why={
        "a": "A model that is good on everything leaks little: members and strangers look alike to it.",
        "b": "The attack lives from the difference, and that is what over-fitting is.",
        "c": "A large model that is well regularised has a small difference.",
    },
)
