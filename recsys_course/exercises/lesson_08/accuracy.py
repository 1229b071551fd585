"""Accuracy beside saying no to everything."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def accuracies(seen: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    """Share of right cells of the model (yes if sigma(score) > 1/2), and of saying no everywhere.  (n, m), (n, m)."""
    return float(((scores > 0) == (seen > 0)).mean()), float((seen == 0).mean())


def _cases(rng: np.random.Generator) -> Cases:
    """Sparse tables; the model says yes now and then; small scores above and below 0 and 1/2."""
    by_hand = (np.array([[1, 0, 0, 0], [0, 0, 1, 0]]), np.array([[0.3, -1, 2, -3], [-0.2, -1, -2, 0.1]]))
    cases: Cases = [by_hand]
    for n, m in ((3, 5), (4, 6), (5, 8), (6, 4)):
        seen = (rng.random((n, m)) < 0.25).astype(int)
        seen[0, 0] = 1
        cases.append((seen, rng.normal(-0.3, 0.6, (n, m)).round(2)))
    return cases


EXERCISE = Exercise(
    "08-accuracy",
    points=2,
    title="accuracy beside saying no to everything",
    reference=accuracies,
    cases=_cases,
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
        "An answer of no everywhere is right in every cell that holds 0.",
    ],
)
