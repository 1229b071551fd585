"""Accuracy above the best constant answer: better than what?"""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def accuracy_gain(truth: np.ndarray, predicted: np.ndarray) -> float:
    """Accuracy minus the accuracy of the best constant answer. truth, predicted (n, m) of 0 and 1."""
    yes = truth.mean()
    return float((truth == predicted).mean() - max(yes, 1 - yes))


def _cases(rng: np.random.Generator) -> Cases:
    """Mostly no, mostly yes, both in one table, a perfect guess, always no, a wrong one; then random ones."""
    few = np.array([[1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 0, 0]])
    many = np.array([[1, 1, 0, 1], [1, 1, 1, 1]])
    mixed = np.array([[0, 1, 1, 1], [1, 0, 1, 0]])
    unlike = np.array([[1, 1, 1, 0], [0, 0, 0, 0]])
    cases: Cases = [(few, few), (few, np.zeros_like(few)), (many, mixed), (many, 1 - many), (few, 1 - few)]
    cases.append((unlike, mixed))
    for share in (0.1, 0.3, 0.8):
        truth = (rng.random((5, 6)) < share).astype(int)
        cases.append((truth, np.where(rng.random((5, 6)) < 0.2, 1 - truth, truth)))
    return cases


def _accuracy(truth: np.ndarray, predicted: np.ndarray) -> float:
    return float((truth == predicted).mean())


def _gain_of_rows(truth: np.ndarray, predicted: np.ndarray) -> np.ndarray:
    yes = truth.mean(axis=1)
    return (truth == predicted).mean(axis=1) - np.maximum(yes, 1 - yes)


def _constant(truth: np.ndarray) -> float:
    return float(max(truth.mean(), 1 - truth.mean()))


def _recall_in_its_place(truth: np.ndarray, predicted: np.ndarray) -> float:
    found = predicted[truth == 1].mean() if truth.any() else 0.0
    return float(found - max(truth.mean(), 1 - truth.mean()))


EXERCISE = Exercise(
    "02-accuracy-gain",
    points=2,
    title="accuracy above the best constant answer",
    reference=accuracy_gain,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(_accuracy, "This is the accuracy itself. Take away what the best constant answer reaches."),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - float((truth == 0).mean()),
            "Your constant answer is always no. Where most entries are 1, saying yes is the better constant answer.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - max(predicted.mean(), 1 - predicted.mean()),
            "You choose the constant answer by looking at the predictions. The best one follows from the truth.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - 0.5,
            "You take away 0.5. That is what a coin reaches; the best constant answer can reach far more.",
        ),
        Mistake(
            lambda truth, predicted: -accuracy_gain(truth, predicted),
            "The sign is turned around: a predictor better than the best constant answer must get a positive number.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) / max(truth.mean(), 1 - truth.mean()),
            "You divide by the accuracy of the best constant answer. This exercise asks for the difference.",
        ),
        Mistake(
            lambda truth, predicted: accuracy_gain(truth, predicted) / max(truth.mean(), 1 - truth.mean()),
            "You divide the difference by the accuracy of the best constant answer. Return the difference itself.",
        ),
        Mistake(
            _gain_of_rows,
            "You compute a value for each row. Take the mean over the whole table: .mean() without an axis.",
        ),
        Mistake(
            lambda truth, predicted: float(_gain_of_rows(truth, predicted).mean()),
            "You choose a constant answer for each row. Choose one for the whole table.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - float(truth.mean()),
            "Your constant answer is always yes. Where most entries are 0, saying no is the better constant answer.",
        ),
        Mistake(
            lambda truth, predicted: _accuracy(truth, predicted) - (1 - _constant(truth)),
            "You take away the accuracy of the WORSE constant answer. Use the larger of the two shares: max.",
        ),
        Mistake(
            lambda truth, predicted: float(_gain_of_rows(truth.T, predicted.T).mean()),
            "You choose a constant answer for each column. Choose one for the whole table.",
        ),
        Mistake(
            lambda truth, predicted: _gain_of_rows(truth.T, predicted.T),
            "You compute a value for each column. Take the mean over the whole table: .mean() without an axis.",
        ),
        Mistake(
            lambda truth, predicted: float(truth.size * accuracy_gain(truth, predicted)),
            "You subtract numbers of entries. Divide by the number of all entries: shares are asked for.",
        ),
        Mistake(
            lambda truth, predicted: float(truth.shape[1] * accuracy_gain(truth, predicted)),
            "You divide by the number of rows: len(truth) does not count the columns. truth.size counts all entries, "
            "and .mean() divides by it.",
        ),
        Mistake(
            lambda truth, predicted: 100 * accuracy_gain(truth, predicted),
            "You give percent. Give the difference of two shares.",
        ),
        Mistake(
            lambda truth, predicted: abs(accuracy_gain(truth, predicted)),
            "You lost the sign. A predictor worse than the best constant answer gets a negative number.",
        ),
        Mistake(
            lambda truth, predicted: max(0.0, accuracy_gain(truth, predicted)),
            "You cut off at 0. A predictor worse than the best constant answer gets a negative number.",
        ),
        Mistake(
            lambda truth, predicted: float((truth * predicted).mean()) - _constant(truth),
            "You count only the entries where both are 1. An entry where both are 0 is right too: truth == predicted.",
        ),
        Mistake(
            lambda truth, predicted: float((truth != predicted).mean()) - _constant(truth),
            "This uses the share of WRONG entries. The accuracy is the share of equal ones: truth == predicted.",
        ),
        Mistake(
            lambda truth, predicted: _constant(truth),
            "This is the accuracy of the best constant answer. Take it away from the accuracy of `predicted`.",
        ),
        Mistake(
            _recall_in_its_place,
            "You look at the places with a 1 in `truth` only: that is the recall. Accuracy counts all places.",
        ),
    ],
    hints=[
        "Two numbers are needed: the share of entries where both tables agree, and the same share for somebody who "
        "gives one and the same answer everywhere.",
        "If 97 % of all entries are 0, what accuracy does the answer 'no' everywhere have? And the answer 'yes'?",
        "The mean of a table of 0 and 1 is the share of ones. The best constant answer reaches the larger of this "
        "share and 1 minus this share.",
    ],
)
