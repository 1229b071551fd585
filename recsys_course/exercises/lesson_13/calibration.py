"""How far the mix of a list is from the mix of a past."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet


def calibration(p: np.ndarray, q: np.ndarray) -> float:
    """KL(p || 0.99 q + 0.01 p); a genre with p = 0 adds nothing.  (d,), (d,) -> number"""
    smooth = 0.99 * q + 0.01 * p
    own = p > 0
    return float(sum(p[own] * np.log(p[own] / smooth[own])))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, equal mixes, a genre that the list lacks, one that the past lacks, random ones."""
    cases: Cases = [(np.array([0.75, 0.25]), np.array([0.5, 0.5])), (np.array([0.2, 0.8]), np.array([0.2, 0.8]))]
    cases += [(np.array([0.5, 0.5, 0]), np.array([1.0, 0, 0])), (np.array([0.3, 0, 0.7]), np.array([0.1, 0.6, 0.3]))]
    for _ in range(3):
        p, q = rng.dirichlet(np.ones(5), 2)
        nobody = rng.integers(0, 5)  # a genre that neither has
        p[nobody], q[nobody] = 0, 0
        cases.append((p / p.sum(), q / q.sum()))
    return cases


def _kl(inside: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Callable[..., float]:
    """The sum over the genres of the past, with another expression in it."""
    return quiet(lambda p, q: float(inside(p, q)[p > 0].sum()))


EXERCISE = Exercise(
    "13-calibration",
    points=2,
    title="the distance of two mixes of genres",
    reference=calibration,
    cases=_cases,
    compare=close_to(1e-6),
    mistakes=[
        Mistake(
            quiet(lambda p, q: float((p * np.log(p / (0.99 * q + 0.01 * p))).sum())),
            "Where p is 0 you get 0 times the logarithm of 0, which is NaN. Such a genre adds nothing.",
        ),
        Mistake(
            quiet(lambda p, q: float((p * np.log(np.where(p > 0, p, 1) / (0.99 * q + 0.01 * p))).sum())),
            "Where p AND q are 0 you divide by 0, and 0 times infinity is NaN. Leave out the genres with p = 0 before "
            "you divide.",
        ),
        Mistake(
            _kl(lambda p, q: p * np.log(p / q)),
            "You divide by q itself. Where the list lacks a genre this is infinite: divide by 0.99 q + 0.01 p.",
        ),
        Mistake(
            quiet(lambda p, q: float((p * np.log(p / q)).sum())),
            "You divide by q itself, and take the logarithm of 0 where p is 0. Divide by 0.99 q + 0.01 p, and leave "
            "out the genres with p = 0.",
        ),
        Mistake(
            _kl(lambda p, q: p * np.log(p / (0.01 * q + 0.99 * p))),
            "The two shares are swapped: most of the smoothed mix is the LIST, 0.99 q + 0.01 p.",
        ),
        Mistake(
            _kl(lambda p, q: (0.99 * q + 0.01 * p) * np.log((0.99 * q + 0.01 * p) / p)),
            "The two mixes are swapped: KL(p || q) weighs by p, and p stands above the line.",
        ),
        Mistake(
            _kl(lambda p, q: q * np.log(p / (0.99 * q + 0.01 * p))),
            "You weigh by q. Weigh by p: what counts is what the person met.",
        ),
        Mistake(
            _kl(lambda p, q: np.log(p / (0.99 * q + 0.01 * p))),
            "The weight p in front of the logarithm is missing.",
        ),
        Mistake(
            _kl(lambda p, q: p * np.log2(p / (0.99 * q + 0.01 * p))),
            "You took the logarithm to base 2. Here it is the natural one, np.log.",
        ),
        Mistake(
            lambda p, q: -calibration(p, q),
            "Your sign is turned around: p stands above the line in the logarithm.",
        ),
        Mistake(
            lambda p, q: calibration(p, q) / np.count_nonzero(p),
            "You took the mean. The divergence is the sum over the genres.",
        ),
        Mistake(
            lambda p, q: float(np.abs(p - q).sum()),
            "You added up the differences. The divergence weighs logarithms of ratios.",
        ),
        Mistake(
            lambda p, q: calibration(np.where(q > 0, p, 0), q),
            "You leave out the genres that the LIST lacks. These are the ones that are missed: leave out only those "
            "with p = 0.",
        ),
        Mistake(
            lambda p, q: np.array(
                [calibration(np.array([a]), np.array([b])) for a, b in zip(p, q, strict=True) if a > 0]
            ),
            "These are the parts of the sum. Add them up.",
        ),
    ],
    hints=[
        "First the smoothed mix of the list, one number for each genre.",
        "own = p > 0 picks the genres that the person met; use p[own] and the same places of the smoothed mix.",
        "For each such genre p times np.log of the ratio, and the sum of all.",
    ],
)
