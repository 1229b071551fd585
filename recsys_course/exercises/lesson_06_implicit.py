"""Exercises of lesson 06, part three: one ALS step for one person, and the gradient of BPR."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def als_user(Q: np.ndarray, times: np.ndarray, alpha: float, penalty: float) -> np.ndarray:
    """p_u = (Q' C Q + penalty I)^-1 Q' C x, with c = 1 + alpha * times and x = 1 where times > 0.

    (m, d), (m,) -> (d,). Source: Hu, Koren, Volinsky, ICDM 2008, equation 4.
    """
    confidence = 1 + alpha * times
    left = (Q.T * confidence) @ Q + penalty * np.eye(Q.shape[1])
    return np.linalg.solve(left, Q.T @ (confidence * (times > 0)))


def _als_cases(rng: np.random.Generator) -> Cases:
    """The films of the lesson; a person without history; a film seen three times; then random ones."""
    Q = np.array([[0.2, 0.5], [1.0, 0.1], [0.9, 0.2], [0.1, 1.0]])
    by_hand: Cases = [(Q, np.array([1.0, 1, 0, 0]), 2.0, 0.1), (Q, np.zeros(4), 2.0, 0.5)]
    by_hand.append((Q, np.array([3.0, 0, 1, 0]), 1.0, 1.0))
    for m, d in ((5, 2), (6, 3), (7, 3)):
        times = rng.permutation(np.array([1.0, 2.0, 4.0] + [0.0] * (m - 3)))
        by_hand.append((rng.normal(size=(m, d)).round(2), times, float(rng.integers(2, 6)), 0.7))
    return by_hand


def _solve(Q: np.ndarray, weights: np.ndarray, right: np.ndarray, penalty: float) -> np.ndarray:
    return np.linalg.solve((Q.T * weights) @ Q + penalty * np.eye(Q.shape[1]), Q.T @ right)


ALS_USER = Exercise(
    "06-als-user",
    points=3,
    title="one ALS step for one person",
    reference=als_user,
    cases=_als_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, alpha * times, alpha * times, penalty),
            "Your confidence is alpha * times: then unseen films say nothing. It is 1 + alpha * times.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, alpha * times, (1 + alpha * times) * (times > 0), penalty),
            "Left you used c - 1, so the unseen films are missing there. Q' C Q needs the whole confidence c.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, (times > 0) * 1.0, penalty),
            "On the right side the confidence is missing: Q' C x, not Q' x.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, (1 + alpha * times) * times, penalty),
            "x is 1 for a film that was seen, however often. How often stands in the confidence only.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: als_user(Q, (times > 0) * 1.0, alpha, penalty),
            "Your confidence uses the wish, 0 or 1. It is 1 + alpha * times: it grows with how often a film was seen.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, 1 + alpha * times, penalty),
            "On the right side the unseen films are counted as wanted. Their x is 0.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: als_user(Q, times, alpha, 0.0),
            "The penalty is missing: add it to the diagonal of Q' C Q.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: als_user(Q, times, alpha, penalty * len(Q)),
            "You multiplied the penalty by the number of films. Add it once to the diagonal.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: np.linalg.solve(
                (Q.T * (1 + alpha * times)) @ Q + penalty, Q.T @ ((1 + alpha * times) * (times > 0))
            ),
            "You added the penalty to EVERY cell of the matrix. It belongs on the diagonal only: penalty * np.eye(d).",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(
                Q[times > 0], 1 + alpha * times[times > 0], 1 + alpha * times[times > 0], penalty
            ),
            "You looked at the seen films only. Then a vector that loves everything is best. All films take part.",
        ),
    ],
    hints=[
        "Make the two vectors first: the confidence c (m,) and the wish x (m,), which holds 0 and 1.",
        "(Q.T * c) multiplies every film by its confidence. Another `@ Q` gives the matrix (d, d) of the left side.",
        "np.linalg.solve(A, b) finds p with A p = b. Do not forget penalty * np.eye(d).",
    ],
)


def bpr_gradients(p: np.ndarray, q_i: np.ndarray, q_j: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Of L = -ln sigma(p . (q_i - q_j)): dL/dp, dL/dq_i, dL/dq_j, each (d,)."""
    weight = 1 / (1 + np.exp(p @ (q_i - q_j)))
    return -weight * (q_i - q_j), -weight * p, weight * p


def _bpr_cases(rng: np.random.Generator) -> Cases:
    """The vectors of the lesson; two equal films; then random ones."""
    p, q_i, q_j = np.array([1.0, 0.5]), np.array([0.8, 0.2]), np.array([0.3, 0.6])
    by_hand: Cases = [(p, q_i, q_j), (p, q_i, q_i), (p, q_j, 3 * q_i)]
    return by_hand + [tuple(rng.normal(size=(3, d)).round(2)) for d in (2, 3, 5)]


def _sigma(x: float) -> float:
    return float(1 / (1 + np.exp(-x)))


BPR_GRADIENTS = Exercise(
    "06-bpr-gradient",
    points=2,
    title="the gradient of one pair",
    reference=bpr_gradients,
    cases=_bpr_cases,
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
    ],
    hints=[
        "First the number z = p . q_i - p . q_j, then the weight 1 - sigma(z).",
        "By the chain rule each gradient is minus the weight times the derivative of z.",
        "The derivative of z with respect to q_j is -p. What happens to the two minus signs?",
    ],
)
