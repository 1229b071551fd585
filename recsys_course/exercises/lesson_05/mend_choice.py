"""Repair a choice: choose on the validation, report the test."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def choose(valid: np.ndarray, test: np.ndarray) -> tuple[int, float]:
    """The best model on the validation, and its value on the test.  (n,), (n,) -> (number, value)."""
    best = max(range(len(valid)), key=lambda n: (valid[n], -n))
    return best, float(test[best])


def _cases(rng: np.random.Generator) -> Cases:
    """Judges that disagree, a tie, one model, then random ones."""
    cases: Cases = [(np.array([0.3, 0.5, 0.4]), np.array([0.6, 0.35, 0.45])), (np.array([0.2]), np.array([0.1]))]
    cases.append((np.array([0.1, 0.4, 0.4, 0.3]), np.array([0.2, 0.25, 0.5, 0.7])))
    cases.append((np.array([0.5, 0.1, 0.45]), np.array([0.1, 0.5, 0.4])))  # validation, test, sum: each another one
    return cases + [(rng.permutation(6) / 10, rng.permutation(6) / 10 + 0.01) for _ in range(2)]


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
    ],
    hints=[
        "Which of the two arrays may decide, and which may only report?",
        "np.argmax gives the place of the largest value, the first of equal ones.",
        "Two lines: the number from one array, the value at this number from the other.",
    ],
)
