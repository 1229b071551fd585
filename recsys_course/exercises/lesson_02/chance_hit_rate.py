"""A stretch exercise: the hit rate of chance, exactly."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def chance_hit_rate(n_candidates: np.ndarray, n_relevant: np.ndarray, k: int) -> np.ndarray:
    """Probability (n,) that k random different candidates hold at least one relevant film.

    P(hit) = 1 - product over j = 0 .. k-1 of (m - n - j) / (m - j), 1 where no list can miss (m - n < k).
    m: n_candidates (people,). n: n_relevant (people,).
    """
    steps = np.arange(k)
    misses = np.maximum(0, np.subtract.outer(n_candidates - n_relevant, steps))
    left = np.maximum(1, np.subtract.outer(n_candidates, steps))
    return 1 - (misses / left).prod(axis=1)


def _cases(rng: np.random.Generator) -> Cases:
    """One hidden film, several, a list as long as the candidates, relevant films only; then random ones."""
    cases: Cases = [
        (np.array([100, 50]), np.array([1, 1]), 10),
        (np.array([6, 6, 6]), np.array([1, 2, 3]), 2),
        (np.array([5, 4, 8]), np.array([2, 1, 8]), 4),
        (np.array([3, 20]), np.array([1, 6]), 5),
    ]
    for _ in range(3):
        m = rng.integers(15, 40, size=4)
        cases.append((m, rng.integers(1, 6, size=4), int(rng.integers(2, 8))))
    return cases


def _miss(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
    return 1 - chance_hit_rate(m, r, k)


def _same_denominator(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
    misses = np.maximum(0, np.subtract.outer(m - r, np.arange(k)))
    return 1 - (misses / m[:, None]).prod(axis=1)


def _factors(number: Callable[[int], range]) -> Callable[..., np.ndarray]:
    """The formula with other steps j, number(k), in place of 0 .. k-1."""

    def answer(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
        all_miss = np.ones(len(m))
        for j in number(k):
            all_miss *= np.maximum(m - r - j, 0) / np.maximum(m - j, 1)
        return 1 - all_miss

    return answer


def _all_hits(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
    return _miss(m, m - r, k)


def _same_numerator(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
    return 1 - ((m - r)[:, None] / np.maximum(1, np.subtract.outer(m, np.arange(k)))).prod(axis=1)


def _nan_for_long_lists(m: np.ndarray, r: np.ndarray, k: int) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        return 1 - (np.subtract.outer(m - r, np.arange(k)) / np.subtract.outer(m, np.arange(k))).prod(axis=1)


EXERCISE = Exercise(
    "02-chance-hit-rate",
    points=2,
    title="stretch: the hit rate of chance, exactly",
    reference=chance_hit_rate,
    cases=_cases,
    compare=close_to(),
    mistakes=[
        Mistake(
            lambda m, r, k: k * r / m,
            "k n / m is the expected number of hits, and it can exceed 1. The question asks for the probability of at "
            "least one.",
        ),
        Mistake(
            lambda m, r, k: 1 - (1 - r / m) ** k,
            "You put each film back before the next is drawn. A list has no film twice: after each miss one candidate "
            "fewer is left.",
        ),
        Mistake(_miss, "This is the probability of no hit at all. Take it away from 1."),
        Mistake(
            lambda m, r, k: np.minimum(1.0, k / m),
            "This is right for one relevant film only. Use n_relevant too.",
        ),
        Mistake(
            lambda m, r, k: r / m,
            "This is the probability that one place holds a hit. The list has k places.",
        ),
        Mistake(
            _same_denominator,
            "You divide by m each time. After each miss one candidate fewer is left: m, then m - 1, then m - 2, ...",
        ),
        Mistake(
            _nan_for_long_lists,
            "Right, except where the list has more places than there are candidates: m - j becomes 0. "
            "When m - n < k the list cannot miss: the probability is 1.",
        ),
        Mistake(
            _factors(lambda k: range(k + 1)),
            "You multiply k + 1 factors. The list has k places: j = 0 .. k-1, which is range(k).",
        ),
        Mistake(
            _factors(lambda k: range(k - 1)),
            "You multiply k - 1 factors. The list has k places: j = 0 .. k-1, which is range(k).",
        ),
        Mistake(
            _factors(lambda k: range(1, k)),
            "The factor of the first place is missing. j begins at 0: range(k).",
        ),
        Mistake(
            _factors(lambda k: range(1, k + 1)),
            "Your j runs from 1 to k. It runs from 0 to k - 1: at the first place no film is gone yet.",
        ),
        Mistake(
            _factors(lambda k: range(k - 1, k)),
            "Only the last factor is left. Inside the loop, `=` replaces the product; `*=` multiplies it.",
        ),
        Mistake(
            _same_numerator,
            "Above the line you have m - n each time. After a miss one film that can miss is gone: m - n - j.",
        ),
        Mistake(
            _all_hits,
            "This is the probability that ALL k places are hits. Asked is at least one: 1 minus the probability that "
            "all places miss.",
        ),
        Mistake(
            lambda m, r, k: np.minimum(1.0, k * r / m),
            "k n / m is the expected number of hits; cutting it at 1 does not make it a probability. "
            "The probability of at least one hit is 1 minus that of k misses.",
        ),
        Mistake(
            lambda m, r, k: 1 - np.maximum(0.0, 1 - k / m) ** r,
            "You draw k places for each relevant film anew. They share the k places: multiply the misses place by "
            "place, (m - n - j) / (m - j).",
        ),
        Mistake(
            lambda m, r, k: (r[:, None] / np.maximum(1, np.subtract.outer(m, np.arange(k)))).sum(axis=1),
            "You add up the chances of the places; the sum can exceed 1. Multiply the probabilities of a miss instead.",
        ),
        Mistake(
            lambda m, r, k: np.minimum((r[:, None] / np.maximum(1, np.subtract.outer(m, np.arange(k)))).sum(axis=1), 1),
            "You add up the chances of the places. Multiply the chances of a MISS, and take the product away from 1.",
        ),
    ],
    hints=[
        "The probability of no hit is easier: all k places must be misses. Then take it away from 1.",
        "The first place misses with probability (m - n) / m. After a miss, how many candidates are left, and how "
        "many of them would miss again?",
        "Multiply k such factors in a loop; each has 1 less above and 1 less below than the one before. When nothing "
        "is left that could miss, the factor is 0 and must not become negative.",
    ],
)
