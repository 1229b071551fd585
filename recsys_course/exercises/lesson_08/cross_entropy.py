"""Binary cross-entropy with negatives."""

from __future__ import annotations

import numpy as np
from scipy.special import log_expit

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08.weights import numbers


def cross_entropy(right: np.ndarray, wrong: np.ndarray) -> float:
    """Mean of -ln sigma(right), plus mean of -ln(1 - sigma(wrong)).  (n,), (n, k) -> number."""
    return float(-log_expit(right).mean() - log_expit(-wrong).mean())  # 1 - sigma(s) = sigma(-s)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, scores far from 0, one negative each; then random ones."""
    cases: Cases = [(np.array([1.0]), np.array([[-1.0, 0.5]])), (np.array([3.0, -2]), np.array([[900.0], [-900]]))]
    shapes = ((4, 3), (5, 2), (3, 4))
    return cases + [numbers(rng, (n,), (n, k)) for n, k in shapes]


def _overflowing(right: np.ndarray, wrong: np.ndarray) -> float:
    with np.errstate(over="ignore", divide="ignore"):
        return float(
            -np.log(1 / (1 + np.exp(-right))).mean() - np.log(1 - 1 / (1 + np.exp(-wrong))).mean()
        )  # fmt: skip


EXERCISE = Exercise(
    "08-cross-entropy",
    points=2,
    title="binary cross-entropy with negatives",
    reference=cross_entropy,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean()),
            "Only the films that were seen are in your loss. Then a model that says yes to everything is perfect.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean() + np.logaddexp(0, -wrong).mean()),
            "You pull the negatives up too. For them the chance of NO counts: 1 - sigma(s) = sigma(-s).",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, right).mean() + np.logaddexp(0, wrong).mean()),
            "You push the seen films down too. For them -ln sigma(s) is wanted, the softplus of MINUS s.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean() + np.logaddexp(0, wrong).sum(axis=1).mean()),
            "You added up the negatives of each event. Their MEAN is wanted, so that k does not change their weight.",
        ),
        Mistake(
            lambda right, wrong: float(
                np.concatenate([np.logaddexp(0, -right), np.logaddexp(0, wrong).ravel()]).mean()
            ),
            "You took one mean over all numbers. Then the k negatives outweigh the one film that was seen.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).sum() + np.logaddexp(0, wrong).mean(axis=1).sum()),
            "You added up the events. Divide by their number: the loss is a mean.",
        ),
        Mistake(lambda right, wrong: -cross_entropy(right, wrong), "The sign is wrong: a loss is smaller when better."),
        Mistake(
            _overflowing,
            "Right for small scores. For a score of 900 your sigma is exactly 1, and the logarithm of 0 is infinite. "
            "Use softplus: -ln(1 - sigma(s)) = ln(1 + e^s) = np.logaddexp(0, s).",
        ),
    ],
    hints=[
        "-ln sigma(s) for the films that were seen, -ln(1 - sigma(s)) for the negatives. Then two means.",
        "1 - sigma(s) = sigma(-s), and -ln sigma(s) = ln(1 + e^(-s)).",
        "np.logaddexp(0, s) is ln(e^0 + e^s) = ln(1 + e^s), and never overflows.",
    ],
)
