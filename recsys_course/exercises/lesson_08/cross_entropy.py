"""Binary cross-entropy with negatives."""

from __future__ import annotations

import numpy as np
from scipy.special import expit, log_expit

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.lesson_08.weights import numbers


def cross_entropy(right: np.ndarray, wrong: np.ndarray) -> float:
    """Mean of -ln sigma(right), plus mean of -ln(1 - sigma(wrong)).  (n,), (n, k) -> number."""
    return float(-log_expit(right).mean() - log_expit(-wrong).mean())  # 1 - sigma(s) = sigma(-s)


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, scores far from 0, one negative each; then random ones."""
    cases: Cases = [(np.array([1.0]), np.array([[-1.0, 0.5]])), (np.array([3.0, -2]), np.array([[900.0], [-900]]))]
    cases.append((np.array([900.0, -900]), np.array([[0.5, 1], [-1, 0]])))
    cases.append((np.array([0.5]), np.array([[40.0]])))  # 1 - sigma(40) is 0 for a computer, e^40 is not infinite
    shapes = ((4, 3), (5, 2), (3, 4))
    return cases + [numbers(rng, (n,), (n, k)) for n, k in shapes]


def _of_seen(right: np.ndarray) -> float:
    """The part of the seen films by the formula, without any care for large scores."""
    with np.errstate(over="ignore", divide="ignore"):
        return float(-np.log(1 / (1 + np.exp(-right))).mean())


def _of_negatives(wrong: np.ndarray) -> float:
    """The part of the negatives by the formula, without any care for large scores."""
    with np.errstate(over="ignore", divide="ignore"):
        return float(-np.log(1 - 1 / (1 + np.exp(-wrong))).mean())


def _with_e(scores: np.ndarray) -> float:
    """The mean of ln(1 + e^s) by the formula."""
    with np.errstate(over="ignore"):
        return float(np.log(1 + np.exp(scores)).mean())


def _cut(right: np.ndarray, wrong: np.ndarray, least: float) -> float:
    """With chances that are held away from 0 and 1."""
    yes, no = (np.clip(expit(scores), least, 1 - least) for scores in (right, wrong))
    return float(-np.log(yes).mean() - np.log(1 - no).mean())


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
            lambda right, wrong: _of_seen(right) + _of_negatives(wrong),
            "Right for small scores. For a score of 900 your sigma is exactly 1, and the logarithm of 0 is infinite. "
            "Use softplus: -ln(1 - sigma(s)) = ln(1 + e^s) = np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _of_seen(right) + float(np.logaddexp(0, wrong).mean()),
            "The negatives are right. For a seen film with the score -900 your sigma is 0, and ln 0 is infinite: "
            "-ln sigma(s) is the softplus of MINUS s.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean()) + _of_negatives(wrong),
            "The seen films are right. For a negative with the score 900 your sigma is 1, and ln(1 - 1) is "
            "infinite: -ln(1 - sigma(s)) is the softplus of s.",
        ),
        Mistake(
            lambda right, wrong: _cut(right, wrong, 1e-7),
            "You kept the chances away from 0 and 1 by 1e-7. Then a score of 900 costs no more than one of 16. "
            "Softplus is exact: np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _cut(right, wrong, 1e-12),
            "You kept the chances away from 0 and 1 by 1e-12. Then a score of 900 costs no more than one of 28. "
            "Softplus is exact: np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _cut(right, wrong, 1e-9),
            "You kept the chances away from 0 and 1 by 1e-9. Then a score of 900 costs no more than one of 21. "
            "Softplus is exact: np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _cut(right, wrong, 1e-8),
            "You kept the chances away from 0 and 1 by 1e-8. Then a score of 900 costs no more than one of 18. "
            "Softplus is exact: np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _cut(right, wrong, 1e-10),
            "You kept the chances away from 0 and 1 by 1e-10. Then a score of 900 costs no more than one of 23. "
            "Softplus is exact: np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _cut(right, wrong, 1e-15),
            "You kept the chances away from 0 and 1 by 1e-15. Then a score of 900 costs no more than one of 35. "
            "Softplus is exact: np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, wrong).mean()),
            "Only the negatives are in your loss. Then a model that says no to everything is perfect.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean() - np.logaddexp(0, wrong).mean()),
            "You subtracted the part of the negatives. Both parts are losses: add them.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean() + np.logaddexp(0, wrong).mean()) / 2,
            "You took half of it. The loss is the SUM of the two means.",
        ),
        Mistake(
            lambda right, wrong: np.logaddexp(0, -right) + np.logaddexp(0, wrong).mean(axis=1),
            "These are the losses of the events. Take their mean: one number.",
        ),
        Mistake(
            lambda right, wrong: cross_entropy(right, wrong) / np.log(2),
            "You took the logarithm to base 2. Here it is the natural one.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, wrong - right[:, None]).mean()),
            "This is the loss of BPR: each film against each negative. Here every score is asked by itself: yes or no?",
        ),
        Mistake(
            lambda right, wrong: float(-expit(right).mean() - expit(-wrong).mean()),
            "The logarithm is missing: -ln of the chance, not minus the chance.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).sum() + np.logaddexp(0, wrong).sum()),
            "You added up all events and all negatives. Both parts are means.",
        ),
        Mistake(
            lambda right, wrong: -_of_seen(right) - _of_negatives(wrong),
            "Two things. The sign is wrong: -ln of a chance is above 0. And for large scores the chance is "
            "exactly 0 or 1: use softplus, np.logaddexp(0, s).",
        ),
        Mistake(
            lambda right, wrong: _with_e(-right) + _with_e(wrong),
            "Right for scores that are not too large. But e^900 is too large for a computer, also inside "
            "sigma(-s) = 1 / (1 + e^s). np.logaddexp(0, s) computes ln(1 + e^s) for any s.",
        ),
        Mistake(
            lambda right, wrong: float(np.logaddexp(0, -right).mean()) + _with_e(wrong),
            "The seen films are right. For a negative with the score 900, e^900 is too large for a computer: "
            "np.logaddexp(0, s) computes ln(1 + e^s) for any s.",
        ),
    ],
    hints=[
        "-ln sigma(s) for the films that were seen, -ln(1 - sigma(s)) for the negatives. Then two means.",
        "1 - sigma(s) = sigma(-s), and -ln sigma(s) = ln(1 + e^(-s)).",
        "np.logaddexp(0, s) is ln(e^0 + e^s) = ln(1 + e^s), and never overflows.",
    ],
)
