"""Exercises of lesson 08, part three: three faults of popular articles."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to, exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def accuracies(seen: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    """Share of right cells of the model (yes if sigma(score) > 1/2), and of saying no everywhere.  (n, m), (n, m)."""
    return float(((scores > 0) == (seen > 0)).mean()), float((seen == 0).mean())


def _accuracy_cases(rng: np.random.Generator) -> Cases:
    """Sparse tables; the model says yes now and then; small scores above and below 0 and 1/2."""
    by_hand = (np.array([[1, 0, 0, 0], [0, 0, 1, 0]]), np.array([[0.3, -1, 2, -3], [-0.2, -1, -2, 0.1]]))
    cases: Cases = [by_hand]
    for n, m in ((3, 5), (4, 6), (5, 8), (6, 4)):
        seen = (rng.random((n, m)) < 0.25).astype(int)
        seen[0, 0] = 1
        cases.append((seen, rng.normal(-0.3, 0.6, (n, m)).round(2)))
    return cases


ACCURACY = Exercise(
    "08-accuracy",
    points=2,
    title="accuracy beside saying no to everything",
    reference=accuracies,
    cases=_accuracy_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            lambda seen, scores: (float(((scores > 0.5) == (seen > 0)).mean()), float((seen == 0).mean())),
            "You asked for scores above 1/2. The CHANCE is above 1/2 where the score is above 0.",
        ),
        Mistake(
            lambda seen, scores: (accuracies(seen, scores)[0], float((seen > 0).mean())),
            "Your second number is the accuracy of saying YES to everything.",
        ),
        Mistake(
            lambda seen, scores: (float((scores > 0)[seen > 0].mean()), float((seen == 0).mean())),
            "Your first number looks at the seen cells only: that is the recall. Accuracy counts all cells.",
        ),
        Mistake(
            lambda seen, scores: accuracies(seen, scores)[::-1],
            "The two numbers are in the wrong order: the model first.",
        ),
        Mistake(
            lambda seen, scores: (accuracies(seen, scores)[0], float((scores <= 0).mean())),
            "Your second number counts how often the MODEL says no. Count the cells where no is right.",
        ),
    ],
    hints=[
        "sigma(s) > 1/2 exactly where s > 0.",
        "The mean of an array of True and False is the share of True.",
        "Who says no everywhere is right in every cell that holds 0.",
    ],
)


def last_of_each(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    """True for the last event of each person with two or more; of equal times the later row.  (n,), (n,) -> (n,)."""
    held_out = np.zeros(len(users), bool)
    for user in np.unique(users):
        rows = np.flatnonzero(users == user)
        if len(rows) > 1:
            held_out[rows[np.argsort(times[rows], kind="stable")[-1]]] = True
    return held_out


def _split_cases(rng: np.random.Generator) -> Cases:
    """Rows out of order, a person with one event, equal times; then random logs."""
    cases: Cases = [
        (np.array([0, 1, 0, 1, 2]), np.array([5, 3, 2, 9, 7])),
        (np.array([1, 1, 0, 1, 0]), np.array([4, 4, 8, 2, 1])),
    ]
    for n in (8, 10, 12):
        users = np.concatenate([[3], rng.integers(0, 3, n), [0, 0]])
        cases.append((users, np.concatenate([[50], rng.permutation(30)[:n], [40, 35]])))
    return cases


def _last_in_the_file(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return last_of_each(users, np.arange(len(users)))


def _all_last(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    alone = np.bincount(users)[users] == 1
    return last_of_each(users, times) | alone


def _all_of_equal_times(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    latest = {user: times[users == user].max() for user in users}
    several = np.bincount(users)[users] > 1
    return several & np.array([time == latest[user] for user, time in zip(users, times, strict=True)])


def _latest_fifth(users: np.ndarray, times: np.ndarray) -> np.ndarray:
    return times > np.quantile(times, 0.8)


MEND_SPLIT = Exercise(
    "08-mend-split",
    points=2,
    title="repair: people whom the network never met",
    reference=last_of_each,
    cases=_split_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda users, times: users >= np.quantile(users, 0.8),
            "The fault is still there: all events of some people are hidden, so nothing is learned about them.",
        ),
        Mistake(
            _last_in_the_file,
            "You hid the last ROW of each person. The rows need not be in order of time: look at `times`.",
        ),
        Mistake(
            lambda users, times: last_of_each(users, -times),
            "You hid the first event of each person. The future is hidden, not the past.",
        ),
        Mistake(
            _all_last,
            "Almost: a person with one event would have nothing left to learn from. Do not hide it.",
        ),
        Mistake(
            _all_of_equal_times,
            "Almost: when the last two events of a person have the same time, hide only the later row.",
        ),
        Mistake(
            _latest_fifth,
            "You hid the latest events of the whole log. A person may have all events there, or none.",
        ),
        Mistake(lambda users, times: ~last_of_each(users, times), "True and False are exchanged: True is hidden."),
    ],
    hints=[
        "Everybody must leave something in the training. What would a service know about a person on their last day?",
        "For each person: the rows of this person, and among them the one with the largest time.",
        "np.argsort(..., kind='stable') keeps the order of the file among equal times, so the later row stays last.",
    ],
)


def mended_joined(p: np.ndarray, q: np.ndarray, deep: np.ndarray) -> np.ndarray:
    """p . q + the number of the network, pair by pair.  (n, d), (n, d), (n, 1) -> (n,)."""
    return (p * q).sum(axis=1) + deep[:, 0]


def _heads_cases(rng: np.random.Generator) -> Cases:
    """As many pairs as factors, one pair, more pairs."""
    shapes = ((3, 3), (1, 2), (4, 2), (5, 3))
    return [tuple(rng.normal(size=shape).round(2) for shape in ((n, d), (n, d), (n, 1))) for n, d in shapes]


MEND_HEADS = Exercise(
    "08-mend-heads",
    points=2,
    title="repair: two outputs of different shapes",
    reference=mended_joined,
    cases=_heads_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1) + deep,
            "The fault is still there: (n,) plus (n, 1) gives a table (n, n), every product with every network number.",
        ),
        Mistake(
            lambda p, q, deep: p * q + deep,
            "Now the products are not added up: d numbers for each pair instead of one.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=1, keepdims=True) + deep,
            "The numbers are right. Wanted is the shape (n,), and yours is (n, 1).",
        ),
        Mistake(
            lambda p, q, deep: ((p * q).sum(axis=1) + deep).mean(axis=0),
            "You took the mean of the table. It has the right shape, but mixes all pairs.",
        ),
        Mistake(
            lambda p, q, deep: (p * q).sum(axis=0).sum() + deep[:, 0],
            "You added up the products of all pairs. Each pair has its own sum: axis=1.",
        ),
    ],
    hints=[
        "Write the shape below each part of the sum. Both should be (n,).",
        "deep has one column. `deep[:, 0]` is that column, (n,).",
    ],
)
