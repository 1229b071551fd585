"""One step downhill: stochastic gradient descent."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def sgd_step(
    r: float, mean: float, b_u: float, b_i: float, p: np.ndarray, q: np.ndarray, rate: float, penalty: float
) -> tuple[float, float, np.ndarray, np.ndarray]:
    """One step for one rating: each of b_u, b_i, p, q moves by rate (e * derivative - penalty * itself)."""
    keep = 1 - rate * penalty  # every number shrinks a little, and then the error pushes it
    push = rate * (r - mean - b_u - b_i - p @ q)
    return keep * b_u + push, keep * b_i + push, keep * p + push * q, keep * q + push * p


def _cases(rng: np.random.Generator) -> Cases:
    """The step of the lesson; a rating that is predicted exactly; then random ones."""
    p, q = np.array([1.0, 0.0]), np.array([0.5, 0.5])
    by_hand: Cases = [(5.0, 3.5, 0.5, 0.0, p, q, 0.1, 0.1), (4.5, 3.5, 0.5, 0.0, p, q, 0.2, 0.5)]
    for d in (2, 3, 4):
        b_u, b_i = rng.uniform(0.2, 1, size=2).round(2)
        by_hand.append((1.0, 3.2, float(b_u), float(b_i), *rng.normal(size=(2, d)).round(2), 0.05, 0.4))
    return by_hand


def _new_p_for_q(
    r: float, mean: float, b_u: float, b_i: float, p: np.ndarray, q: np.ndarray, rate: float, penalty: float
) -> tuple[float, float, np.ndarray, np.ndarray]:
    e = r - (mean + b_u + b_i + p @ q)
    new_b_u, new_b_i, new_p, _ = sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)
    return new_b_u, new_b_i, new_p, q + rate * (e * new_p - penalty * q)


def _step_with(
    e: float, b_u: float, b_i: float, p: np.ndarray, q: np.ndarray, rate: float, penalty: float
) -> tuple[float, float, np.ndarray, np.ndarray]:
    """The step with a given error."""
    return sgd_step(e + b_u + b_i + p @ q, 0.0, b_u, b_i, p, q, rate, penalty)


def _one_after_the_other(
    r: float, mean: float, b_u: float, b_i: float, p: np.ndarray, q: np.ndarray, rate: float, penalty: float
) -> tuple[float, float, np.ndarray, np.ndarray]:
    b_u = sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[0]
    b_i = sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[1]
    p = sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2]
    return b_u, b_i, p, sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[3]


EXERCISE = Exercise(
    "06-sgd-step",
    points=3,
    title="one step downhill",
    reference=sgd_step,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            _new_p_for_q,
            "You changed p first and used the NEW p in the step of q. Both steps use the values from before: compute "
            "all new values, then return them.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean, b_u, b_i, p, q, -rate, penalty),
            "Everything moves uphill: the loss grows. The step is MINUS rate times the gradient.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(
                2 * (mean + b_u + b_i + p @ q) - r, mean, b_u, b_i, p, q, rate, penalty
            ),
            "You took the prediction minus the rating as the error. With the formulas of this lesson it is the rating "
            "minus the prediction.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean, b_u, b_i, p, q, rate, 0.0),
            "The penalty is missing. Each of the four also shrinks a little towards 0.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean, b_u, b_i, p, q, rate, -penalty),
            "The penalty has the wrong sign: it must pull each of the four towards 0, not push it away.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                b_u,
                b_i,
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2:],
            ),
            "p and q moved, the two biases did not. They learn from the same error.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean, b_u, b_i, p, q, 1.0, penalty),
            "You took the whole step. Multiply it by the rate.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean, b_u, b_i, p, q, rate, penalty / rate),
            "The rate multiplies the error part only. It must multiply the penalty part too: put both in one bracket.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, 0.0, b_u, b_i, p, q, rate, penalty),
            "The mean is missing in the prediction.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean - b_u - b_i, b_u, b_i, p, q, rate, penalty),
            "The two biases are missing in the prediction. The error is the rating minus the WHOLE prediction.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                *(b + rate * (r - mean - b_u - b_i - p @ q) for b in (b_u, b_i)),
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2:],
            ),
            "p and q are right. The penalty is missing in the steps of the two biases.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2:],
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[:2],
            ),
            "The numbers are right, their order is not: return b_u, b_i, p, q.",
        ),
        Mistake(
            _one_after_the_other,
            "You computed the error again after each step. All four move by the same error, that of the old values.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: _step_with(
                r - mean - b_u - b_i, b_u, b_i, p, q, rate, penalty
            ),
            "The dot product is missing in the prediction.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (*sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[:3], q),
            "q did not move. It learns from the same error as p.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: tuple(
                new - old
                for new, old in zip(sgd_step(r, mean, b_u, b_i, p, q, rate, penalty), (b_u, b_i, p, q), strict=True)
            ),
            "These are the steps alone. Add each to the old value.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2:],
            "The two biases are missing in the result: return b_u, b_i, p, q.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[:2],
                sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2] + rate * penalty * (p - q),
                sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[3] + rate * penalty * (q - p),
            ),
            "The penalties are swapped: p is pulled towards 0 by penalty * p, and q by penalty * q.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[:2],
                sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2] + rate * (r - mean - b_u - b_i - p @ q) * (p - q),
                sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[3] + rate * (r - mean - b_u - b_i - p @ q) * (q - p),
            ),
            "The vectors are swapped: p moves along q, and q moves along p.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                *(b + rate * (r - mean - b_u - b_i - p @ q - penalty) for b in (b_u, b_i)),
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[2:],
            ),
            "In the biases the penalty is not multiplied by the bias itself: e - penalty * b.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: (
                *sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[:2],
                *(sgd_step(r, mean, b_u, b_i, p, q, rate, penalty)[k] + rate * penalty * (p, q)[k - 2] for k in (2, 3)),
            ),
            "The biases are right. The penalty is missing in the steps of p and q.",
        ),
        Mistake(
            lambda r, mean, b_u, b_i, p, q, rate, penalty: _step_with(
                2 * (r - mean - b_u - b_i - p @ q), b_u, b_i, p, q, rate, penalty
            ),
            "Your error part is twice too large. The loss has a factor 1/2, which takes away the 2 of the square.",
        ),
    ],
    hints=[
        "First the prediction from the four old values and the mean, then the error e = r - prediction.",
        "A bias moves by rate times (e minus penalty times the bias).",
        "Keep the old p and q until both new ones are computed.",
    ],
)
