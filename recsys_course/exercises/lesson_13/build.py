"""The build of lesson 13: a whole re-ranker, from scores to lists that keep the rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from recsys_course.checking.compare import exact
from recsys_course.checking.exercise import Cases, Exercise, Mistake
from recsys_course.exercises.guards import quiet

TAIL, SERIES = 2, 3  # at least, at most


def _scaled(scores: np.ndarray) -> np.ndarray:
    span = np.ptp(scores)
    return (scores - scores.min()) / span if span > 0 else np.ones(len(scores))


def _cosines(rows: np.ndarray) -> np.ndarray:
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(unit @ unit.T)


def _rerank(
    scores: np.ndarray,
    seen: np.ndarray,
    features: np.ndarray,
    tail: np.ndarray,
    series: np.ndarray,
    k: int,
    pool: int,
    weight: float,
    scale: Callable[[np.ndarray], np.ndarray] = _scaled,
    likeness: Callable[[np.ndarray], np.ndarray] = _cosines,
    near: Callable[[np.ndarray], Any] = np.max,
    at_least: int = TAIL,
    at_most: int = SERIES,
) -> np.ndarray:
    """The whole re-ranker; the settings after `weight` are ways to get it wrong."""
    lists = []
    for u in range(len(scores)):
        own = np.where(seen[u] > 0, -np.inf, scores[u])
        films = np.argsort(-own, kind="stable")[:pool]
        relevance, alike, places = scale(scores[u][films]), likeness(features[films]), list[int]()
        for left in range(k, 0, -1):
            free = ~np.isin(np.arange(len(films)), places)
            listed = films[places]
            lacks = at_least - tail[listed].sum()
            used = np.array([(series[listed] == own).sum() for own in series[films]])
            keeps = (tail[films] | (lacks < left)) & ((series[films] < 0) | (used < at_most))
            wanted = free & keeps
            wanted = wanted if wanted.any() else free
            nearest = np.array([near(alike[i, places]) if places else 0.0 for i in range(len(films))])
            gain = np.where(wanted, weight * relevance - (1 - weight) * nearest, -np.inf)
            places.append(int(np.argmax(gain)))
        lists.append(films[places])
    return np.array(lists)


def build(
    scores: np.ndarray,
    seen: np.ndarray,
    features: np.ndarray,
    tail: np.ndarray,
    series: np.ndarray,
    k: int,
    pool: int,
    weight: float,
) -> np.ndarray:
    """Lists by MMR from the best unseen films; two or more of the tail, three or fewer of a series.

    (n, m), (n, m), (m, d), (m,), (m,) -> (n, k) film numbers
    """
    return _rerank(scores, seen, features, tail, series, k, pool, weight)


def _case(rng: np.random.Generator, weight: float, k: int = 6, tails: float = 0.3) -> tuple[Any, ...]:
    """Four people and twenty-four films; the first films are of one series, and the tail has the lower scores."""
    m = 24
    features = rng.random((m, 5)) ** 3  # no two gains are equal but for rounding
    series = np.where(np.arange(m) < 6, 0, rng.integers(-1, 3, m))
    tail = rng.random(m) < tails
    scores = rng.exponential(3, (4, m)) + np.where(series == 0, 4, 0) - np.where(tail, 3, 0)
    scores[0] = np.round(scores[0])
    seen = np.array([np.isin(np.arange(m), rng.permutation(m)[:6]) for _ in range(4)]).astype(int)
    scores = scores + 6 * seen  # what a person has met fits best, and is not shown again
    order = rng.permutation(m)
    return scores[:, order], seen[:, order], features[order], tail[order], series[order], k, 14, weight


def _cases(rng: np.random.Generator) -> Cases:
    """Several weights, a pool without any tail, equal scores, one series for all, and no series at all."""
    cases: Cases = [_case(rng, weight) for weight in (0.7, 0.5, 0.3, 0.9)]
    cases.append(_case(rng, 0.6, tails=0.0))
    scores, *others = _case(rng, 0.5)
    cases.append((np.ones_like(scores), *others))
    for series, size in ((5, 1.0), (-1, 0.02)):  # one series for all, and none at all with small scores
        scores, seen, features, tail, _, *others = _case(rng, 0.8)
        cases.append((size * scores, seen, features, tail, np.full(24, series), *others))
    return cases


def _with(**wrong: Any) -> Callable[..., np.ndarray]:
    return quiet(lambda *arguments: _rerank(*arguments, **wrong))


def _with_last(change: Callable[[np.ndarray, int, float], tuple[int, float]]) -> Callable[..., np.ndarray]:
    """The right re-ranker with another pool and weight: change(scores, pool, weight)."""

    def answer(*arguments: Any) -> np.ndarray:
        scores, seen, features, tail, series, k, pool, weight = arguments
        return _rerank(scores, seen, features, tail, series, k, *change(scores, pool, weight))

    return answer


def _with_weight(change: Callable[[float], float]) -> Callable[..., np.ndarray]:
    return _with_last(lambda scores, pool, weight: (pool, change(weight)))


EXERCISE = Exercise(
    "13-build",
    points=5,
    title="a whole re-ranker that keeps rules",
    reference=build,
    cases=_cases,
    compare=exact(),
    mistakes=[
        Mistake(
            lambda scores, seen, *others: build(scores, np.zeros_like(seen), *others),
            "Films that a person has seen stand in your lists. Give them -infinity first.",
        ),
        Mistake(
            _with_last(lambda scores, pool, weight: (scores.shape[1], weight)),
            "You choose among all unseen films. Take the `pool` best ones of the model first.",
        ),
        Mistake(
            _with(scale=lambda scores: scores),
            "You use the raw scores as relevance, so the weight means something else for each person. Move the scores "
            "of the candidates to 0 to 1.",
        ),
        Mistake(
            _with(scale=lambda scores: scores / scores.max()),
            "You divided by the largest score. Subtract the smallest one too, so that the last candidate has 0.",
        ),
        Mistake(
            _with(likeness=lambda rows: rows @ rows.T),
            "Your likeness is the plain dot product. Divide by both lengths: the cosine.",
        ),
        Mistake(_with(near=np.mean), "You took the mean likeness to the films before. MMR takes the largest one."),
        Mistake(_with(at_least=0), "The rule for the tail is missing: at least two films of the tail."),
        Mistake(_with(at_most=10**6), "The rule for series is missing: at most three films of one series."),
        Mistake(_with(at_least=0, at_most=10**6), "Both rules are missing. Ask `allowed` before each place."),
        Mistake(
            _with_weight(lambda weight: 1 - weight),
            "The weights are swapped: `weight` belongs to the relevance, 1 - weight to the likeness.",
        ),
        Mistake(
            _with_weight(lambda weight: 0.5),
            "Your lists are those of weight 0.5: you take `weight` and do not pass it on.",
        ),
        Mistake(
            _with_weight(lambda weight: 1.0), "The likeness plays no part: your lists are in the order of the model."
        ),
        Mistake(
            lambda scores, seen, *others: np.tile(build(scores[:1], seen[:1], *others), (len(scores), 1)),
            "Everybody gets the list of the first person. Go through all rows of scores.",
        ),
        Mistake(
            lambda *arguments: np.array([_places_of(row, arguments) for row in range(len(arguments[0]))]),
            "These are places in the pool. Return film numbers: films[places].",
        ),
    ],
    hints=[
        "A loop over people, and inside it a loop over the k places.",
        "allowed(tail[films], series[films], places, left, 2, 3) takes the flags of the candidates; left begins at k.",
        "A candidate that is not allowed gets the relevance -1e9 before you ask next_place.",
    ],
)


def _places_of(row: int, arguments: tuple[Any, ...]) -> list[int]:
    """The places in the pool where the films of a list stand."""
    scores, seen, *_, pool, _ = arguments
    films = np.argsort(-np.where(seen[row] > 0, -np.inf, scores[row]), kind="stable")[:pool].tolist()
    return [films.index(film) for film in build(*arguments)[row].tolist()]
