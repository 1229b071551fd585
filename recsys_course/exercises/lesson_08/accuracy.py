"""Accuracy beside saying no to everything."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def accuracies(seen: np.ndarray, scores: np.ndarray) -> tuple[float, float]:
    """Share of right cells of the model (yes if sigma(score) > 1/2), and of saying no everywhere.  (n, m), (n, m)."""
    return float(((scores > 0) == (seen > 0)).mean()), float((seen == 0).mean())


def _cases(rng: np.random.Generator) -> Cases:
    """Sparse tables; the model says yes now and then; small scores above and below 0 and 1/2, and exactly 0."""
    by_hand = (np.array([[1, 0, 0, 0], [0, 0, 1, 0]]), np.array([[0.3, -1, 2, -3], [-0.2, -1, -2, 0.1]]))
    cases: Cases = [by_hand, (np.array([[1, 0, 0]]), np.array([[0.0, 0.0, 0.4]]))]
    for n, m in ((3, 5), (4, 6), (5, 8), (6, 4)):
        seen = (rng.random((n, m)) < 0.25).astype(int)
        seen[0, 0] = 1
        scores = rng.normal(-0.3, 0.6, (n, m)).round(2)
        scores[1, 1] = 0  # a chance of exactly 1/2
        cases.append((seen, scores))
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
        Mistake(
            lambda seen, scores: (float(((scores >= 0) == (seen > 0)).mean()), accuracies(seen, scores)[1]),
            "A score of 0 is a chance of exactly 1/2, and 1/2 is not MORE than 1/2: use >, not >=.",
        ),
        Mistake(
            lambda seen, scores: tuple(part * seen.size for part in accuracies(seen, scores)),
            "These are numbers of cells. Shares are asked for: divide by the number of all cells, or take the mean.",
        ),
        Mistake(
            lambda seen, scores: tuple(100 * part for part in accuracies(seen, scores)),
            "These are percent. Shares lie between 0 and 1.",
        ),
        Mistake(
            lambda seen, scores: tuple(1 - part for part in accuracies(seen, scores)),
            "These are the shares of WRONG cells.",
        ),
        Mistake(
            lambda seen, scores: (1 - accuracies(seen, scores)[0], accuracies(seen, scores)[1]),
            "Your first number is the share of wrong cells of the model.",
        ),
        Mistake(
            lambda seen, scores: (float((seen[scores > 0] > 0).mean()), accuracies(seen, scores)[1]),
            "Your first number looks at the cells with a yes only: that is the precision. Accuracy counts all cells.",
        ),
        Mistake(
            lambda seen, scores: (float(((scores > 0) & (seen > 0)).mean()), accuracies(seen, scores)[1]),
            "Your first number counts only the right yes. A right no is a right cell too.",
        ),
        Mistake(
            lambda seen, scores: accuracies(seen, scores)[0],
            "The share of the model alone is there. Return the pair: the model, and saying no to everything.",
        ),
        Mistake(
            lambda seen, scores: accuracies(seen, scores)[0] - accuracies(seen, scores)[1],
            "You subtracted one from the other. Return both: a pair.",
        ),
        Mistake(
            lambda seen, scores: (float((scores > 0).mean()), accuracies(seen, scores)[1]),
            "Your first number counts how often the model says yes. Count the cells where it is RIGHT.",
        ),
        Mistake(
            lambda seen, scores: (float((scores == seen).mean()), accuracies(seen, scores)[1]),
            "You compared the scores themselves with 0 and 1. First ask where the model says yes: scores > 0.",
        ),
        Mistake(
            lambda seen, scores: (((scores > 0) == (seen > 0)).mean(axis=1), (seen == 0).mean(axis=1)),
            "These are shares for each person. One share over all cells is asked for.",
        ),
        Mistake(
            lambda seen, scores: (float((np.round(scores) == seen).mean()), accuracies(seen, scores)[1]),
            "You rounded the scores. It is the CHANCE that is above or below 1/2: the model says yes where the "
            "score is above 0.",
        ),
    ],
    hints=[
        "sigma(s) > 1/2 exactly where s > 0.",
        "The mean of an array of True and False is the share of True.",
        "An answer of no everywhere is right in every cell that holds 0.",
    ],
)
