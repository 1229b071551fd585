"""Repair a choice: choose on the validation, report the test."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def choose(valid: np.ndarray, test: np.ndarray) -> tuple[int, float]:
    """The best model on the validation, and its value on the test.  (n,), (n,) -> (number, value)."""
    best = max(range(len(valid)), key=lambda n: (valid[n], -n))
    return best, float(test[best])


def _cases(rng: np.random.Generator) -> Cases:
    """Judges that disagree, ties of two and of three, one model, then random ones."""
    cases: Cases = [(np.array([0.3, 0.5, 0.4]), np.array([0.6, 0.35, 0.45])), (np.array([0.2]), np.array([0.1]))]
    cases.append((np.array([0.1, 0.4, 0.4, 0.3]), np.array([0.2, 0.25, 0.5, 0.7])))
    cases.append((np.array([0.4, 0.1, 0.4, 0.4]), np.array([0.3, 0.9, 0.6, 0.2])))
    cases.append((np.array([0.5, 0.2, 0.3]), np.array([0.1, 0.2, 0.25])))
    cases.append((np.array([0.5, 0.1, 0.45]), np.array([0.1, 0.5, 0.4])))  # validation, test, sum: each another one
    return cases + [(rng.permutation(6) / 10, rng.permutation(6) / 10 + 0.01) for _ in range(2)]


def _chosen_by(judge: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[..., tuple[int, float]]:
    """The model with the largest judge(valid, test), and its value on the test."""
    return lambda valid, test: (int(np.argmax(judge(valid, test))), float(test[np.argmax(judge(valid, test))]))


EXERCISE = Exercise(
    "05-mend-choice",
    points=2,
    title="choose on the validation, report the test",
    reference=choose,
    cases=_cases,
    compare=close_to(1e-9),
    mistakes=[
        Mistake(
            lambda valid, test: (int(np.argmax(test)), float(test.max())),
            "This is still the function from the web: the test has made the choice. Choose on the validation.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(valid)), float(valid.max())),
            "You report the value on the validation. It made the choice, so it is too high. Report the test.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(valid)), float(test.max())),
            "You chose on the validation, but report the best value of the test. Report the test of the CHOSEN model.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(valid + test)), float(test[np.argmax(valid + test)])),
            "You chose on both together. The test may not take part in the choice at all.",
        ),
        Mistake(
            lambda valid, test: (
                len(valid) - 1 - int(np.argmax(valid[::-1])),
                float(test[len(valid) - 1 - int(np.argmax(valid[::-1]))]),
            ),
            "Almost: of equally good models the first is taken. You took the last.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmin(valid)), float(test[np.argmin(valid)])),
            "You chose the lowest nDCG. Higher is better.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(test)), float(valid[np.argmax(test)])),
            "The test still makes the choice, and now you report the validation. It is the other way round.",
        ),
        Mistake(
            lambda valid, test: (int(np.argmax(test)), float(valid.max())),
            "The test still makes the choice. Choose on the validation, and report the test of the chosen model.",
        ),
        Mistake(
            lambda valid, test: choose(valid, test)[::-1],
            "The pair is swapped: the number of the model comes first, then its value.",
        ),
        Mistake(
            lambda valid, test: choose(valid, test)[0],
            "This is the number alone. Return the pair (number, nDCG on the test).",
        ),
        Mistake(
            lambda valid, test: choose(valid, test)[1],
            "This is the value alone. Return the pair (number, nDCG on the test).",
        ),
        Mistake(
            lambda valid, test: (choose(valid, test)[0] + 1, choose(valid, test)[1]),
            "You count the models from 1. The first has the number 0.",
        ),
        Mistake(
            lambda valid, test: (choose(valid, test)[0], float(test.mean())),
            "You report the mean of all models. Report the test of the CHOSEN one.",
        ),
        Mistake(
            lambda valid, test: (choose(valid, test)[0], float(valid.max() + choose(valid, test)[1]) / 2),
            "You report the mean of validation and test. The validation made the choice, so it may not be in the "
            "report.",
        ),
        Mistake(
            _chosen_by(lambda valid, test: np.minimum(valid, test)),
            "You chose the model whose worse value is best. The test may not take part in the choice at all.",
        ),
        Mistake(
            _chosen_by(lambda valid, test: -abs(valid - test)),
            "You chose the model whose two values are closest. Choose the best on the validation.",
        ),
        Mistake(
            _chosen_by(lambda valid, test: (valid == valid.max()) * (1 + test)),
            "Almost: among equally good models you let the test decide. The first of them is taken.",
        ),
    ],
    hints=[
        "Which of the two arrays may decide, and which may only report?",
        "np.argmax gives the place of the largest value, the first of equal ones.",
        "Two lines: the number from one array, the value at this number from the other.",
    ],
)
