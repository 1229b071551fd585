"""Repair the copied example: a dot product for all people and films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_06.reader import READER, TWO_FILMS, cosines


def all_scores(users: np.ndarray, items: np.ndarray) -> np.ndarray:
    """Row u, column i: p_u . q_i.  (n, d), (m, d) -> (n, m)."""
    return users @ items.T


def _cases(rng: np.random.Generator) -> Cases:
    """The lesson's person and one with other tastes; as many people as films; one film; then random tables."""
    people = np.array([READER, [0.0, 0.9, 0.8, 0.0, -0.5, 0.1]])
    cases: Cases = [(people, TWO_FILMS), (np.array([[1.0, 2.0], [0.0, 3.0]]), np.array([[2.0, 1.0], [1.0, -1.0]]))]
    shapes = ((3, 1, 2), (2, 4, 3), (4, 4, 4))
    return cases + [(rng.normal(size=(n, d)).round(2), rng.normal(size=(m, d)).round(2)) for n, m, d in shapes]


EXERCISE = Exercise(
    "06-mend",
    points=1,
    title="repair the copied example",
    reference=all_scores,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda users, items: np.array([[item @ item for item in items] for _ in users]),
            "The error is still there: each film is multiplied by itself, so every row is the same. Use the person of "
            "the row.",
        ),
        Mistake(
            lambda users, items: np.array([[user @ user for _ in items] for user in users]),
            "Now each PERSON is multiplied by themselves, and every film gets the same score. Multiply person by film.",
        ),
        Mistake(
            lambda users, items: items @ users.T,
            "The numbers are right, but rows and columns are swapped: give one row for each person.",
        ),
        Mistake(
            lambda users, items: np.array([items @ users[0] for _ in users]),
            "Every row holds the scores of the first person. Each row belongs to another person.",
        ),
        Mistake(
            lambda users, items: np.array([cosines(user, items) for user in users]),
            "You divided by the lengths: these are cosines. The example is about dot products.",
        ),
        Mistake(
            lambda users, items: (users[:, None] * items).mean(axis=2),
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda users, items: users[:, None] * items,
            "The products are right, (n, m, d). Add them up along the last axis.",
        ),
        Mistake(
            lambda users, items: (users[:, None] * items).sum(axis=1),
            "You added up over the films. Add up over the d numbers of one person and one film: the last axis.",
        ),
        Mistake(
            lambda users, items: np.tile((users @ items[0])[:, None], (1, len(items))),
            "Every column holds the scores of the first film. Each column belongs to another film.",
        ),
        Mistake(
            lambda users, items: items @ items.T,
            "You multiplied films with films. Each row belongs to a person, each column to a film.",
        ),
        Mistake(
            lambda users, items: users @ users.T,
            "You multiplied people with people. Each column belongs to a film.",
        ),
        Mistake(
            lambda users, items: (users @ items.T).ravel(),
            "The scores are right, but in one long row. A table is asked for: one row for each person.",
        ),
        Mistake(
            lambda users, items: users[0] @ items.T,
            "This is the row of the first person only. Give one row for each person; is a `return` inside the loop?",
        ),
        Mistake(
            lambda users, items: users @ items,
            "`users @ items` multiplies rows with columns. The films stand in rows: turn the table with items.T.",
        ),
    ],
    hints=[
        "Read the inner loop aloud: which two vectors does it multiply? Which name is never used?",
        "Row u, column i must hold the dot product of person u and film i.",
    ],
)
