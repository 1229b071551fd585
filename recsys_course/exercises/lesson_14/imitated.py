"""How much of a model its imitation explains."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def imitated(scores: np.ndarray, imitation: np.ndarray, guess: float) -> float:
    """1 - (sum of squared errors of the imitation) / (sum of squared errors of the guess).  (n,), (n,), number"""
    missed = sum((s - i) ** 2 for s, i in zip(scores, imitation, strict=True))
    return float(1 - missed / sum((s - guess) ** 2 for s in scores))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, a perfect imitation, one as good as the guess, a worse one; then drawn ones."""
    scores = np.array([1.0, 3.0, 5.0])
    cases: Cases = [(scores, np.array([2.0, 3.0, 4.0]), 2.0), (scores, scores, 2.0), (scores, np.full(3, 2.0), 2.0)]
    cases.append((scores, np.array([5.0, 3.0, 1.0]), 4.0))
    for _ in range(3):
        own = rng.exponential(1, 8)
        cases.append((own, own + rng.normal(0, 0.4, 8), float(rng.uniform(0.5, 1.5))))
    return cases


def _of(made: Callable[[np.ndarray, np.ndarray, float], float]) -> Callable[[np.ndarray, np.ndarray, float], float]:
    return lambda scores, imitation, guess: float(made(scores, imitation, guess))


EXERCISE = Exercise(
    "14-imitated",
    points=1,
    title="how much of a model its imitation explains",
    reference=imitated,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            _of(lambda s, i, g: 1 - ((s - i) ** 2).sum() / ((s - s.mean()) ** 2).sum()),
            "You compare with the mean of the TEST scores, which nobody knows beforehand. Compare with `guess`.",
        ),
        Mistake(
            _of(lambda s, i, g: ((s - i) ** 2).sum() / ((s - g) ** 2).sum()),
            "This is the share that is NOT explained. Subtract it from 1.",
        ),
        Mistake(_of(lambda s, i, g: ((s - i) ** 2).mean()), "This is a mean squared error. Where is the guess?"),
        Mistake(
            _of(lambda s, i, g: 1 - ((s - i) ** 2).mean()),
            "A squared error means nothing alone. Divide it by that of the guess.",
        ),
        Mistake(
            _of(lambda s, i, g: 1 - abs(s - i).sum() / abs(s - g).sum()), "You took distances. Take their squares."
        ),
        Mistake(
            _of(lambda s, i, g: 1 - ((s - i) ** 2).sum() / ((i - g) ** 2).sum()),
            "Below the line stand the errors of the guess for the MODEL's scores, not for the imitation.",
        ),
        Mistake(
            _of(lambda s, i, g: 1 - ((i - g) ** 2).sum() / ((s - g) ** 2).sum()),
            "Above the line stand the errors of the imitation: scores minus imitation.",
        ),
        Mistake(
            _of(lambda s, i, g: ((i - g) ** 2).sum() / ((s - g) ** 2).sum()),
            "You compare how far both move from the guess. An imitation may move far in the wrong direction.",
        ),
        Mistake(
            _of(lambda s, i, g: 1 - ((s - i).sum() / (s - g).sum()) ** 2 if (s - g).sum() else 0.0),
            "Square each error first, then add; errors with different signs cancel otherwise.",
        ),
        Mistake(
            _of(lambda s, i, g: np.corrcoef(s, i)[0, 1] ** 2 if np.ptp(i) else 0.0),
            "This is a squared correlation. An imitation that is always twice too large has a perfect one.",
        ),
        Mistake(
            _of(lambda s, i, g: max(1 - ((s - i) ** 2).sum() / ((s - g) ** 2).sum(), 0.0)),
            "An imitation can be worse than the guess: then the number is below 0. Do not cut it off.",
        ),
        Mistake(
            _of(lambda s, i, g: 1 - np.sqrt(((s - i) ** 2).sum() / ((s - g) ** 2).sum())),
            "You took a root. The squared errors themselves are divided.",
        ),
    ],
    hints=[
        "((scores - imitation) ** 2).sum() are the squared errors of the imitation.",
        "((scores - guess) ** 2).sum() are those of somebody who always says `guess`.",
        "1 minus the first over the second.",
    ],
)
