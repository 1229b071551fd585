"""One dot product for each film."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_06.reader import READER, TWO_FILMS, cosines


def item_scores(user: np.ndarray, items: np.ndarray) -> np.ndarray:
    """s_i = p . q_i = sum_f p_f q_if for every item.  (d,), (m, d) -> (m,)."""
    return items @ user


def _cases(rng: np.random.Generator) -> Cases:
    """The vectors of the lesson, a square table, equal films; then random ones with negative numbers, and one film."""
    square = np.array([[1.0, 0.0, 2.0], [0.5, 3.0, 1.0], [-2.0, 1.0, 0.0]])
    by_hand: Cases = [(READER, TWO_FILMS), (np.array([1.0, 2.0, 0.5]), square), (np.array([0.0, 2.0]), np.ones((3, 2)))]
    sizes = ((4, 3), (3, 5), (1, 4))
    return by_hand + [(rng.normal(size=d).round(2), rng.normal(size=(m, d)).round(2)) for m, d in sizes]


EXERCISE = Exercise(
    "06-item-scores",
    points=1,
    title="one dot product for each film",
    reference=item_scores,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda user, items: (items * items).sum(axis=1),
            "You multiplied each film by itself. The user is not used at all: everybody would get the same scores.",
        ),
        Mistake(cosines, "You divided by the lengths: that is the cosine. The dot product is the sum alone."),
        Mistake(
            lambda user, items: (items * user).sum(axis=0),
            "The products are right, but you summed over the films. Sum over the numbers of ONE film, for each film.",
        ),
        Mistake(
            lambda user, items: items.sum(axis=1) * user.sum(),
            "You summed first and multiplied afterwards. Multiply number by number first, then sum.",
        ),
        Mistake(
            lambda user, items: (items + user).sum(axis=1),
            "You added the two vectors. Multiply them number by number, then sum.",
        ),
        Mistake(
            lambda user, items: (items * user).mean(axis=1),
            "You took the mean of the products. The dot product is their sum.",
        ),
        Mistake(
            lambda user, items: np.cumsum(items @ user),
            "The first score is right, and every other score also contains those before it. Begin again at 0 for each "
            "film.",
        ),
        Mistake(
            lambda user, items: items * user,
            "The products are right. Add up those of each film: one score for each film is left.",
        ),
        Mistake(
            lambda user, items: float((items * user).sum()),
            "You added up the products of all films: one number. Each film has its own sum (axis=1).",
        ),
        Mistake(
            lambda user, items: float(items[0] @ user),
            "This is the score of the first film only. Give one score for each film; is a `return` inside the loop?",
        ),
        Mistake(
            lambda user, items: user @ items,
            "A table on the right is read column by column: it needs as many films as numbers. Put the table on the "
            "left.",
        ),
        Mistake(
            lambda user, items: items @ user / np.linalg.norm(items, axis=1),
            "You divided by the length of each film. The dot product is the sum alone.",
        ),
        Mistake(
            lambda user, items: items @ user / np.linalg.norm(user),
            "You divided by the length of the user. The dot product is the sum alone.",
        ),
        Mistake(
            lambda user, items: (items * user).max(axis=1),
            "You took the largest product of each film. The dot product is their sum.",
        ),
        Mistake(
            lambda user, items: np.sqrt(((items - user) ** 2).sum(axis=1)),
            "This is the distance between user and film. The score is the sum of the products.",
        ),
        Mistake(
            lambda user, items: np.abs(items @ user),
            "A score may be below 0: that film is not wanted. Do not take the absolute value.",
        ),
        Mistake(
            lambda user, items: np.maximum(items @ user, 0),
            "A score may be below 0: that film is not wanted. Do not set it to 0.",
        ),
        Mistake(
            lambda user, items: np.sort(items @ user)[::-1],
            "You sorted the scores. Leave them in the order of the films, or nobody knows whose they are.",
        ),
        Mistake(
            lambda user, items: np.argsort(-(items @ user)),
            "These are the numbers of the films in the order of their scores. The scores themselves are asked for.",
        ),
    ],
    hints=[
        "Begin with one film: multiply its numbers by those of the user, one by one, and add up.",
        "A loop over the rows of `items` gives one number for each film. Collect them in an array.",
        "NumPy's `@` sums products. A table (m, d) on the left and a vector (d,) on the right give a vector (m,).",
    ],
)
