"""The gradient of the loss of one rating."""

from __future__ import annotations

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def gradients(r: float, base: float, p: np.ndarray, q: np.ndarray, penalty: float) -> tuple[np.ndarray, np.ndarray]:
    """Of L = (r - base - p . q)^2 / 2 + penalty (|p|^2 + |q|^2) / 2: dL/dp (d,) and dL/dq (d,)."""
    too_high = base + p @ q - r
    both = np.stack([p, q])
    to_p, to_q = too_high * both[::-1] + penalty * both  # the slope along p is q, and along q it is p
    return to_p, to_q


def _cases(rng: np.random.Generator) -> Cases:
    """The step of the lesson, no error at all, no penalty; then random ones."""
    p, q = np.array([1.0, 0.0]), np.array([0.5, 0.5])
    by_hand: Cases = [(5.0, 4.0, p, q, 0.1), (4.5, 4.0, p, q, 0.2), (2.0, 3.0, p, q, 0.0)]
    sizes = (2, 3, 4)
    return by_hand + [(float(rng.integers(1, 6)), 3.5, *rng.normal(size=(2, d)).round(2), 0.3) for d in sizes]


def _loss(r: float, base: float, p: np.ndarray, q: np.ndarray, penalty: float) -> float:
    return float((r - base - p @ q) ** 2 / 2 + penalty * (p @ p + q @ q) / 2)


EXERCISE = Exercise(
    "06-gradient",
    points=2,
    title="the gradient of one rating",
    reference=gradients,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            lambda r, base, p, q, penalty: ((r - base - p @ q) * q - penalty * p, (r - base - p @ q) * p - penalty * q),
            "The sign is turned around: this is the direction of the STEP. The gradient points uphill, the step goes "
            "downhill.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: ((r - base - p @ q) * q + penalty * p, (r - base - p @ q) * p + penalty * q),
            "The penalty is right, the first part has the wrong sign: the derivative of (r - base - p . q) with respect"
            " to p is -q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: gradients(r, base, p, q, -penalty),
            "The first part is right, the penalty has the wrong sign: its gradient is PLUS penalty times p. The minus "
            "is in the step.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (-(r - base - p @ q) * q, -(r - base - p @ q) * p),
            "The penalty is missing: its gradient is penalty times p, and penalty times q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: gradients(r, base, p, q, penalty)[::-1],
            "The two are swapped: first the gradient with respect to p, then the one with respect to q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (
                -(r - base - p @ q) * p + penalty * p,
                -(r - base - p @ q) * q + penalty * q,
            ),
            "The first parts are swapped: how the error changes with p depends on q, and the other way round.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: tuple(2 * part for part in gradients(r, base, p, q, penalty)),
            "Both are twice too large. The loss has a factor 1/2, which takes away the 2 of the square's derivative.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (-q + penalty * p, -p + penalty * q),
            "The error itself is missing: the derivative of e^2 / 2 is e times the derivative of e.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: gradients(r, 0.0, p, q, penalty),
            "You left `base` out of the error. The error is the rating minus the WHOLE prediction.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: gradients(r, base, p, q, 2 * penalty),
            "The penalty part is twice too large: the 1/2 in the loss takes away the 2 of the square's derivative.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (
                -2 * (r - base - p @ q) * q + penalty * p,
                -2 * (r - base - p @ q) * p + penalty * q,
            ),
            "The first parts are twice too large: the 1/2 in the loss takes away the 2 of the square's derivative.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: gradients(r, base, p, q, penalty / 2),
            "The penalty part is half of what it should be: the derivative of penalty |p|^2 / 2 is penalty times p.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (
                -(r - base - p * q) * q + penalty * p,
                -(r - base - p * q) * p + penalty * q,
            ),
            "Your error is an array: p * q was not added up. p . q is ONE number, p @ q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (
                -(r - base - p @ q) * q + penalty * q,
                -(r - base - p @ q) * p + penalty * p,
            ),
            "The penalty parts are swapped: the penalty on p changes with p, that on q with q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (-(r - base - p @ q) * q + penalty, -(r - base - p @ q) * p + penalty),
            "The penalty is multiplied by the numbers themselves: penalty * p, and penalty * q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (-(r - base) * q + penalty * p, -(r - base) * p + penalty * q),
            "The dot product is missing in the error: it is r - base - p . q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: tuple(
                one - slope for one, slope in zip((p, q), gradients(r, base, p, q, penalty), strict=True)
            ),
            "You made the step already. Only the two gradients are asked for.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: gradients(r, base, p, q, penalty)[0],
            "This is only the gradient with respect to p. Return the pair: the one for p, the one for q.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: (
                -((r - base - p @ q) ** 2) / 2 * q + penalty * p,
                -((r - base - p @ q) ** 2) / 2 * p + penalty * q,
            ),
            "You multiplied by the squared error. The derivative of e^2 / 2 is e, times the derivative of e.",
        ),
        Mistake(
            lambda r, base, p, q, penalty: np.concatenate(gradients(r, base, p, q, penalty)),
            "The numbers are right, but in one row. Return a pair: two arrays (d,).",
        ),
        Mistake(
            lambda *given: (_loss(*given), _loss(*given)),
            "This is the loss itself. Its derivatives are asked for, with respect to each number of p and of q.",
        ),
    ],
    hints=[
        "Compute the error e first: one number. Its derivative with respect to p is -q, because p . q is linear in p.",
        "By the chain rule the derivative of e^2 / 2 is e times the derivative of e.",
        "The derivative of penalty |p|^2 / 2 is penalty times p. Add it.",
    ],
)
