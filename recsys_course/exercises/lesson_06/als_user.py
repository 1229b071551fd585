"""One ALS step: the best factors of one person while the films stay fixed."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def als_user(Q: np.ndarray, times: np.ndarray, alpha: float, penalty: float) -> np.ndarray:
    """p_u = (Q' C Q + penalty I)^-1 Q' C x, with c = 1 + alpha * times and x = 1 where times > 0.

    (m, d), (m,) -> (d,). Source: Hu, Koren, Volinsky, ICDM 2008, equation 4.
    """
    met = times > 0
    films, extra = Q[met], alpha * times[met]
    left = Q.T @ Q + (films.T * extra) @ films + penalty * np.eye(Q.shape[1])  # Q' C Q = Q' Q + Q' (C - I) Q
    return np.linalg.solve(left, films.T @ (1 + extra))


def _cases(rng: np.random.Generator) -> Cases:
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


EXERCISE = Exercise(
    "06-als-user",
    points=3,
    title="one ALS step for one person",
    reference=als_user,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, alpha * times, alpha * times, penalty),
            "Your confidence is alpha * times: then unseen films say nothing. It is 1 + alpha * times.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, alpha * times, (1 + alpha * times) * (times > 0), penalty),
            "On the left-hand side you used c - 1, so the unseen films are missing there. Q' C Q needs the whole "
            "confidence c.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, (times > 0) * 1.0, penalty),
            "On the right-hand side the confidence is missing: Q' C x, not Q' x.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, (1 + alpha * times) * times, penalty),
            "x is 1 for a film that was seen, however often. Only the confidence says how often.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: als_user(Q, (times > 0) * 1.0, alpha, penalty),
            "Your confidence uses the wish, 0 or 1. It is 1 + alpha * times: it grows with how often a film was seen.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, 1 + alpha * times, penalty),
            "On the right-hand side the unseen films are counted as wanted. Their x is 0.",
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
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha + times, (1 + alpha + times) * (times > 0), penalty),
            "You added alpha. The confidence is 1 + alpha TIMES the number of times: 1 + alpha * times.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, (1 + alpha) * times, (1 + alpha) * times, penalty),
            "Mind the brackets: 1 + alpha * times, not (1 + alpha) * times. An unseen film has the confidence 1.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, alpha * (1 + times), alpha * (1 + times) * (times > 0), penalty),
            "Mind the brackets: 1 + alpha * times, not alpha * (1 + times).",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, (1 + alpha * times) * (times > 1), penalty),
            "A film that was seen once is a wish too: x is 1 where times > 0.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, np.ones(len(Q)), (times > 0) * 1.0, penalty),
            "The confidence is missing on both sides: every film counts the same in your answer.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: _solve(Q, 1 + alpha * times, times, penalty),
            "On the right-hand side stand confidence times wish, c * x. You put how often the films were seen.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: als_user(Q, times, alpha, -penalty),
            "You subtracted the penalty from the diagonal. Add it.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: Q @ als_user(Q, times, alpha, penalty),
            "These are the scores of the films. The vector p of the person is asked for.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: (
                ((Q.T * (1 + alpha * times)) @ Q + penalty * np.eye(Q.shape[1]))
                @ (Q.T @ ((1 + alpha * times) * (times > 0)))
            ),
            "You multiplied with the matrix. Solve: p is what the matrix turns into the right-hand side, "
            "np.linalg.solve.",
        ),
        Mistake(
            lambda Q, times, alpha, penalty: (
                Q.T @ ((1 + alpha * times) * (times > 0)) / (np.square(Q.T) @ (1 + alpha * times) + penalty)
            ),
            "You divided number by number. The factors depend on one another: solve the whole system, np.linalg.solve.",
        ),
    ],
    hints=[
        "Make the two vectors first: the confidence c (m,) and the wish x (m,), which holds 0 and 1.",
        "(Q.T * c) multiplies every film by its confidence. Another `@ Q` gives the matrix (d, d) of the left-hand "
        "side.",
        "np.linalg.solve(A, b) finds p with A p = b. Do not forget penalty * np.eye(d).",
    ],
)
