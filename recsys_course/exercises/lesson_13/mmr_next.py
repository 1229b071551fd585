"""The next place of a list by maximal marginal relevance."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake


def mmr_next(relevance: np.ndarray, alike: np.ndarray, chosen: list[int], weight: float) -> int:
    """The candidate with the largest w r_i - (1 - w) max_{j chosen} alike_ij.  (m,), (m, m), places -> place"""
    gains = {}
    for i in range(len(relevance)):
        if i not in chosen:
            nearest = max((alike[i, j] for j in chosen), default=0)
            gains[i] = weight * relevance[i] - (1 - weight) * nearest
    return max(gains, key=lambda i: (gains[i], -i))


def _best(
    relevance: np.ndarray,
    alike: np.ndarray,
    chosen: list[int],
    weight: float,
    near: Callable[..., Any] = np.max,
    free: bool = True,
    last: bool = False,
    sign: int = -1,
) -> int:
    """The rule once more; the settings after `weight` are ways to get it wrong."""
    nearest = near(alike[:, chosen], axis=1) if chosen else np.zeros(len(relevance))
    gain = weight * relevance + sign * (1 - weight) * nearest
    if free:
        gain = gain.copy()
        gain[chosen] = -np.inf
    return int(len(gain) - 1 - np.argmax(gain[::-1])) if last else int(np.argmax(gain))


def _cases(rng: np.random.Generator) -> Cases:
    """The example of the lesson, nothing chosen, weights 0 and 1, ties; then drawn ones, some always the same."""
    tea, half = np.array([1.0, 0.9, 0.6, 0.4]), 0.5**0.5  # Tea for Two Cats, The Wedding Cook, two others
    by_genre = np.array([[1, half, 0, 0], [half, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]])
    r = np.array([1.0, 0.9, 0.6, 0.4])
    alike = np.array([[1, 0.9, 0.5, 0], [0.9, 1, 0.4, 0], [0.5, 0.4, 1, 0.2], [0, 0, 0.2, 1]])
    cases: Cases = [
        (tea, by_genre, [0], 0.5),
        (r, alike, [0], 0.5),
        (r, alike, [], 0.5),
        (r, alike, [0], 1.0),
        (r, alike, [0, 3], 0.0),
    ]
    cases += [(np.array([0.5, 0.9, 0.5, 0.5]), np.eye(4), [1], 0.6), (np.array([0.2, 0.9, 0.4]), np.eye(3), [], 0.7)]
    cases.append((np.array([1.0, 0.9]), np.ones((2, 2)), [0], 0.0))
    always = np.random.default_rng(1)
    for draw, weight in zip([rng] * 3 + [always] * 8, [0.3, 0.6, 0.8] + 2 * [0.3, 0.6, 0.7, 0.8], strict=True):
        vectors = draw.integers(0, 2, (9, 5)) + 0.01
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        chosen = [int(one) for one in draw.permutation(9)[: draw.integers(2, 4)]]
        cases.append((draw.random(9), vectors @ vectors.T, chosen, weight))
    return cases


def _with(**wrong: Any) -> Callable[..., int]:
    return lambda relevance, alike, chosen, weight: _best(relevance, alike, chosen, weight, **wrong)


def _unlike_all(relevance: np.ndarray, alike: np.ndarray, chosen: list[int], weight: float) -> int:
    gain = weight * relevance - (1 - weight) * (alike - 2 * np.eye(len(alike))).max(axis=1)
    gain[chosen] = -np.inf
    return int(np.argmax(gain))


def _chosen_zero(relevance: np.ndarray, alike: np.ndarray, chosen: list[int], weight: float) -> int:
    gain = weight * relevance - (1 - weight) * (alike[:, chosen].max(axis=1) if chosen else 0.0)
    gain[chosen] = 0.0
    return int(np.argmax(gain))


EXERCISE = Exercise(
    "13-mmr-next",
    points=2,
    title="the next place by maximal marginal relevance",
    reference=mmr_next,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            _with(free=False),
            "You may choose a film a second time. The places that are chosen already are out: give them -infinity.",
        ),
        Mistake(_with(near=np.mean), "You took the MEAN likeness to the chosen films. MMR takes the largest one."),
        Mistake(_with(near=np.sum), "You added up the likenesses to the chosen films. MMR takes the largest one."),
        Mistake(_with(near=np.min), "You took the smallest likeness. MMR looks at the chosen film that is MOST alike."),
        Mistake(_with(sign=1), "You ADD the likeness, so films like those before are preferred. Subtract it."),
        Mistake(
            lambda relevance, alike, chosen, weight: mmr_next(relevance, alike, chosen, 1 - weight),
            "The weights are swapped: `weight` belongs to the relevance, 1 - weight to the likeness.",
        ),
        Mistake(
            lambda relevance, alike, chosen, weight: mmr_next(relevance, alike, chosen, 1.0),
            "The likeness plays no part in your answer: the films come in the order of relevance.",
        ),
        Mistake(
            lambda relevance, alike, chosen, weight: mmr_next(relevance, alike, chosen, 0.5),
            "You accept `weight` and do not use it: your result is that of weight 0.5.",
        ),
        Mistake(
            lambda relevance, alike, chosen, weight: (
                mmr_next(relevance, alike, chosen[-1:], weight)
                if mmr_next(relevance, alike, chosen[-1:], weight) not in chosen
                else _only_last(relevance, alike, chosen, weight)
            ),
            "You compare with the last chosen film only. The most similar one may stand earlier.",
        ),
        Mistake(_with(last=True), "Almost: of equal gains the first candidate is taken. You took the last."),
        Mistake(
            lambda relevance, alike, chosen, weight: _best(-relevance, -alike, chosen, weight),
            "You took the smallest gain. Take the largest.",
        ),
        Mistake(
            lambda relevance, alike, chosen, weight: mmr_next(relevance, alike, chosen, weight) + 1,
            "You count the candidates from 1. The first has the number 0.",
        ),
        Mistake(
            _unlike_all,
            "You compare with ALL candidates. Compare with the chosen films only.",
        ),
        Mistake(
            _chosen_zero,
            "A chosen film gets the gain 0 in your answer, and the others may be below 0. Give it -infinity.",
        ),
        Mistake(
            lambda relevance, alike, chosen, weight: float(
                (weight * relevance - (1 - weight) * (alike[:, chosen].max(axis=1) if chosen else 0))[
                    mmr_next(relevance, alike, chosen, weight)
                ]
            ),
            "This is the largest gain. Return the number of the candidate that has it: np.argmax.",
        ),
    ],
    hints=[
        "alike[:, chosen] has a row for each candidate and a column for each chosen film; max(axis=1) is the nearest.",
        "While nothing is chosen, the likeness is 0 for all.",
        "Give the chosen places -np.inf, then np.argmax.",
    ],
)


def _only_last(relevance: np.ndarray, alike: np.ndarray, chosen: list[int], weight: float) -> int:
    gain = weight * relevance - (1 - weight) * alike[:, chosen[-1]]
    gain[chosen] = -np.inf
    return int(np.argmax(gain))
