"""The gradient of BPR for one pair of films."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def bpr_gradients(p: np.ndarray, q_i: np.ndarray, q_j: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of L = -ln sigma(p . (q_i - q_j)): dL/dp, dL/dq_i, dL/dq_j, each (d,)."""
    lead = p @ q_i - p @ q_j
    pull = np.exp(-np.logaddexp(0, lead)) * np.stack([q_j - q_i, -p, p])  # sigma(-lead), safe for any lead
    return pull[0], pull[1], pull[2]


def _cases(rng: np.random.Generator) -> Cases:
    """The vectors of the lesson; two equal films; then random ones."""
    p, q_i, q_j = np.array([1.0, 0.5]), np.array([0.8, 0.2]), np.array([0.3, 0.6])
    by_hand: Cases = [(p, q_i, q_j), (p, q_i, q_i), (p, q_j, 3 * q_i)]
    return by_hand + [tuple(rng.normal(size=(3, d)).round(2)) for d in (2, 3, 5)]


def _sigma(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))


EXERCISE = Exercise(
    "06-bpr-gradient",
    points=2,
    title="the gradient of one pair",
    reference=bpr_gradients,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda p, q_i, q_j: tuple(-part for part in bpr_gradients(p, q_i, q_j)),
            "All signs are turned around: this is the direction of the step, which goes downhill.",
        ),
        Mistake(
            lambda p, q_i, q_j: (
                -_sigma(p @ (q_i - q_j)) * (q_i - q_j),
                -_sigma(p @ (q_i - q_j)) * p,
                _sigma(p @ (q_i - q_j)) * p,
            ),
            "The weight is sigma(z): large for pairs that are right already. It must be 1 - sigma(z) = sigma(-z).",
        ),
        Mistake(
            lambda p, q_i, q_j: (*bpr_gradients(p, q_i, q_j)[:2], bpr_gradients(p, q_i, q_j)[1]),
            "Both films move in the same direction. z holds MINUS q_j, so its gradient has the other sign.",
        ),
        Mistake(
            lambda p, q_i, q_j: (lambda w: (-w * (q_i - q_j), -w * p, w * p))(1 / (1 + np.exp(p * (q_i - q_j)))),
            "Your weight is an array: you multiplied p * (q_i - q_j) and did not add up. z is ONE number, a dot "
            "product.",
        ),
        Mistake(
            lambda p, q_i, q_j: (-(q_i - q_j), -p, p),
            "The weight is missing: a pair that is already right must hardly move anything.",
        ),
        Mistake(
            lambda p, q_i, q_j: (
                -_sigma(-p @ (q_i - q_j)) * q_i,
                -_sigma(-p @ (q_i - q_j)) * p,
                _sigma(-p @ (q_i - q_j)) * p,
            ),
            "The gradient of p forgets the film j: z is p . q_i - p . q_j, so its derivative is q_i - q_j.",
        ),
        Mistake(
            lambda p, q_i, q_j: (
                -_sigma(-p @ q_i) * (q_i - q_j),
                -_sigma(-p @ q_i) * p,
                _sigma(-p @ q_i) * p,
            ),
            "The weight uses the score of film i only. It depends on the DIFFERENCE of the two scores.",
        ),
        Mistake(
            lambda p, q_i, q_j: (
                lambda x: (
                    _sigma(-x) * _sigma(x) * (q_j - q_i),
                    -_sigma(-x) * _sigma(x) * p,
                    _sigma(-x) * _sigma(x) * p,
                )
            )(p @ (q_i - q_j)),
            "You took the derivative of -sigma(z). The loss is -ln sigma(z), whose derivative is -(1 - sigma(z)).",
        ),
        Mistake(
            lambda p, q_i, q_j: (
                bpr_gradients(p, q_i, q_j)[0],
                bpr_gradients(p, q_i, q_j)[2],
                bpr_gradients(p, q_i, q_j)[1],
            ),
            "The gradients of q_i and q_j are exchanged: first that of the film that was seen.",
        ),
        Mistake(
            lambda p, q_i, q_j: (-bpr_gradients(p, q_i, q_j)[0], *bpr_gradients(p, q_i, q_j)[1:]),
            "The sign of the gradient with respect to p is turned around.",
        ),
        Mistake(
            lambda p, q_i, q_j: (-_sigma(-p @ (q_i - q_j)) * (q_i + q_j), *bpr_gradients(p, q_i, q_j)[1:]),
            "You added the two films. z holds MINUS q_j: its derivative with respect to p is q_i - q_j.",
        ),
        Mistake(
            lambda p, q_i, q_j: (
                bpr_gradients(p, q_i, q_j)[0],
                -_sigma(-p @ (q_i - q_j)) * q_i,
                _sigma(-p @ (q_i - q_j)) * q_j,
            ),
            "The derivative of p . q_i with respect to q_i is p, not q_i.",
        ),
        Mistake(
            lambda p, q_i, q_j: tuple(
                -np.log(_sigma(p @ (q_i - q_j))) / _sigma(-p @ (q_i - q_j)) * part
                for part in bpr_gradients(p, q_i, q_j)
            ),
            "Your weight is the loss itself. It is the derivative of the loss: 1 - sigma(z).",
        ),
        Mistake(
            lambda p, q_i, q_j: tuple(
                part / _sigma(-p @ (q_i - q_j)) / _sigma(p @ (q_i - q_j)) for part in bpr_gradients(p, q_i, q_j)
            ),
            "The weight is 1 / sigma(z) in your answer: you forgot the inner derivative, sigma(z) (1 - sigma(z)).",
        ),
        Mistake(
            lambda p, q_i, q_j: tuple(part / _sigma(p @ (q_i - q_j)) for part in bpr_gradients(p, q_i, q_j)),
            "Your weight is e^-z alone. It is e^-z / (1 + e^-z) = 1 - sigma(z), between 0 and 1.",
        ),
        Mistake(
            lambda p, q_i, q_j: bpr_gradients(p, q_i, q_j)[:2],
            "The gradient with respect to q_j is missing: three arrays are asked for.",
        ),
        Mistake(
            lambda p, q_i, q_j: bpr_gradients(p, q_i, q_j)[0],
            "Only the gradient with respect to p is there. Return all three.",
        ),
    ],
    hints=[
        "First the number z = p . q_i - p . q_j, then the weight 1 - sigma(z).",
        "By the chain rule each gradient is minus the weight times the derivative of z.",
        "The derivative of z with respect to q_j is -p. What happens to the two minus signs?",
    ],
)
