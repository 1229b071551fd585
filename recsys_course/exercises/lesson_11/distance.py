"""Causal attention in which what is far away counts less, in the framework."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from recsys_course.checking.compare import close_to
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet
from recsys_course.exercises.lesson_11.softmax import causal_softmax, may_look, softmax

Code = Callable[[np.ndarray, np.ndarray, np.ndarray, float], np.ndarray]


def distance(Q: np.ndarray, K: np.ndarray, V: np.ndarray, slope: float) -> np.ndarray:
    """softmax(Q K^T / sqrt(d) - slope * distance) V, over the places up to each.  (b, L, d) three times -> (b, L, d)"""
    return causal_softmax(_match(Q, K) - slope * steps(Q.shape[1])) @ V


def steps(length: int) -> np.ndarray:
    """t - s: how many places lie from s to t; below 0 in the future.  -> (length, length)"""
    return np.subtract.outer(np.arange(length), np.arange(length)).astype(float)


def _match(Q: np.ndarray, K: np.ndarray) -> np.ndarray:
    return Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[2])


def _cases(rng: np.random.Generator) -> Cases:
    """One person and more, one film, no slope at all, a steep one."""
    cases: Cases = []
    for b, L, d, slope in ((1, 3, 2, 0.5), (2, 4, 3, 0.1), (3, 1, 2, 1.0), (2, 5, 4, 0.0), (1, 6, 2, 3.0)):
        Q, K, V = (rng.normal(size=(b, L, d)).astype(np.float32) for _ in range(3))
        cases.append((Q, K, V, slope))
    return cases


def _scored(scores: Callable[..., np.ndarray], soft: Callable[[np.ndarray], np.ndarray] = causal_softmax) -> Code:
    """A mistake in the scores, or in the softmax of them."""
    return lambda Q, K, V, slope: soft(scores(Q, K, slope)) @ V


def _right(Q: np.ndarray, K: np.ndarray, slope: float) -> np.ndarray:
    return _match(Q, K) - slope * steps(Q.shape[1])


def _masked_later(Q: np.ndarray, K: np.ndarray, V: np.ndarray, slope: float) -> np.ndarray:
    return softmax(_right(Q, K, slope)) * may_look(Q.shape[1]) @ V


def _over_people(Q: np.ndarray, K: np.ndarray, V: np.ndarray, slope: float) -> np.ndarray:
    scores = np.where(may_look(Q.shape[1]), _right(Q, K, slope), -1e9)
    return softmax(scores.transpose(1, 2, 0)).transpose(2, 0, 1) @ V


def _over_columns(Q: np.ndarray, K: np.ndarray, V: np.ndarray, slope: float) -> np.ndarray:
    scores = np.where(may_look(Q.shape[1]), _right(Q, K, slope), -np.inf)
    return softmax(scores.transpose(0, 2, 1)).transpose(0, 2, 1) @ V


EXERCISE = Exercise(
    "11-distance",
    points=3,
    title="causal attention with distance, in the framework",
    reference=distance,
    cases=_cases,
    tensor=True,
    compare=close_to(1e-4, 1e-4),
    mistakes=[
        Mistake(
            _scored(lambda Q, K, slope: _match(Q, K)),
            "The distance plays no part: subtract slope * (t - s) from the match of place t with place s.",
        ),
        Mistake(
            _scored(lambda Q, K, slope: _match(Q, K) + slope * steps(Q.shape[1])),
            "Far films count MORE in your answer: the distance is subtracted, not added.",
        ),
        Mistake(
            _scored(_right, softmax),
            "The future is not masked: put -inf where s > t, before the softmax.",
        ),
        Mistake(
            _scored(lambda Q, K, slope: _match(Q, K) - slope * abs(steps(Q.shape[1])), softmax),
            "The future is not masked, only counted as far away: put -inf where s > t, before the softmax.",
        ),
        Mistake(
            _scored(_right, lambda scores: softmax(np.where(may_look(scores.shape[1]).T, scores, -np.inf))),
            "Past and future are exchanged: put -inf where s > t, so where t - s is below 0.",
        ),
        Mistake(
            quiet(_scored(_right, lambda scores: softmax(np.where(steps(scores.shape[1]) > 0, scores, -np.inf)))),
            "Place t does not look at itself in your answer: only s > t is hidden. (Row 0 has nothing to look at.)",
        ),
        Mistake(_masked_later, "The mask comes after the softmax, so the rows do not sum to 1. Mask the scores."),
        Mistake(
            _scored(lambda Q, K, slope: Q @ K.transpose(0, 2, 1) - slope * steps(Q.shape[1])),
            "The root of d is missing under the dot products.",
        ),
        Mistake(
            _scored(lambda Q, K, slope: (Q @ K.transpose(0, 2, 1) - slope * steps(Q.shape[1])) / np.sqrt(Q.shape[2])),
            "You divided the distance by the root of d too. Divide the dot products only, then subtract.",
        ),
        Mistake(
            _scored(lambda Q, K, slope: _match(Q, K) - steps(Q.shape[1])),
            "The slope plays no part: subtract slope * distance.",
        ),
        Mistake(
            _scored(lambda Q, K, slope: Q @ K.transpose(0, 2, 1) / np.sqrt(Q.shape[1]) - slope * steps(Q.shape[1])),
            "You took the root of the length L. d is the last axis of Q.",
        ),
        Mistake(_over_columns, "Your softmax runs over the wrong axis: row t sums to 1, the last axis."),
        Mistake(_over_people, "Your softmax runs over the people. It runs over the last axis, the places s."),
        Mistake(
            lambda Q, K, V, slope: causal_softmax(_right(Q, K, slope)),
            "These are the weights A (b, L, L). They still have to be multiplied with V.",
        ),
        Mistake(
            lambda Q, K, V, slope: causal_softmax(_match(K, Q) - slope * steps(Q.shape[1])) @ V,
            "Queries and keys are exchanged: row t belongs to the QUERY of place t.",
        ),
        Mistake(
            _scored(lambda Q, K, slope: _match(Q, K) * np.exp(-slope * steps(Q.shape[1]))),
            "You multiplied the match with a factor that fades. The distance is SUBTRACTED from the match.",
        ),
        Mistake(
            lambda Q, K, V, slope: distance(Q, K, V, slope)[:, -1],
            "You gave the last place only. All places of all people are asked for, (b, L, d).",
        ),
        Mistake(
            lambda Q, K, V, slope: np.matmul(_match(Q, K) - slope * steps(Q.shape[1]), V),
            "The softmax is missing.",
        ),
    ],
    hints=[
        "The match is (b, L, L): queries times keys with the last two axes exchanged, divided by the root of d.",
        "With place = 0, 1, ..., L - 1: place[:, None] - place is the distance t - s, and below 0 in the future.",
        "Subtract slope * distance, put -inf where the distance is below 0, softmax over the last axis, times V.",
    ],
)
