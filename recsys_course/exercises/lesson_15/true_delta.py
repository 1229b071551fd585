"""What Gaussian noise really keeps."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import ndtr
from scipy.stats import norm

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet


def true_delta(sigma: np.ndarray, epsilon: float, sensitivity: float) -> np.ndarray:
    """Balle and Wang, theorem 8, for several deviations.  (n,), number, number -> (n,)"""
    ratio = sensitivity / sigma
    return np.asarray(ndtr(ratio / 2 - epsilon / ratio) - np.exp(epsilon) * ndtr(-ratio / 2 - epsilon / ratio))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, then several deviations, promises and sensitivities."""
    cases: Cases = [(np.array([1.0]), 1.0, 1.0), (np.array([2.0, 0.7]), 0.5, 1.0), (np.array([0.5, 0.6]), 3.0, 1.0)]
    cases.append((np.array([1.5, 3.0, 4.0]), 1.0, 3.0))
    return cases + [(rng.uniform(0.5, 2, 3), float(rng.uniform(0.3, 2)), float(rng.uniform(1, 3))) for _ in range(3)]


def _form(code: Callable[[np.ndarray, np.ndarray, float], np.ndarray]) -> Callable[..., np.ndarray]:
    """half = s / 2 sigma, far = epsilon sigma / s, and epsilon."""
    return quiet(lambda sigma, epsilon, s: code(s / (2 * sigma), epsilon * sigma / s, epsilon))


EXERCISE = Exercise(
    "15-true-delta",
    points=2,
    title="what Gaussian noise keeps",
    reference=true_delta,
    cases=_cases,
    compare=close_to(1e-8, 1e-6),
    mistakes=[
        Mistake(
            _form(lambda half, far, e: norm.cdf(half - far) - norm.cdf(-half - far)),
            "The factor exp(epsilon) before the second term is missing.",
        ),
        Mistake(
            _form(lambda half, far, e: norm.cdf(half - far) - np.exp(-e) * norm.cdf(-half - far)),
            "The factor of the second term is exp(+epsilon), without a minus.",
        ),
        Mistake(
            _form(lambda half, far, e: norm.cdf(half - far) + np.exp(e) * norm.cdf(-half - far)),
            "The second term is subtracted.",
        ),
        Mistake(
            _form(lambda half, far, e: norm.cdf(half - far) - np.exp(e) * norm.cdf(half + far)),
            "The argument of the second F is -s / (2 sigma) - epsilon sigma / s: both parts are negative.",
        ),
        Mistake(
            _form(lambda half, far, e: norm.cdf(half + far) - np.exp(e) * norm.cdf(-half + far)),
            "epsilon sigma / s is SUBTRACTED inside both F.",
        ),
        Mistake(
            _form(lambda half, far, e: norm.pdf(half - far) - np.exp(e) * norm.pdf(-half - far)),
            "You took the density. F is the distribution function: norm.cdf.",
        ),
        Mistake(
            _form(lambda half, far, e: norm.cdf(2 * half - far) - np.exp(e) * norm.cdf(-2 * half - far)),
            "The first part is s / (2 sigma); your 2 is missing.",
        ),
        Mistake(
            lambda sigma, epsilon, s: (
                norm.cdf(s / 2 * sigma - epsilon * sigma / s)
                - np.exp(epsilon) * norm.cdf(-s / 2 * sigma - epsilon * sigma / s)
            ),
            "s / 2 * sigma is s / 2, times sigma. Put brackets: s / (2 * sigma).",
        ),
        Mistake(
            lambda sigma, epsilon, sensitivity: true_delta(sigma, epsilon, 1.0),
            "The sensitivity plays no part in your answer; you have 1 in its place.",
        ),
        Mistake(
            lambda sigma, epsilon, sensitivity: 1.25 * np.exp(-((epsilon * sigma / sensitivity) ** 2) / 2),
            "This turns the classical formula round. It is the one that we want to check; use the exact one with F.",
        ),
        Mistake(
            lambda sigma, epsilon, sensitivity: true_delta(sigma**2, epsilon, sensitivity),
            "You put in the variance. The formula has the deviation, sigma.",
        ),
    ],
    hints=["norm.cdf is F.", "Write half = s / (2 sigma) and far = epsilon sigma / s first."],
)
